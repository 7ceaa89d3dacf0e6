package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.fetch.JsonCalls;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls Meta's Graph API, once. */
@Component
class Graph implements AutoCloseable {
    private static final Duration TOTAL = Duration.ofSeconds(15);

    private final JsonCalls calls = new JsonCalls("WhatsApp", TOTAL);

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
        return reply(calls.get(() -> address(settings, path, query), headers -> sign(headers, settings)));
    }

    Reply post(WhatsAppSettings settings, String path, Object body) {
        return reply(calls.post(() -> address(settings, path, Map.of()), headers -> sign(headers, settings), body));
    }

    @Override
    public void close() {
        calls.close();
    }

    private static Reply reply(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Came came -> new Reply.Answered(came.status(), came.header("Retry-After"), came.body());
            case Fetched.NotReached away -> new Reply.NotReached(away.why());
            case Fetched.Slow slow -> new Reply.Lost(slow.why());
            case Fetched.Lost lost -> new Reply.Lost(lost.why());
        };
    }

    private static void sign(HttpHeaders headers, WhatsAppSettings settings) {
        headers.setBearerAuth(settings.token().reveal());
    }

    private static URI address(WhatsAppSettings settings, String path, Map<String, String> query) {
        var builder = org.springframework.web.util.UriComponentsBuilder.fromUri(settings.apiUrl())
                .pathSegment(settings.apiVersion())
                .pathSegment(path.split("/"));
        query.forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(query).toUri();
    }
}
