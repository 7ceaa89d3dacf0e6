package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.channels.UnreadableEnvelope;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.work.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Envelopes become what they brought. What makes no sense is set aside with its reason. */
@Component
public class Reading {
    /** What still fails then is set aside. */
    public static final int ATTEMPTS_BEFORE_SET_ASIDE = 4;

    private final Connections connections;
    private final Envelopes kept;
    private final Channels channels;
    private final Recorder recorder;

    Reading(Connections connections, Envelopes envelopes, Channels channels, Recorder recorder) {
        this.connections = connections;
        this.kept = envelopes;
        this.channels = channels;
        this.recorder = recorder;
    }

    /** In the order in which they are given. */
    Effect first(List<Envelope> envelopes) {
        Map<ConnectionId, List<Envelope>> byConnection = new LinkedHashMap<>();
        envelopes.forEach(envelope -> byConnection
                .computeIfAbsent(envelope.connection(), id -> new ArrayList<>())
                .add(envelope));
        return byConnection.entrySet().stream()
                .map(one -> read(one.getKey(), one.getValue(), recorder::record))
                .reduce(Effect.none(), Effect::then);
    }

    /** Of one that was read before, long ago perhaps: only what is true for ever is written, each message once. */
    public Effect again(Envelope envelope) {
        return read(envelope.connection(), List.of(envelope), recorder::repeat);
    }

    /** Writes what was read. */
    private interface Pen {
        void write(Connection connection, Channel channel, List<ChannelEvent> events);
    }

    private Effect read(ConnectionId id, List<Envelope> envelopes, Pen pen) {
        Optional<Connection> found = connections.find(id);
        if (found.isEmpty()) {
            return () -> envelopes.forEach(envelope -> kept.setAside(envelope.id(), "connection-removed"));
        }
        Connection connection = found.get();
        Channel channel = channels.of(connection);
        List<ChannelEvent> events = new ArrayList<>();
        Map<UUID, String> unreadable = new LinkedHashMap<>();
        for (Envelope envelope : envelopes) {
            try {
                List<ChannelEvent> brought = channel.read(envelope);
                events.addAll(brought);
                firstUnreadable(brought).ifPresent(part -> unreadable.put(envelope.id(), part.why()));
            } catch (UnreadableEnvelope whole) {
                unreadable.put(envelope.id(), String.valueOf(whole.getMessage()));
            }
        }
        return () -> {
            pen.write(connection, channel, events);
            unreadable.forEach(kept::setAside);
            settle(envelopes, unreadable.keySet());
        };
    }

    /** What was set aside before and could be read now comes off the list; what holds an unreadable part is on it. */
    private void settle(List<Envelope> envelopes, Set<UUID> unreadable) {
        List<UUID> read = envelopes.stream()
                .map(Envelope::id)
                .filter(id -> !unreadable.contains(id))
                .toList();
        if (!read.isEmpty()) {
            kept.settle(read);
        }
    }

    private static Optional<ChannelEvent.Unreadable> firstUnreadable(List<ChannelEvent> events) {
        return events.stream()
                .filter(ChannelEvent.Unreadable.class::isInstance)
                .map(ChannelEvent.Unreadable.class::cast)
                .findFirst();
    }
}
