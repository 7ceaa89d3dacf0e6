package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.channels.UnreadableEnvelope;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.work.Effect;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One envelope becomes what it brought. What makes no sense is set aside with its reason. */
@Component
public class Reading {
    /** What still fails then is set aside. */
    public static final int ATTEMPTS_BEFORE_SET_ASIDE = 4;

    private final Connections connections;
    private final Envelopes envelopes;
    private final Channels channels;
    private final Recorder recorder;

    Reading(Connections connections, Envelopes envelopes, Channels channels, Recorder recorder) {
        this.connections = connections;
        this.envelopes = envelopes;
        this.channels = channels;
        this.recorder = recorder;
    }

    Effect first(Envelope envelope) {
        return read(envelope, recorder::record);
    }

    /** Of one that was read before, long ago perhaps: only what is true for ever is written, each message once. */
    public Effect again(Envelope envelope) {
        return read(envelope, recorder::repeat);
    }

    /** Writes what was read from one envelope. */
    private interface Pen {
        void write(Connection connection, Channel channel, List<ChannelEvent> events);
    }

    private Effect read(Envelope envelope, Pen pen) {
        Optional<Connection> found = connections.find(envelope.connection());
        if (found.isEmpty()) {
            return () -> envelopes.setAside(envelope.id(), "its connection was removed");
        }
        Connection connection = found.get();
        Channel channel = channels.of(connection);
        try {
            List<ChannelEvent> events = channel.read(envelope);
            return () -> {
                pen.write(connection, channel, events);
                keepOrSettle(envelope, events);
            };
        } catch (UnreadableEnvelope unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            return () -> envelopes.setAside(envelope.id(), why);
        }
    }

    /** What was set aside before and could be read now comes off the list; what holds an unreadable part goes on it. */
    private void keepOrSettle(Envelope envelope, List<ChannelEvent> events) {
        Optional<ChannelEvent.Unreadable> unreadable = events.stream()
                .filter(ChannelEvent.Unreadable.class::isInstance)
                .map(ChannelEvent.Unreadable.class::cast)
                .findFirst();
        unreadable.ifPresentOrElse(
                part -> envelopes.setAside(envelope.id(), part.why()), () -> envelopes.settle(List.of(envelope.id())));
    }
}
