package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.platform.tenancy.NoTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls Meta's Graph API, once. Follows no redirect, waits no longer than its limits and reads no more than its limit. */
@Component
class Graph implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(15);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final RestClient client;

    Graph() {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(TOTAL);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** How a call ended. */
    sealed interface Reply {
        /** An answer came; {@code body} is missing when it was no JSON. */
        record Answered(int status, Optional<String> retryAfter, JsonNode body) implements Reply {
            Optional<GraphError> error() {
                return GraphError.read(body.path("error"));
            }

            boolean fine() {
                return status >= 200 && status < 300;
            }
        }

        /** Nothing was written: the other side was not reached. */
        record NotReached(String why) implements Reply {}

        /** Something was written, and no answer came, or only a part. */
        record Lost(String why) implements Reply {}
    }

    Reply get(WhatsAppSettings settings, String path, Map<String, String> query) {
        return call(HttpMethod.GET, settings, path, query, Optional.empty());
    }

    Reply post(WhatsAppSettings settings, String path, Object body) {
        return call(HttpMethod.POST, settings, path, Map.of(), Optional.of(body));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Reply call(
            HttpMethod method,
            WhatsAppSettings settings,
            String path,
            Map<String, String> query,
            Optional<Object> body) {
        NoTransaction.require("WhatsApp");
        try {
            RestClient.RequestBodySpec request = client.method(method)
                    .uri(address(settings, path, query))
                    .headers(headers -> headers.setBearerAuth(settings.token().reveal()));
            body.ifPresent(
                    json -> request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(json)));
            return request.exchange((sent, answer) -> answered(
                    answer.getStatusCode().value(),
                    Optional.ofNullable(answer.getHeaders().getFirst("Retry-After")),
                    answer.getBody()));
        } catch (ResourceAccessException failure) {
            return reached(failure) ? new Reply.Lost(cause(failure)) : new Reply.NotReached(cause(failure));
        } catch (IllegalArgumentException malformed) {
            return new Reply.NotReached(
                    "the request cannot be written: a setting holds characters that may not stand there");
        }
    }

    private static Reply answered(int status, Optional<String> retryAfter, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
        return new Reply.Answered(
                status, retryAfter, bytes.length > MAX_ANSWER_BYTES ? MissingNode.getInstance() : parse(bytes));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException garbage) {
            return MissingNode.getInstance();
        }
    }

    private static URI address(WhatsAppSettings settings, String path, Map<String, String> query) {
        var builder = org.springframework.web.util.UriComponentsBuilder.fromUri(settings.apiUrl())
                .pathSegment(settings.apiVersion())
                .pathSegment(path.split("/"));
        query.forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(query).toUri();
    }

    private static boolean reached(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return false;
            }
        }
        return true;
    }

    private static String cause(ResourceAccessException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }
}
