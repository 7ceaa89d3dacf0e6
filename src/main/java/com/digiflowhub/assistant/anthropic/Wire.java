package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.platform.tenancy.NoTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One call to the server, within a time limit. An answer of any status is an answer; no exception leaves this class. */
final class Wire implements AutoCloseable {
    static final Duration TOTAL = Duration.ofSeconds(20);
    private static final String VERSION = "2023-06-01";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final RestClient client;

    Wire(Duration total) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(total);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** How a call ended. */
    sealed interface Answer {
        /** {@code body} is missing when it was no JSON. */
        record Came(int status, Optional<Duration> retryAfter, JsonNode body) implements Answer {
            boolean fine() {
                return status == 200 && !body.isMissingNode();
            }

            String error(String member) {
                return body.path("error").path(member).asString("");
            }
        }

        record Slow() implements Answer {}

        record Lost(String why) implements Answer {}
    }

    Answer get(AnthropicSettings settings, String path) {
        return call(HttpMethod.GET, settings, path, Optional.empty());
    }

    Answer post(AnthropicSettings settings, String path, JsonNode body) {
        return call(HttpMethod.POST, settings, path, Optional.of(body));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer call(HttpMethod method, AnthropicSettings settings, String path, Optional<JsonNode> body) {
        NoTransaction.require("the model");
        try {
            RestClient.RequestBodySpec request = client.method(method)
                    .uri(URI.create(settings.baseUrl() + path))
                    .header("x-api-key", settings.apiKey().reveal())
                    .header("anthropic-version", VERSION);
            body.ifPresent(
                    json -> request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(json)));
            return request.exchange((sent, answer) -> new Answer.Came(
                    answer.getStatusCode().value(),
                    Optional.ofNullable(answer.getHeaders().getFirst("retry-after"))
                            .filter(text -> text.matches("\\d{1,9}"))
                            .map(text -> Duration.ofSeconds(Long.parseLong(text))),
                    read(answer.getBody())));
        } catch (ResourceAccessException failure) {
            return slow(failure)
                    ? new Answer.Slow()
                    : new Answer.Lost(Optional.ofNullable(failure.getCause())
                            .map(cause -> cause.getClass().getSimpleName())
                            .orElse("no answer"));
        } catch (IllegalArgumentException malformed) {
            return new Answer.Lost(
                    "the request cannot be written: a setting holds characters that may not stand there");
        }
    }

    private static JsonNode read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
        try {
            return bytes.length > MAX_ANSWER_BYTES ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (JacksonException garbage) {
            return MissingNode.getInstance();
        }
    }

    private static boolean slow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
                return true;
            }
        }
        return false;
    }
}
