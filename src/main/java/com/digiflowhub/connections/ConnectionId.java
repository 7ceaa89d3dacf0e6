package com.digiflowhub.connections;

import java.util.UUID;

public record ConnectionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
