package com.digiflowhub.assistant;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Provider;

/** Where words come from. One folder a provider; it knows its wire and nothing of conversations. */
public interface ModelProvider extends Provider {
    /** Calls the network, within a time limit of its own. Never throws for what the other side does. */
    ModelReply ask(Connection connection, Prompt prompt);

    /** The model that would be asked, as far as it is known without asking; empty while it is still to be chosen. */
    String model(Connection connection);
}
