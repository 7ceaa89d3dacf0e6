package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a thought into the form that a JSON schema asks for, guessing from the names of the members what belongs there. */
final class Shape {

    private static final int MAX_DEPTH = 10;
    private static final Map<Thought.Kind, List<String>> INTENTS = Map.of(
            Thought.Kind.GREETING, List.of("greeting", "salut", "hello", "smalltalk", "other", "autre"),
            Thought.Kind.ANSWER, List.of("question", "info", "faq", "answer", "other", "autre"),
            Thought.Kind.UNKNOWN, List.of("unknown", "inconnu", "unsure", "other", "autre"),
            Thought.Kind.PERSON, List.of("human", "person", "humain", "handoff", "agent", "other", "autre"));

    private final Thought thought;

    Shape(Thought thought) {
        this.thought = thought;
    }

    JsonNode of(JsonNode schema) {
        return value("", schema, 0);
    }

    private JsonNode value(String name, JsonNode schema, int depth) {
        var mapper = JsonMapper.shared();
        if (depth > MAX_DEPTH) {
            return mapper.nullNode();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray()) {
            return choice(name, schema.get("enum"));
        }
        if (schema.path("anyOf").isArray() && !schema.get("anyOf").isEmpty()) {
            var options = schema.get("anyOf");
            var nothing = isNothing(name)
                    && options.valueStream()
                            .anyMatch(one -> one.path("type").asString("").equals("null"));
            return nothing ? mapper.nullNode() : value(name, options.get(0), depth + 1);
        }
        var types = types(schema);
        if (types.contains("null") && isNothing(name)) {
            return mapper.nullNode();
        }
        return switch (types.isEmpty() ? "object" : types.getFirst()) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "boolean" -> mapper.createArrayNode().add(flag(name)).get(0);
            case "integer" ->
                mapper.createArrayNode().add(Math.round(number(name, schema))).get(0);
            case "number" -> mapper.createArrayNode().add(number(name, schema)).get(0);
            case "string" -> mapper.createArrayNode().add(words(name)).get(0);
            default -> mapper.nullNode();
        };
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(one -> one.asString("")).toList()
                : type.isString() ? List.of(type.asString("")) : List.of();
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JsonMapper.shared().createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(member -> object.set(member.getKey(), value(member.getKey(), member.getValue(), depth + 1)));
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        var array = JsonMapper.shared().createArrayNode();
        if (means(name, "used", "source", "entr", "cit", "refer", "knowledge")) {
            thought.used().ifPresent(entry -> array.add(entry.id()));
        }
        var least = schema.path("minItems").asInt(0);
        while (array.size() < least) {
            array.add(value(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode choice(String name, JsonNode options) {
        var wanted =
                means(name, "lang") ? List.of(thought.language()) : INTENTS.getOrDefault(thought.kind(), List.of());
        for (var want : wanted) {
            for (var option : options) {
                if (Words.plain(option.asString("")).contains(want)) {
                    return option;
                }
            }
        }
        return options.get(options.size() - 1);
    }

    private boolean flag(String name) {
        return switch (means(name, "handoff", "handover", "human", "escalat", "transfer", "humain")
                ? "handoff"
                : means(name, "known", "found", "answered", "confident", "grounded") ? "known" : "") {
            case "handoff" -> thought.handsOver();
            case "known" -> !thought.handsOver();
            default -> false;
        };
    }

    private double number(String name, JsonNode schema) {
        var value = means(name, "confiden", "score", "certain") ? (thought.handsOver() ? 0.2 : 0.9) : 0;
        return Math.max(value, schema.path("minimum").asDouble(0));
    }

    private String words(String name) {
        if (means(name, "reason", "raison", "motif", "why")) {
            return thought.reason();
        }
        if (means(name, "lang")) {
            return thought.language();
        }
        if (means(name, "intent", "topic", "categor")) {
            return thought.kind().name().toLowerCase(Locale.ROOT);
        }
        if (means(name, "id", "source", "used", "entr")) {
            return thought.used().map(Knowledge.Entry::id).orElse("");
        }
        return means(name, "reply", "text", "answer", "message", "repon", "content", "body") ? thought.reply() : "";
    }

    private boolean isNothing(String name) {
        return words(name).isEmpty();
    }

    private static boolean means(String name, String... parts) {
        var plain = name.toLowerCase(Locale.ROOT);
        for (var part : parts) {
            if (part.length() <= 2 ? plain.equals(part) || name.endsWith("Id") : plain.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
