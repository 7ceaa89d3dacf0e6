package com.digiflowhub.platform.ledger;

import java.util.UUID;

/** What an account was given in a time, and for how many subjects. */
public record Given(long amount, long subjects) {
    /** The part of one subject, in so many entries. */
    public record For(UUID subject, long amount, long entries) {}
}
