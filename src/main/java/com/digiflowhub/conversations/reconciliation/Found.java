package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.ConnectionId;
import java.util.List;
import java.util.UUID;

/**
 * What some deliveries were found to have become. {@code deliveries} are those that were looked at and not set aside; {@code messages} and
 * {@code statuses} stand where they belong; {@code strangers} are statuses of messages that are none of ours.
 */
record Found(int deliveries, int waiting, int dead, int messages, int statuses, int strangers, List<Missing> missing) {
    Found {
        missing = List.copyOf(missing);
    }

    /** A delivery of which this many messages and statuses stand nowhere; both are zero when nobody could read it or set it aside. */
    record Missing(UUID envelope, ConnectionId connection, int messages, int statuses, String providerId) {}
}
