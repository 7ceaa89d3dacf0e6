package com.digiflowhub.connections;

import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
public class Connections {
    public Connection require(ConnectionId id) {
        throw new IllegalStateException("no connection " + id);
    }

    public Optional<Connection> find(ConnectionId id) {
        return Optional.empty();
    }

    public void markBroken(ConnectionId id, String reason) {}

    public void told(ConnectionId id, String topic, String detail) {}

    public boolean working(ConnectionId id) {
        return true;
    }
}
