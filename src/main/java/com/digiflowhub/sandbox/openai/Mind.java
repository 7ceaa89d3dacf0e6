package com.digiflowhub.sandbox.openai;

import tools.jackson.databind.JsonNode;

/** The same simulated model for other wires: what it makes of messages, in words or in the form that a schema asks for. */
public final class Mind {

    private Mind() {}

    public static String words(JsonNode messages) {
        return Thought.about(messages).reply();
    }

    public static JsonNode form(JsonNode messages, JsonNode schema) {
        return Opinion.isAskedFor(schema) ? Opinion.of(messages) : new Shape(Thought.about(messages)).of(schema);
    }
}
