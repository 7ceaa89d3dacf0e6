package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.fetch.JsonCalls;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** One call to the server, with the account's key. */
final class Wire implements AutoCloseable {
    static final Duration TOTAL = Duration.ofSeconds(20);
    private static final String VERSION = "2023-06-01";

    private final JsonCalls calls;

    Wire(Duration total) {
        this.calls = new JsonCalls("the model", total);
    }

    Fetched get(AnthropicSettings settings, String path) {
        return calls.get(() -> address(settings, path), headers -> sign(headers, settings));
    }

    Fetched post(AnthropicSettings settings, String path, JsonNode body) {
        return calls.post(() -> address(settings, path), headers -> sign(headers, settings), body);
    }

    @Override
    public void close() {
        calls.close();
    }

    private static URI address(AnthropicSettings settings, String path) {
        return URI.create(settings.baseUrl() + path);
    }

    private static void sign(HttpHeaders headers, AnthropicSettings settings) {
        headers.set("x-api-key", settings.apiKey().reveal());
        headers.set("anthropic-version", VERSION);
    }
}
