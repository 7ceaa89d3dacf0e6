package com.digiflowhub.chaos;

import java.util.List;

/** The moments at which the hub can be told to die, and how each is asked for. */
final class CrashPoints {
    /**
     * Before the signature is looked at, after it, after the commit, after the 200; an item read, before the model is called, while it is,
     * after it answered, after an item's effects are committed; after an attempt is, while the provider is called, after it answered, after
     * that is written; between the end of a reservation and its posting. Insert and commit of the door are one round trip: there is no moment
     * between them.
     */
    static final List<String> ALL = List.of(
            "in-1", "in-2", "in-4", "in-5", "wk-1", "wk-2", "wk-3", "wk-4", "wk-5", "out-1", "out-2", "out-3", "out-4",
            "led-1");

    /** So long that the call has been written and no longer than the slow provider takes to answer. */
    private static final int UNDER_WAY_MILLIS = 250;

    private CrashPoints() {}

    /** The value of {@code hub.crash} for the given pass. */
    static String asked(String point, int pass) {
        return switch (point) {
            case "wk-3" -> "wk-2:" + pass + ":" + UNDER_WAY_MILLIS;
            case "out-2" -> "out-1:" + pass + ":" + UNDER_WAY_MILLIS;
            case "out-4" -> "wk-5/send:" + pass;
            default -> point + ":" + pass;
        };
    }
}
