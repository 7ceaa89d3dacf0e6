package com.digiflowhub.sandbox.openai;

import com.digiflowhub.sandbox.line.Kinds;
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

    private static final Kinds KINDS = Kinds.of("""
            text   messages/*/tool_call_id messages/*/name messages/*/tool_calls/*/id! messages/*/tool_calls/*/function/name!
            text   messages/*/tool_calls/*/function/arguments! response_format/json_schema/name! response_format/json_schema/description
            text   tools/*/function/name! tools/*/function/description safety_identifier user prompt_cache_key
            object messages/*/tool_calls/*/function! response_format response_format/json_schema response_format/json_schema/schema
            object tools/*/function! tools/*/function/parameters stream_options? metadata?
            list   messages/*/tool_calls tools
            flag   response_format/json_schema/strict? tools/*/function/strict? parallel_tool_calls store? stream?
            flag   stream_options/include_usage logprobs?
            number max_completion_tokens? max_tokens? temperature? top_p? n? seed? presence_penalty? frequency_penalty?
            text|json_object|json_schema response_format/type!
            function tools/*/type! messages/*/tool_calls/*/type!
            """);
    private static final Set<String> CHOICES = Set.of("none", "auto", "required");

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
        return kinds(body).or(() -> choice(body.path("tool_choice"))).or(() -> format(body.path("response_format")));
    }

    private static Optional<Fault> kinds(JsonNode body) {
        return KINDS.wrong(body)
                .flatMap(wrong -> wrong.missing()
                        ? fault(
                                wrong.place(),
                                "missing_required_parameter",
                                "Missing required parameter: '" + wrong.place() + "'.")
                        : fault(wrong.place(), "invalid_type", "Invalid type for '" + wrong.place() + "'."));
    }

    private static Optional<Fault> choice(JsonNode choice) {
        boolean right = choice.isMissingNode()
                || CHOICES.contains(choice.asString(""))
                || choice.path("type").isString();
        return right ? Optional.empty() : fault("tool_choice", "invalid_value", "Invalid value for 'tool_choice'.");
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
        boolean silent =
                role.equals("assistant") && message.has("tool_calls") && (content.isMissingNode() || content.isNull());
        if (!content.isString() && !content.isArray() && !silent) {
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
