package com.digiflowhub.contacts;

import java.time.Instant;

/** What a person decided about one channel. */
public record Consent(String channel, State state, String source, Instant decidedAt) {
    /** Stored as the word in lower case. */
    public enum State {
        STOPPED("stopped"),
        OPEN("open"),
        NO_MARKETING("no-marketing");

        private final String stored;

        State(String stored) {
            this.stored = stored;
        }

        String stored() {
            return stored;
        }

        static State of(String stored) {
            for (State state : values()) {
                if (state.stored.equals(stored)) {
                    return state;
                }
            }
            throw new IllegalStateException("a consent of unknown state " + stored);
        }
    }
}
