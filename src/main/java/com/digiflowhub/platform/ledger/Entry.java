package com.digiflowhub.platform.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An amount that went from one account to another. Written once and never changed. */
public record Entry(UUID id, Account from, Account to, long amount, Words words, Instant at) {
    /**
     * What an entry is about. Of one {@code reference} there is one entry, however often it is asked for; {@code why} is a word of the
     * module, {@code note} what a person said, {@code subject} what it was for.
     */
    public record Words(String reference, String why, String note, Optional<UUID> subject, Optional<UUID> by) {
        public static Words of(String reference, String why, UUID subject) {
            return new Words(reference, why, "", Optional.of(subject), Optional.empty());
        }
    }
}
