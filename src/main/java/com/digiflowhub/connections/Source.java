package com.digiflowhub.connections;

import java.util.List;

/** Where something comes in from a provider. Opening and checking are pure. */
public interface Source extends Provider {
    /** Where its webhooks knock, behind {@code /api/webhooks/}: {@code whatsapp/messages}. */
    List<String> paths();

    /** The kind of work that reads its envelopes. */
    String reader();

    /** Bytes to parts by account; trusts nothing yet. */
    Opened open(Knock knock);

    /** Whether this connection's provider signed it, on the raw bytes. False when the connection has no secret to check with. */
    boolean genuine(Connection connection, Knock knock);
}
