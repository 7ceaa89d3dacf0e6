package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** One piece of durable work as its handler sees it. */
public abstract class Item<P extends Record> {
    private final WorkspaceId workspace;
    private final String queue;
    private final UUID lane;
    private final P payload;
    private final Instant dueAt;

    protected Item(WorkspaceId workspace, String queue, UUID lane, P payload, Instant dueAt) {
        this.workspace = workspace;
        this.queue = queue;
        this.lane = lane;
        this.payload = payload;
        this.dueAt = dueAt;
    }

    public final WorkspaceId workspace() {
        return workspace;
    }

    public final String queue() {
        return queue;
    }

    public final UUID lane() {
        return lane;
    }

    public final P payload() {
        return payload;
    }

    /** When this run of it was due; once it was begun or failed, that is later than its place in the lane. */
    public final Instant dueAt() {
        return dueAt;
    }

    /** How many times it was begun or failed before. */
    public abstract int attempts();

    /**
     * Counts the attempt and writes what the supplier writes, in one transaction that commits before this returns. Called before a socket
     * that must not be written twice. Throws {@link Superseded} when the item is no longer there as it was read.
     */
    public abstract <R> R begin(Supplier<R> inTransaction);
}
