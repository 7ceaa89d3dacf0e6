package com.digiflowhub.connections;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What a provider sent to one connection, kept as it came. */
public record Envelope(UUID id, ConnectionId connection, Map<String, String> headers, byte[] body, Instant receivedAt) {
    public Envelope {
        headers = Map.copyOf(headers);
    }
}
