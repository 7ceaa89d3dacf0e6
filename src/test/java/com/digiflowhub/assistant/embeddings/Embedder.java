package com.digiflowhub.assistant.embeddings;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Hands the work of embedding over by hand, for hubs where nobody does what is put. */
public final class Embedder {
    private final Embedding work;

    /** {@code work} is the hub's own. */
    public Embedder(Object work) {
        this.work = (Embedding) work;
    }

    /** One round, after so many attempts that failed. */
    public Outcome run(WorkspaceId workspace, int attempts) {
        return Tenancy.in(
                workspace,
                () -> work.run(List.of(new OneItem(workspace, attempts))).getFirst());
    }

    private static final class OneItem extends Item<Embedding.Due> {
        private final int attempts;

        OneItem(WorkspaceId workspace, int attempts) {
            super(workspace, "model", workspace.value(), new Embedding.Due(), Instant.EPOCH);
            this.attempts = attempts;
        }

        @Override
        public int attempts() {
            return attempts;
        }

        @Override
        public <R> R begin(Supplier<R> inTransaction) {
            return inTransaction.get();
        }
    }
}
