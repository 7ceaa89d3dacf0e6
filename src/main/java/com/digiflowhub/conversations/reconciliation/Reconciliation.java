package com.digiflowhub.conversations.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A day of the workspace's zone: how many deliveries were acknowledged, and what became of them. While {@code finishedAt} is empty the
 * figures are those so far; {@code whole} says that the day was over when it was asked for.
 */
public record Reconciliation(
        LocalDate day, boolean whole, Optional<Instant> startedAt, Optional<Instant> finishedAt, Figures figures) {

    /** The first five count deliveries; {@code strangers} are statuses of messages that somebody else sent on the same account. */
    public record Figures(
            int acknowledged,
            int unreadable,
            int waiting,
            int dead,
            int missing,
            int messages,
            int statuses,
            int strangers) {}

    public Optional<Duration> took() {
        return startedAt.flatMap(start -> finishedAt.map(end -> Duration.between(start, end)));
    }
}
