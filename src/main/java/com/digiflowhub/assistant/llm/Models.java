package com.digiflowhub.assistant.llm;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.platform.crash.CrashPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The model of the workspace in force: the first account at a model provider that works. */
@Component
public class Models {
    private final List<ModelProvider> providers;
    private final Connections connections;

    Models(List<ModelProvider> providers, Connections connections) {
        this.providers = providers.stream()
                .sorted(Comparator.comparing(ModelProvider::key))
                .toList();
        this.connections = connections;
    }

    /** An account and who speaks for it. */
    public record Chosen(ModelProvider provider, Connection connection) {
        public ModelReply ask(Prompt prompt) {
            CrashPoint.pass("wk-2");
            ModelReply reply = provider.ask(connection, prompt);
            CrashPoint.pass("wk-4");
            return reply;
        }

        public String model() {
            return provider.model(connection);
        }

        public Optional<String> embeddingModel() {
            return provider.embeddingModel(connection);
        }

        public Embedded embed(List<String> texts) {
            return provider.embed(connection, texts);
        }
    }

    public Optional<Chosen> inForce() {
        return chosen(connections.working()).findFirst();
    }

    /** Whether there is an account, though none works. */
    public boolean anyBroken() {
        List<Connection> all = providers.stream()
                .flatMap(provider -> connections.list(provider.key()).stream())
                .toList();
        return chosen(all)
                .anyMatch(chosen -> !connections.working(chosen.connection().id()));
    }

    private Stream<Chosen> chosen(List<Connection> accounts) {
        return providers.stream()
                .flatMap(provider -> accounts.stream()
                        .filter(account -> account.provider().equals(provider.key()))
                        .map(account -> new Chosen(provider, account)));
    }
}
