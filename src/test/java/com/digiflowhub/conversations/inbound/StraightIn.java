package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Content;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import java.util.Optional;
import java.util.UUID;

/** Records a lead's words in the transaction of the caller, as the reader does: for stories in which the moment of the commit counts. */
public final class StraightIn {
    private StraightIn() {}

    public static void write(ConnectedWorkspace agency, Cast.Person from, String text) {
        Connection connection = agency.openConnection();
        Channel channel = (Channel)
                agency.part(Providers.class).find(connection.provider()).orElseThrow();
        agency.part(Arrivals.class)
                .record(
                        connection,
                        channel,
                        new ChannelEvent.Arrived(
                                "any",
                                "wamid." + UUID.randomUUID(),
                                agency.hub().now(),
                                new Address(Optional.of(from.phone()), Optional.empty()),
                                Optional.of(from.name()),
                                new Content.Text(text),
                                Optional.empty(),
                                Optional.empty()));
    }
}
