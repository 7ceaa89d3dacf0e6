package com.digiflowhub.assistant.llm;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Provider;
import java.util.List;
import java.util.Optional;

/** Where words come from. One folder a provider; it knows its wire and nothing of conversations. */
public interface ModelProvider extends Provider {
    /** Calls the network, within a time limit of its own. Never throws for what the other side does. */
    ModelReply ask(Connection connection, Prompt prompt);

    /** The model that would be asked, as far as it is known without asking; empty while it is still to be chosen. */
    String model(Connection connection);

    /** The model that embeddings come from; empty where the account has none. May ask the server which it has. */
    default Optional<String> embeddingModel(Connection connection) {
        return Optional.empty();
    }

    /** Calls the network. A single text is a question that somebody waits for, and is given little time; never throws for what the other side does. */
    default Embedded embed(Connection connection, List<String> texts) {
        return new Embedded.None();
    }
}
