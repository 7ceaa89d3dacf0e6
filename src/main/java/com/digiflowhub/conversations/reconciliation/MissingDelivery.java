package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.platform.database.UuidV7;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A delivery that was acknowledged and of which this many messages and statuses are missing; both are zero when nobody could read it.
 * {@code providerId} is the provider's name of the first of them.
 */
public record MissingDelivery(
        UUID envelope, LocalDate day, ConnectionId connection, int messages, int statuses, String providerId) {
    public Instant receivedAt() {
        return UuidV7.madeAt(envelope);
    }
}
