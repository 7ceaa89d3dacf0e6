package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** One piece of durable work as its handler sees it. */
public interface Item<P extends Record> {
    WorkspaceId workspace();

    String queue();

    UUID lane();

    P payload();

    Instant dueAt();

    /** How many times it was begun or failed before. */
    int attempts();

    /**
     * Counts the attempt and writes what the supplier writes, in one transaction that commits before this returns. Called before a socket
     * that must not be written twice. Throws {@link Superseded} when the item is no longer there as it was read.
     */
    <R> R begin(Supplier<R> inTransaction);
}
