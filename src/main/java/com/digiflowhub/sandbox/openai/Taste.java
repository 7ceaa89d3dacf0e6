package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a temperament refuses of a request that is right in itself. */
final class Taste {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final List<String> PLAIN = List.of("model", "messages", "temperature", "max_tokens", "stream");

    private Taste() {}

    record Refusal(int status, JsonNode body) {}

    static Optional<Refusal> refuses(Temperament temperament, JsonNode body) {
        boolean schema = body.at("/response_format/type").asString("").equals("json_schema");
        return switch (temperament) {
            case OLD -> {
                if (schema) {
                    yield refusal("response_format", "", "'response_format' of type 'json_schema' is not supported.");
                }
                yield unknown(body, "max_completion_tokens");
            }
            case JSON_MODE -> {
                if (schema) {
                    yield refusal("response_format", "", "'response_format' of type 'json_schema' is not supported.");
                }
                yield body.has("tools")
                        ? refusal("tools", "unsupported_parameter", "This model does not support tools.")
                        : Optional.empty();
            }
            case REASONING -> {
                if (body.has("temperature") && body.path("temperature").asDouble() != 1) {
                    yield refusal(
                            "temperature",
                            "unsupported_value",
                            "Unsupported value: 'temperature' does not support this value with this model.");
                }
                yield body.has("max_tokens")
                        ? refusal("max_tokens", "unsupported_parameter", "Use 'max_completion_tokens' instead.")
                        : Optional.empty();
            }
            case BARE ->
                body.propertyNames().stream()
                        .filter(name -> !PLAIN.contains(name))
                        .findFirst()
                        .map(Taste::forbidden);
            case SILENT ->
                body.size() > 2
                        ? Optional.of(new Refusal(BAD_REQUEST, object().put("error", "Bad Request")))
                        : Optional.empty();
            case MODERN, DEAF, PROSE, BROKEN_JSON, EMPTY, CUT -> Optional.empty();
        };
    }

    private static Optional<Refusal> unknown(JsonNode body, String member) {
        return body.has(member)
                ? refusal("", "", "Unrecognized request argument supplied: " + member)
                : Optional.empty();
    }

    private static Optional<Refusal> refusal(String parameter, String code, String message) {
        var body = object();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .put("param", parameter.isEmpty() ? null : parameter)
                .put("code", code.isEmpty() ? null : code);
        return Optional.of(new Refusal(BAD_REQUEST, body));
    }

    private static Refusal forbidden(String member) {
        var body = object();
        var wrong = body.putArray("detail").addObject().put("type", "extra_forbidden");
        wrong.putArray("loc").add("body").add(member);
        wrong.put("msg", "Extra inputs are not permitted");
        return new Refusal(UNPROCESSABLE, body);
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
