package com.digiflowhub.connections;

import com.digiflowhub.platform.tenancy.WorkspaceId;

/** An account at a provider, with its settings (secrets opened). {@code path} is the unguessable end of its webhook addresses. */
public record Connection(
        WorkspaceId workspace, ConnectionId id, String provider, String name, String path, Record settings) {
    public <S extends Record> S settings(Class<S> type) {
        return type.cast(settings);
    }

    /** The queue on which its sends wait. */
    public String queue() {
        return queue(id);
    }

    static String queue(ConnectionId id) {
        return "connection:" + id;
    }
}
