package com.digiflowhub.assistant.llm;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * The form in which a question wants its answer: one JSON object, as a schema describes it. Strict servers want every member required and no
 * others allowed. What a server makes of it is not to be trusted, so a provider reads an answer with {@link #read}.
 */
public record AnswerForm(String name, JsonNode schema) {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** More opening braces than these before the answer are no words of a model, and would be searched for minutes. */
    private static final int MAX_BEGINNINGS = 500;

    public static AnswerForm of(String name, String schema) {
        return new AnswerForm(name, JSON.readTree(schema));
    }

    /** The object of this form in a model's words, which may stand in a fence or between sentences; the first that fits. */
    public Optional<JsonNode> read(String words) {
        int from = words.indexOf('{');
        for (int n = 0; from >= 0 && n < MAX_BEGINNINGS; n++) {
            Optional<JsonNode> found = fitting(object(words.substring(from)));
            if (found.isPresent()) {
                return found;
            }
            from = words.indexOf('{', from + 1);
        }
        return Optional.empty();
    }

    /** Every member that the schema requires is there and of its type; one that may be null may be left out. */
    public Optional<JsonNode> fitting(JsonNode answer) {
        boolean fits = answer.isObject()
                && schema.path("required")
                        .valueStream()
                        .map(name -> name.asString(""))
                        .allMatch(name -> isOf(
                                types(schema.path("properties").path(name)),
                                answer.has(name) ? answer.path(name) : NullNode.getInstance()));
        return fits ? Optional.of(answer) : Optional.empty();
    }

    /** What stands behind the object is not looked at. */
    private static JsonNode object(String words) {
        try (var parser = JSON.createParser(words)) {
            return parser.readValueAsTree();
        } catch (JacksonException noJson) {
            return NullNode.getInstance();
        }
    }

    private static Set<String> types(JsonNode described) {
        JsonNode type = described.path("type");
        return type.isArray()
                ? type.valueStream().map(one -> one.asString("")).collect(Collectors.toSet())
                : Set.of(type.asString(""));
    }

    private static boolean isOf(Set<String> types, JsonNode value) {
        return types.contains("")
                || types.contains(
                        switch (value.getNodeType()) {
                            case STRING -> "string";
                            case BOOLEAN -> "boolean";
                            case ARRAY -> "array";
                            case OBJECT, POJO -> "object";
                            case NUMBER -> types.contains("integer") && value.isIntegralNumber() ? "integer" : "number";
                            case NULL, MISSING, BINARY -> "null";
                        });
    }
}
