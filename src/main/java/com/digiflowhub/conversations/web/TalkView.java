package com.digiflowhub.conversations.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One conversation, ready to be drawn: who answers, what was said, and whether one may write. */
public record TalkView(
        Asked asked,
        UUID id,
        String name,
        String channel,
        Answering answering,
        boolean closed,
        Optional<String> waiting,
        Said said,
        Optional<Held> held,
        Composer composer) {

    /** What the assistant wrote and did not send, and the words in it that no source holds. */
    public record Held(String text, List<String> claims, Line.Grounds grounds) {
        public Held {
            claims = List.copyOf(claims);
        }
    }

    /** Who answers now. */
    public record Answering(By by, String name) {
        public enum By {
            ME,
            COLLEAGUE,
            ASSISTANT
        }

        public boolean me() {
            return by == By.ME;
        }

        public boolean assistant() {
            return by == By.ASSISTANT;
        }

        public String initials() {
            return Initials.of(name);
        }
    }

    /** What was said, oldest first; {@code older} leads further back, {@code advertisement} is where the person came from. */
    public record Said(List<Line> lines, Optional<UUID> older, Optional<String> advertisement) {
        public Said {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Where one writes. {@code closedBecause} says why nothing may be sent; {@code refused} why what was just tried was not, with its
     * words in {@code draft}. {@code client} makes one press, whatever comes of it, one message.
     */
    public record Composer(
            String client,
            String sender,
            Optional<Instant> windowUntil,
            Optional<String> closedBecause,
            Optional<String> refused,
            String draft) {
        Composer refused(String why, String words, String sameClient) {
            return new Composer(sameClient, sender, windowUntil, closedBecause, Optional.of(why), words);
        }
    }

    TalkView refused(String why, String words, String client) {
        return new TalkView(
                asked, id, name, channel, answering, closed, waiting, said, held, composer.refused(why, words, client));
    }
}
