package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.MessageOffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One thing in the run of a conversation, from top to bottom. */
public sealed interface Line {
    /** A state of its own for the page: sent or not, we wait for the provider to tell. */
    String UNTOLD = "untold";

    Instant at();

    /** Where a new day begins. */
    record Day(Instant at) implements Line {}

    /** Something that happened besides words. {@code by} is empty when nobody of the team did it. */
    record Event(UUID id, String kind, boolean mine, String by, Optional<String> reason, int leaving, Instant at)
            implements Line {}

    /** Something that was said. */
    record Bubble(
            UUID id,
            Side side,
            Speaker speaker,
            String text,
            Thing thing,
            Optional<Quote> quote,
            Optional<String> reaction,
            Delivery delivery,
            Optional<Grounds> grounds,
            List<MessageOffer> offers,
            Instant at)
            implements Line {
        public Bubble {
            offers = List.copyOf(offers);
        }
    }

    /** Whose words they are, and so where they stand. */
    enum Side {
        THEIRS,
        ASSISTANT,
        PERSON
    }

    /** Who said it; {@code named} where it is not plain from the bubble above. */
    record Speaker(String name, boolean me, boolean named) {
        public String initials() {
            return Initials.of(name);
        }
    }

    /** What it is besides text: the end of its words' keys, what is known of it, and a place it may lead to. */
    record Thing(String kind, String detail, Optional<String> link) {
        public boolean plain() {
            return kind.equals("text");
        }
    }

    /** The words it answers. {@code kind} when they were none. */
    record Quote(Side side, String text, String kind) {}

    /** Where it stands on which channel. {@code state} is the end of its words' keys; {@code last} marks our last one, whose state is written out. */
    record Delivery(
            String channel,
            String state,
            Optional<String> reason,
            Optional<String> detail,
            boolean leaving,
            boolean last) {
        public boolean ours() {
            return !state.equals("received");
        }

        public boolean ticks() {
            return switch (state) {
                case "queued", "sending", "sent", "delivered", "read", "played" -> true;
                default -> false;
            };
        }

        public boolean notSent() {
            return state.equals("held") || state.equals("refused") || state.equals("cancelled");
        }
    }

    /** Why the assistant said it. */
    record Grounds(String by, Optional<String> model, String intent, List<String> sources) {
        public Grounds {
            sources = List.copyOf(sources);
        }
    }
}
