package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.llm.ModelProvider;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Claude, on the Messages wire. */
@Component
public class Anthropic implements ModelProvider, AutoCloseable {
    private final Wire wire;
    private final Shelf shelf;
    private final Messages messages;

    @Autowired
    Anthropic(HubClock clock) {
        this(clock, Wire.TOTAL);
    }

    Anthropic(HubClock clock, Duration total) {
        this.wire = new Wire(total);
        this.shelf = new Shelf(wire, clock);
        this.messages = new Messages(wire);
    }

    @Override
    public String key() {
        return "anthropic";
    }

    @Override
    public Class<? extends Record> settings() {
        return AnthropicSettings.class;
    }

    /** Nothing is sent to us from there. */
    @Override
    public List<String> accounts(Record settings) {
        return List.of();
    }

    @Override
    public List<Finding> check(Connection connection) {
        return List.of(new Checks(shelf, messages).of(connection.settings(AnthropicSettings.class)));
    }

    @Override
    public ModelReply ask(Connection connection, Prompt prompt) {
        AnthropicSettings settings = connection.settings(AnthropicSettings.class);
        return switch (shelf.pick(settings)) {
            case Shelf.Pick.Model model -> messages.ask(settings, model.name(), prompt);
            case Shelf.Pick.None none -> new ModelReply.Broken(Faults.MODEL_UNKNOWN);
            case Shelf.Pick.Fault fault -> fault.reply();
        };
    }

    @Override
    public String model(Connection connection) {
        return shelf.known(connection.settings(AnthropicSettings.class)).orElse("");
    }

    @Override
    public void close() {
        wire.close();
    }
}
