package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.assistant.llm.ModelProvider;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** OpenAI, or any server that speaks its Chat Completions. */
@Component
public class OpenAi implements ModelProvider, AutoCloseable {
    private final Wire wire;
    private final Catalogue catalogue;
    private final Completions completions;
    private final Embeddings embeddings;

    @Autowired
    OpenAi(HubClock clock) {
        this(clock, Wire.TOTAL);
    }

    OpenAi(HubClock clock, Duration total) {
        this.wire = new Wire(total);
        this.catalogue = new Catalogue(wire, clock);
        this.completions = new Completions(wire, clock);
        this.embeddings = new Embeddings(wire, clock);
    }

    @Override
    public String key() {
        return "openai";
    }

    @Override
    public Class<? extends Record> settings() {
        return OpenAiSettings.class;
    }

    /** Nothing is sent to us from there. */
    @Override
    public List<String> accounts(Record settings) {
        return List.of();
    }

    @Override
    public List<Finding> check(Connection connection) {
        return new Checks(catalogue, completions).of(connection.settings(OpenAiSettings.class));
    }

    @Override
    public ModelReply ask(Connection connection, Prompt prompt) {
        OpenAiSettings settings = connection.settings(OpenAiSettings.class);
        Optional<ModelReply> fault = catalogue.known(settings).isPresent() ? Optional.empty() : choose(settings);
        return fault.orElseGet(() -> catalogue
                .known(settings)
                .map(model -> completions.ask(settings, model, prompt))
                .orElseGet(() -> new ModelReply.Broken(Faults.MODEL_UNKNOWN)));
    }

    @Override
    public String model(Connection connection) {
        return catalogue.known(connection.settings(OpenAiSettings.class)).orElse("");
    }

    @Override
    public Optional<String> embeddingModel(Connection connection) {
        return embeddings.model(connection.settings(OpenAiSettings.class));
    }

    @Override
    public Embedded embed(Connection connection, List<String> texts) {
        return embeddings.of(connection.settings(OpenAiSettings.class), texts);
    }

    @Override
    public void close() {
        embeddings.close();
        wire.close();
    }

    private Optional<ModelReply> choose(OpenAiSettings settings) {
        return switch (catalogue.list(settings)) {
            case Catalogue.Listed.Fault fault -> Optional.of(fault.reply());
            case Catalogue.Listed.Has has -> {
                catalogue.choose(settings, has);
                yield Optional.empty();
            }
        };
    }
}
