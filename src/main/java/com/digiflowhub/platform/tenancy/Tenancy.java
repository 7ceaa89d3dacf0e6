package com.digiflowhub.platform.tenancy;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The workspace for which the current thread works. Every transaction begun under it carries it to the database, where row-level
 * security compares each row with it; without one, a transaction sees no workspace's rows at all.
 */
public final class Tenancy {
    private static final ScopedValue<WorkspaceId> HERE = ScopedValue.newInstance();

    private Tenancy() {}

    public static <R> R in(WorkspaceId workspace, Supplier<R> work) {
        return ScopedValue.where(HERE, workspace).call(work::get);
    }

    public static void run(WorkspaceId workspace, Runnable work) {
        ScopedValue.where(HERE, workspace).run(work);
    }

    public static Optional<WorkspaceId> here() {
        return HERE.isBound() ? Optional.of(HERE.get()) : Optional.empty();
    }

    public static WorkspaceId require() {
        return here().orElseThrow(() -> new IllegalStateException("no workspace is in force on this thread"));
    }
}
