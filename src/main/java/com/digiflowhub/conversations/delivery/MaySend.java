package com.digiflowhub.conversations.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * "May I send?": one pure function. Everything that may stop or delay a message is a fact here and a reason in the answer; nothing else
 * decides about sending.
 */
public final class MaySend {
    private MaySend() {}

    /** Who asks, with which version of the conversation in mind. */
    public record Ask(Kind kind, long epoch, int characters) {}

    /** What sort of message wants to leave. */
    public enum Kind {
        /** The assistant or a playbook, by itself. */
        AUTOMATIC,
        /** A person of the team. */
        PERSON,
        /** The one confirmation of a STOP. */
        STOP_CONFIRMATION
    }

    /** What is true at the moment of sending. */
    public record SendFacts(
            boolean ownedByPerson,
            long epoch,
            Optional<Instant> windowUntil,
            boolean windowNeeded,
            Optional<Instant> stoppedAt,
            Optional<Instant> lastInboundAt,
            boolean connected,
            Optional<Instant> unreachableUntil) {}

    /** What the channel takes. */
    public record Limits(int maxCharacters) {}

    /** The answer; whatever is not {@link Send} says why. */
    public sealed interface Decision {
        record Send() implements Decision {}

        record UseTemplate(Why why) implements Decision {}

        record OtherChannel(Why why) implements Decision {}

        record HoldUntil(Instant until, Why why) implements Decision {}

        record Refuse(Why why) implements Decision {}
    }

    /** The reasons; stored with the message, shown on the page, counted. */
    public enum Why {
        STOPPED,
        STOPPED_PERSON_MUST_WAIT,
        TAKEN_OVER,
        WINDOW_CLOSED,
        TOO_LONG,
        EMPTY,
        NOT_CONNECTED,
        UNREACHABLE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static Decision decide(Ask ask, SendFacts facts, Limits limits, Instant now) {
        if (ask.characters() == 0) {
            return new Decision.Refuse(Why.EMPTY);
        }
        if (ask.characters() > limits.maxCharacters()) {
            return new Decision.Refuse(Why.TOO_LONG);
        }
        Optional<Why> stop = stopped(ask, facts);
        if (stop.isPresent()) {
            return new Decision.Refuse(stop.get());
        }
        if (ask.kind() == Kind.AUTOMATIC && (facts.ownedByPerson() || facts.epoch() != ask.epoch())) {
            return new Decision.Refuse(Why.TAKEN_OVER);
        }
        if (!facts.connected()) {
            return new Decision.Refuse(Why.NOT_CONNECTED);
        }
        if (facts.unreachableUntil().filter(now::isBefore).isPresent()) {
            return new Decision.OtherChannel(Why.UNREACHABLE);
        }
        if (facts.windowNeeded() && facts.windowUntil().filter(now::isBefore).isEmpty()) {
            return new Decision.UseTemplate(Why.WINDOW_CLOSED);
        }
        return new Decision.Send();
    }

    /** After a STOP: one confirmation, then silence until the person writes again, and then only a person may answer. */
    private static Optional<Why> stopped(Ask ask, SendFacts facts) {
        if (facts.stoppedAt().isEmpty() || ask.kind() == Kind.STOP_CONFIRMATION) {
            return Optional.empty();
        }
        if (ask.kind() == Kind.AUTOMATIC) {
            return Optional.of(Why.STOPPED);
        }
        boolean wroteAgain = facts.lastInboundAt()
                .filter(at -> at.isAfter(facts.stoppedAt().get()))
                .isPresent();
        return wroteAgain ? Optional.empty() : Optional.of(Why.STOPPED_PERSON_MUST_WAIT);
    }
}
