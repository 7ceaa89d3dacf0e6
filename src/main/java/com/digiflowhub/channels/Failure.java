package com.digiflowhub.channels;

import java.time.Duration;
import java.util.Optional;

/** A provider's refusal: its own code, what it means for us, and the provider's words for people who look closely. */
public record Failure(String code, Consequence consequence, String detail, Optional<Duration> pause) {
    public static Failure of(String code, Consequence consequence, String detail) {
        return new Failure(code, consequence, detail, Optional.empty());
    }

    /** What follows for the message, its conversation or its connection. */
    public enum Consequence {
        /** Try the same request again. */
        RETRY,
        /** Try again; nothing leaves on this account meanwhile. */
        SLOW_DOWN,
        /** Nothing can be sent on this connection until somebody mends it. */
        STOP_CHANNEL,
        /** Mass sending stops; single replies go on. */
        STOP_CAMPAIGNS,
        /** Our request was wrong; no retry. */
        FIX_REQUEST,
        /** The template cannot be used. */
        FIX_TEMPLATE,
        /** The window is closed; a template may still go. */
        USE_TEMPLATE,
        /** The person refused marketing. */
        OPT_OUT_MARKETING,
        /** The address cannot be reached on this channel. */
        BAD_ADDRESS,
        /** Final, without consequence. */
        GIVE_UP
    }
}
