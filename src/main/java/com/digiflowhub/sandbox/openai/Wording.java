package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the model says: in which words, whether as a call of a tool, and whether it came to an end. */
record Wording(String text, Optional<String> tool, boolean cut) {
    // The schema stands in the middle of other words.
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Wording of(Temperament temperament, Thought thought, JsonNode body) {
        var tool = Optional.of(body.at("/tool_choice/function/name").asString(""))
                .filter(name -> !name.isEmpty() && temperament != Temperament.PROSE);
        var schema = tool.isPresent()
                ? body.at("/tools/0/function/parameters")
                : temperament == Temperament.DEAF ? LENIENT.missingNode() : schema(body);
        var right = schema.isObject() ? Mind.form(body.path("messages"), schema).toString() : thought.reply();
        return switch (temperament) {
            case MODERN, OLD, JSON_MODE, REASONING, SILENT, DEAF -> new Wording(right, tool, false);
            case BARE -> new Wording("Voici ma réponse :\n```json\n" + right + "\n```\nBonne journée !", tool, false);
            case PROSE -> new Wording(thought.reply(), tool, false);
            case BROKEN_JSON -> new Wording(right.replace(':', ' '), tool, false);
            case EMPTY -> new Wording("", Optional.empty(), false);
            case CUT -> new Wording(right.substring(0, right.length() / 2), tool, true);
        };
    }

    private static JsonNode schema(JsonNode body) {
        var format = body.at("/response_format/json_schema/schema");
        return format.isObject()
                ? format
                : body.path("messages")
                        .valueStream()
                        .filter(message -> message.path("role").asString("").equals("system"))
                        .map(Thought::text)
                        .map(Wording::schemaIn)
                        .filter(JsonNode::isObject)
                        .findFirst()
                        .orElse(LENIENT.missingNode());
    }

    private static JsonNode schemaIn(String words) {
        for (var at : List.of(words.lastIndexOf("{\"type\":\"object\""), words.lastIndexOf("{\"type\": \"object\""))) {
            if (at >= 0) {
                try {
                    return LENIENT.readTree(words.substring(at));
                } catch (JacksonException e) {
                    return LENIENT.missingNode();
                }
            }
        }
        return LENIENT.missingNode();
    }
}
