package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.KnownProblems.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all addresses of the document share. */
final class SharedParts {
    private SharedParts() {}

    static Map<String, Object> problem(List<Kind> kinds) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "type",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri-reference",
                        "description",
                        "Names the kind for ever.",
                        "enum",
                        kinds.stream().map(kind -> Refusals.TYPE + kind.slug()).toList()));
        properties.put("title", text("The status in words."));
        properties.put("status", Map.of("type", "integer", "description", "The HTTP status."));
        properties.put("detail", text("What went wrong and what to do about it, in one sentence or two."));
        properties.put(
                "field", text("The member, parameter or header at fault; left out when there is no single one."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", "A refusal (RFC 9457).");
        schema.put("properties", properties);
        schema.put("required", List.of("type", "title", "status", "detail"));
        return schema;
    }

    static Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", parameter("limit", "query", "How many items a page holds.", Operations.limit()));
        parameters.put(
                "cursor", parameter("cursor", "query", "The nextCursor of the page before.", Map.of("type", "string")));
        parameters.put(
                "Workspace",
                parameter(
                        "X-Workspace",
                        "header",
                        "The id of the workspace meant; needed with a token of somebody who belongs to several.",
                        Map.of("type", "string", "format", "uuid")));
        parameters.put(
                "IdempotencyKey",
                parameter(
                        "Idempotency-Key",
                        "header",
                        "1 to 255 visible ASCII characters, with or without quotes around them, best a random UUID. The same request with the "
                                + "same key is done once within 24 hours.",
                        Map.of("type", "string", "minLength", 1, "maxLength", 257)));
        return parameters;
    }

    static Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("RateLimit", header("How many requests are left and in how many seconds more: \"api\";r=99;t=9"));
        headers.put("RateLimit-Policy", header("The quota and its window in seconds: \"api\";q=100;w=900"));
        headers.put("Retry-After", header("How many seconds to wait."));
        headers.put("Location", header("The address of what was made."));
        return headers;
    }

    static Map<String, Object> security(boolean secure) {
        Map<String, Object> schemes = new LinkedHashMap<>();
        schemes.put(
                "bearer",
                Map.of(
                        "type",
                        "http",
                        "scheme",
                        "bearer",
                        "description",
                        "A token from POST /api/auth/token or an API key."));
        schemes.put(
                "session",
                Map.of(
                        "type",
                        "apiKey",
                        "in",
                        "cookie",
                        "name",
                        secure ? "__Host-hub" : "hub",
                        "description",
                        "The cookie of a signed-in browser."));
        schemes.put(
                "csrf",
                Map.of(
                        "type",
                        "apiKey",
                        "in",
                        "header",
                        "name",
                        "X-CSRF-TOKEN",
                        "description",
                        "With a session, for everything but reading."));
        return schemes;
    }

    private static Map<String, Object> parameter(String name, String in, String text, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", false);
        parameter.put("description", text);
        parameter.put("schema", schema);
        return parameter;
    }

    private static Map<String, Object> header(String text) {
        return Map.of("description", text, "schema", Map.of("type", "string"));
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }
}
