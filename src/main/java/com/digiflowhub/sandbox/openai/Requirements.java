package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a request for a completion must hold; the first thing missing or unknown. */
final class Requirements {

    private static final Set<String> MEMBERS = Set.copyOf(List.of(
            ("metadata top_logprobs temperature top_p user safety_identifier prompt_cache_key prompt_cache_retention "
                            + "prompt_cache_options messages model service_tier modalities verbosity reasoning_effort "
                            + "max_completion_tokens frequency_penalty presence_penalty web_search_options response_format audio "
                            + "store moderation stream stop logit_bias logprobs max_tokens n prediction seed stream_options tools "
                            + "tool_choice parallel_tool_calls function_call functions")
                    .split(" ")));
    private static final Set<String> ROLES = Set.of("developer", "system", "user", "assistant", "tool", "function");

    /** @param parameter the member at fault, as the provider names it in {@code param} */
    record Fault(String parameter, String code, String message) {}

    private Requirements() {}

    static Optional<Fault> check(JsonNode body) {
        if (!body.isObject()) {
            return fault("", "invalid_json", "We could not parse the JSON body of your request.");
        }
        if (body.path("model").asString("").isEmpty()) {
            return fault("model", "missing_required_parameter", "you must provide a model parameter");
        }
        var stranger = body.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst();
        if (stranger.isPresent()) {
            return fault(stranger.get(), "unknown_parameter", "Unknown parameter: '" + stranger.get() + "'.");
        }
        var messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return fault("messages", "missing_required_parameter", "Missing required parameter: 'messages'.");
        }
        for (var index = 0; index < messages.size(); index++) {
            var wrong = message(messages.get(index), "messages[" + index + "]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return format(body.path("response_format"));
    }

    private static Optional<Fault> message(JsonNode message, String at) {
        var role = message.path("role").asString("");
        if (!ROLES.contains(role)) {
            return fault(
                    at + ".role",
                    "invalid_value",
                    "Invalid value: '%s'. Supported values are: %s".formatted(role, ROLES));
        }
        var content = message.path("content");
        if (!content.isString() && !content.isArray() && !(role.equals("assistant") && message.has("tool_calls"))) {
            return fault(at + ".content", "invalid_type", "Invalid type for '" + at + ".content'.");
        }
        if (role.equals("tool") && message.path("tool_call_id").asString("").isEmpty()) {
            return fault(at + ".tool_call_id", "missing_required_parameter", "Missing parameter 'tool_call_id'.");
        }
        return Optional.empty();
    }

    private static Optional<Fault> format(JsonNode format) {
        if (format.isMissingNode() || !format.path("type").asString("").equals("json_schema")) {
            return Optional.empty();
        }
        var wanted = format.path("json_schema");
        if (!wanted.path("name").asString("").matches("[a-zA-Z0-9_-]{1,64}")) {
            return fault(
                    "response_format.json_schema.name", "invalid_value", "Invalid 'response_format.json_schema.name'.");
        }
        return wanted.path("strict").asBoolean(false) ? strict(wanted.path("schema")) : Optional.empty();
    }

    /** Strict schemas close every object and require every member. */
    private static Optional<Fault> strict(JsonNode schema) {
        if (schema.path("type").asString("").equals("object")) {
            var required = schema.path("required")
                    .valueStream()
                    .map(name -> name.asString(""))
                    .toList();
            if (schema.path("additionalProperties").asBoolean(true)
                    || !required.containsAll(schema.path("properties").propertyNames())) {
                return fault(
                        "response_format",
                        "invalid_json_schema",
                        "Invalid schema for response_format: 'additionalProperties' must be false and 'required' must name every property.");
            }
        }
        return schema.path("properties")
                .valueStream()
                .map(Requirements::strict)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Fault> fault(String parameter, String code, String message) {
        return Optional.of(new Fault(parameter, code, message));
    }
}
