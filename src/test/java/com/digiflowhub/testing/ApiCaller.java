package com.digiflowhub.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls a hub over HTTP as a program or a browser does. Immutable: each {@code with} is another caller. */
public final class ApiCaller {
    public static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI address;
    private final Map<String, String> headers;

    ApiCaller(URI address) {
        this(address, Map.of());
    }

    private ApiCaller(URI address, Map<String, String> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** What came back. */
    public record Answered(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        /** Missing when the body is no JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JacksonException none) {
                return MissingNode.getInstance();
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** With a token or a key. */
    public ApiCaller bearer(String secret) {
        return with("Authorization", "Bearer " + secret);
    }

    /** With a signed-in browser's cookie. */
    public ApiCaller session(String code) {
        return with("Cookie", "hub=" + code);
    }

    public ApiCaller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiCaller(address, more);
    }

    /** The header that goes with each request. */
    public String sends(String header) {
        return headers.getOrDefault(header, "");
    }

    public Answered get(String path) {
        return send(request(path).GET());
    }

    public Answered post(String path, Object json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(json))));
    }

    public Answered put(String path, Object json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(json))));
    }

    public Answered delete(String path) {
        return send(request(path).DELETE());
    }

    /** Bytes as they are, with the headers of this caller alone. */
    public Answered postBytes(String path, byte[] body) {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }

    private static Answered send(HttpRequest.Builder request) {
        try {
            return new Answered(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
