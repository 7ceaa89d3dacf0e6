package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One row of {@code work.item} as it was read. Workspace, queue, due time and id are its handle: the order and the fence in one. */
record Row(
        WorkspaceId workspace,
        String queue,
        Instant dueAt,
        long id,
        UUID lane,
        String kind,
        String payload,
        int attempts,
        boolean held,
        Optional<String> key) {
    boolean tried() {
        return attempts > 0 || held;
    }

    Row begunUntil(Instant at) {
        return new Row(workspace, queue, at, id, lane, kind, payload, attempts + 1, true, key);
    }

    Row begun() {
        return new Row(workspace, queue, dueAt, id, lane, kind, payload, attempts + 1, held, key);
    }
}
