package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.Prompt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A question as this wire writes it, in the manners that the server takes. */
final class Body {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String IN_WORDS =
            "\n\nAnswer with one JSON object that fits this schema, and write nothing before or after it:\n";

    private Body() {}

    static JsonNode of(OpenAiSettings settings, String model, Prompt prompt, Manners manners, int maxTokens) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", instructions(prompt, manners));
        for (Prompt.Turn turn : prompt.turns()) {
            messages.addObject().put("role", turn.lead() ? "user" : "assistant").put("content", turn.text());
        }
        form(body, prompt.form(), manners);
        if (maxTokens > 0 && manners.limit() != Manners.Limit.NONE) {
            body.put(manners.limit().member(), maxTokens);
        }
        if (manners.temperature()) {
            settings.heat().ifPresent(heat -> body.put("temperature", heat));
        }
        return body;
    }

    /** Where the server does not hold the model to the form, words have to. */
    private static String instructions(Prompt prompt, Manners manners) {
        return switch (manners.rung()) {
            case SCHEMA, TOOL -> prompt.instructions();
            case OBJECT, TEXT ->
                prompt.instructions() + IN_WORDS + prompt.form().schema();
        };
    }

    private static void form(ObjectNode body, AnswerForm form, Manners manners) {
        switch (manners.rung()) {
            case SCHEMA ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", form.name())
                        .put("strict", true)
                        .set("schema", form.schema());
            case TOOL -> {
                body.putArray("tools")
                        .addObject()
                        .put("type", "function")
                        .putObject("function")
                        .put("name", form.name())
                        .set("parameters", form.schema());
                body.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", form.name());
            }
            case OBJECT -> body.putObject("response_format").put("type", "json_object");
            case TEXT -> {}
        }
    }
}
