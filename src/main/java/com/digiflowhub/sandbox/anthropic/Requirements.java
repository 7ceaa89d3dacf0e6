package com.digiflowhub.sandbox.anthropic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a request for a message must hold; the first thing that is wrong, in the vendor's words. */
final class Requirements {

    private static final Set<String> MEMBERS = Set.copyOf(List.of(
            ("model messages max_tokens system tools tool_choice metadata stop_sequences stream temperature top_k top_p thinking "
                            + "service_tier container mcp_servers context_management output_config cache_control")
                    .split(" ")));
    private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");

    private Requirements() {}

    static Optional<String> wrong(JsonNode body) {
        if (!body.isObject()) {
            return Optional.of("Input should be an object");
        }
        var stranger = body.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst();
        if (stranger.isPresent()) {
            return Optional.of(stranger.get() + ": Extra inputs are not permitted");
        }
        if (body.path("model").asString("").isEmpty()) {
            return Optional.of("model: Field required");
        }
        if (!body.path("max_tokens").isIntegralNumber()
                || body.path("max_tokens").asInt() < 1) {
            return Optional.of("max_tokens: Input should be greater than or equal to 1");
        }
        if (body.has("temperature")
                && !(body.path("temperature").asDouble(-1) >= 0
                        && body.path("temperature").asDouble(-1) <= 1)) {
            return Optional.of("temperature: range: 0..1");
        }
        if (body.has("system")
                && !body.path("system").isString()
                && !body.path("system").isArray()) {
            return Optional.of("system: Input should be a valid string or list");
        }
        return messages(body.path("messages")).or(() -> tools(body)).or(() -> choice(body));
    }

    private static Optional<String> messages(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            return Optional.of("messages: at least one message is required");
        }
        for (var index = 0; index < messages.size(); index++) {
            var role = messages.get(index).path("role").asString("");
            if (!role.equals("user") && !role.equals("assistant")) {
                return Optional.of("messages." + index + ".role: Input should be 'user' or 'assistant'");
            }
            var content = messages.get(index).path("content");
            if (!content.isArray() && content.asString("").isBlank()) {
                return Optional.of("messages." + index + ": text content blocks must be non-empty");
            }
        }
        return messages.get(0).path("role").asString("").equals("user")
                ? Optional.empty()
                : Optional.of("messages: first message must use the \"user\" role");
    }

    private static Optional<String> tools(JsonNode body) {
        for (var tool : body.path("tools")) {
            if (!tool.path("name").asString("").matches("[a-zA-Z0-9_-]{1,128}")) {
                return Optional.of("tools.0.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
            }
            if (!tool.at("/input_schema/type").asString("").equals("object")) {
                return Optional.of("tools.0.input_schema.type: Field required");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> choice(JsonNode body) {
        var choice = body.path("tool_choice");
        if (choice.isMissingNode()) {
            return Optional.empty();
        }
        var type = choice.path("type").asString("");
        if (!CHOICES.contains(type)) {
            return Optional.of("tool_choice: Input should be 'auto', 'any', 'tool' or 'none'");
        }
        var named = choice.path("name").asString("");
        var there = body.path("tools")
                .valueStream()
                .anyMatch(tool -> tool.path("name").asString("").equals(named));
        return type.equals("tool") && !there
                ? Optional.of("tool_choice.name: Tool '" + named + "' not found in provided tools")
                : Optional.empty();
    }
}
