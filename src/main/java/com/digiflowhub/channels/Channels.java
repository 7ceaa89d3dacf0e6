package com.digiflowhub.channels;

import com.digiflowhub.connections.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The channels on board, by the provider of a connection. */
@Component
public class Channels {
    private final Map<String, Channel> channels;

    Channels(List<Channel> channels) {
        this.channels = channels.stream().collect(Collectors.toMap(Channel::key, Function.identity()));
    }

    public Channel of(Connection connection) {
        return require(connection.provider());
    }

    public Optional<Channel> find(String provider) {
        return Optional.ofNullable(channels.get(provider));
    }

    public Channel require(String provider) {
        Channel channel = channels.get(provider);
        if (channel == null) {
            throw new IllegalStateException("no channel is called " + provider);
        }
        return channel;
    }
}
