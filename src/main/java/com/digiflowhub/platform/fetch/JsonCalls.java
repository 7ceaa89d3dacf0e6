package com.digiflowhub.platform.fetch;

import com.digiflowhub.platform.tenancy.NoTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls one provider, once a call and outside any transaction. Follows no redirect, waits no longer than its limits and reads no more than
 * its limit. An answer of any status is an answer; no exception leaves this class for what a provider or a line can do.
 */
public final class JsonCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Class<? extends Throwable>> NEVER_REACHED = List.of(
            ConnectException.class,
            HttpConnectTimeoutException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class);

    private final String whom;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final RestClient client;

    /** {@code total} is for one whole call. */
    public JsonCalls(String whom, Duration total) {
        this.whom = whom;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(total);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    public Fetched get(Supplier<URI> address, Consumer<HttpHeaders> headers) {
        return call(HttpMethod.GET, address, headers, Optional.empty());
    }

    public Fetched post(Supplier<URI> address, Consumer<HttpHeaders> headers, Object body) {
        return call(HttpMethod.POST, address, headers, Optional.of(body));
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }

    /** The address is made in here, since a setting may hold what makes none. */
    private Fetched call(
            HttpMethod method, Supplier<URI> address, Consumer<HttpHeaders> headers, Optional<Object> body) {
        NoTransaction.require(whom);
        try {
            RestClient.RequestBodySpec request =
                    client.method(method).uri(address.get()).headers(headers);
            body.ifPresent(
                    json -> request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(json)));
            return request.exchange((sent, answer) -> new Fetched.Came(
                    answer.getStatusCode().value(),
                    HttpHeaders.readOnlyHttpHeaders(answer.getHeaders()),
                    read(answer.getBody())));
        } catch (ResourceAccessException failure) {
            return unanswered(failure);
        } catch (IllegalArgumentException malformed) {
            return new Fetched.NotReached(
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

    private static Fetched unanswered(ResourceAccessException failure) {
        String why = Optional.ofNullable(failure.getCause())
                .map(cause -> cause.getClass().getSimpleName())
                .orElse("no answer");
        List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .toList();
        if (causes.stream().anyMatch(cause -> NEVER_REACHED.stream().anyMatch(type -> type.isInstance(cause)))) {
            return new Fetched.NotReached(why);
        }
        boolean slow = causes.stream().anyMatch(HttpTimeoutException.class::isInstance);
        return slow ? new Fetched.Slow(why) : new Fetched.Lost(why);
    }
}
