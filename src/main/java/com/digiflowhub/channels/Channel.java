package com.digiflowhub.channels;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Source;
import java.util.List;

/** One way of talking with people. */
public interface Channel extends Source {
    String READER = "read";

    Capabilities capabilities();

    /** Pure. Throws {@link UnreadableEnvelope} when the bytes make no sense at all; a part that is merely unknown becomes an event of its own. */
    List<ChannelEvent> read(Envelope envelope);

    /** Writes to the provider once. Never throws for what a provider or a line can do: that is a {@link SendResult}. */
    SendResult send(Connection connection, OutgoingMessage message);

    /** Whether people see there that their message was read: the provider can tell them, and the owner wants it. */
    boolean acknowledges(Connection connection);

    /** Tells the person that their message was read and, perhaps, that an answer is being written. Best effort; not a message. */
    void acknowledge(Connection connection, String providerMessageId, boolean typing);

    @Override
    default String reader() {
        return READER;
    }
}
