package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Embeddings of a modest kind: every word that carries meaning points somewhere of its own, words of one meaning to the same place. Texts
 * are near each other by the meanings they share.
 */
final class Embeddings {
    private static final int WHOLE = 1_536;
    private static final int MOST_TEXTS = 2_048;
    private static final double CHARACTERS_PER_TOKEN = 3.5;
    private static final Set<String> MEMBERS = Set.of("input", "model", "encoding_format", "dimensions", "user");
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Embeddings() {}

    static Optional<Requirements.Fault> check(JsonNode body) {
        if (body.path("model").asString("").isEmpty()) {
            return fault("model", "missing_required_parameter", "you must provide a model parameter");
        }
        var input = body.path("input");
        var texts = input.isArray() ? input.valueStream().toList() : List.of(input);
        if (texts.isEmpty()
                || texts.size() > MOST_TEXTS
                || texts.stream().anyMatch(text -> text.asString("").isEmpty())) {
            return fault("input", "invalid_input", "'$.input' is invalid.");
        }
        return body.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .flatMap(name -> fault(name, "unknown_parameter", "Unknown parameter: '" + name + "'."));
    }

    static ObjectNode of(JsonNode body) {
        var answer = JsonMapper.shared().createObjectNode().put("object", "list");
        var data = answer.putArray("data");
        var input = body.path("input");
        var characters = 0;
        for (var at = 0; at < (input.isArray() ? input.size() : 1); at++) {
            var text = (input.isArray() ? input.get(at) : input).asString("");
            characters += text.length();
            var numbers =
                    data.addObject().put("object", "embedding").put("index", at).putArray("embedding");
            for (var number : vector(text, body.path("dimensions").asInt(WHOLE))) {
                numbers.add(number);
            }
        }
        answer.put("model", body.path("model").asString(""));
        var tokens = Math.round(Math.ceil(characters / CHARACTERS_PER_TOKEN));
        answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return answer;
    }

    /** Of length one, as the vendor's are. */
    private static float[] vector(String text, int dimensions) {
        var sum = new double[dimensions];
        for (var word : Words.meaning(text)) {
            var state = (long) word.hashCode() * MIX;
            for (var at = 0; at < dimensions; at++) {
                state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                sum[at] += (state >> 63) == 0 ? 1 : -1;
            }
        }
        var length = 0.0;
        for (var part : sum) {
            length += part * part;
        }
        var vector = new float[dimensions];
        for (var at = 0; length > 0 && at < dimensions; at++) {
            vector[at] = (float) (sum[at] / Math.sqrt(length));
        }
        return vector;
    }

    private static Optional<Requirements.Fault> fault(String parameter, String code, String message) {
        return Optional.of(new Requirements.Fault(parameter, code, message));
    }
}
