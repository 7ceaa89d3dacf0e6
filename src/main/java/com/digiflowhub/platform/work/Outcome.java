package com.digiflowhub.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the handling of one item ended, and what is to be written with that. */
public sealed interface Outcome {
    Effect effect();

    /** The item is through. */
    record Done(Effect effect) implements Outcome {}

    /** The item is through, and what its effect put into its own lane runs before all that lies behind it there. */
    record Replaced(Effect effect) implements Outcome {}

    /** Whether it came about nobody knows: the item is through or comes back then, and its queue goes on one item at a time until one is done. */
    record Doubtful(Optional<Instant> at, Effect effect) implements Outcome {}

    /** A hold, not a failure: the item comes back at that time, its lane goes on meanwhile. */
    record Later(Instant at, Effect effect) implements Outcome {}

    /** A failure: counted, tried again after a while, and its lane waits for it. */
    record Again(Duration after, Reason why, Effect effect) implements Outcome {}

    /** The whole queue pauses (a 429, a broken account). Counts nothing; the item keeps its place. */
    record Blocked(Instant until, Reason why, Effect effect) implements Outcome {}

    /** To the dead letters, where a person reads and replays it; the lane goes on. */
    record GiveUp(Reason why, Effect effect) implements Outcome {}

    static Outcome done() {
        return new Done(Effect.none());
    }
}
