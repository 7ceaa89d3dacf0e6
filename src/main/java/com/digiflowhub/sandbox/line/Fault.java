package com.digiflowhub.sandbox.line;

/**
 * Everything that can be made to go wrong. All but the webhook faults strike the calls that have an effect (a message sent,
 * a completion asked for); receipts, checks and media are answered straight, so that "the next one" is the one meant.
 */
public enum Fault {
    /** Refuses before accepting. Parameter: the provider's own code ({@code 131026}, {@code invalid_api_key}). */
    REFUSE,
    /** Answers later. Parameter: milliseconds. */
    DELAY,
    /** 429. Parameter: seconds of Retry-After, or {@code insufficient_quota} for the model. */
    TOO_MANY,
    /** 500, nothing accepted. */
    ERROR_BEFORE,
    /** 500, although accepted. */
    ERROR_AFTER,
    /** Accepted and journalled, then the line is cut without an answer. */
    DROP,
    /** Accepted, answered 200 with something that is not JSON. */
    GARBAGE,
    /** Never answers, accepts nothing. Parameter: milliseconds until the line is cut. */
    HANG,
    /** Accepted, then reported as failed by webhook. Parameter: the code. */
    FAIL_LATER,
    /** Every webhook comes several times at once. Parameter: how often. */
    DUPLICATE,
    /** The statuses of a message come in reverse. */
    REORDER_STATUSES,
    /** A person's message overtakes the one written before it. Parameter: the milliseconds it waits to be overtaken. */
    REORDER_MESSAGES
}
