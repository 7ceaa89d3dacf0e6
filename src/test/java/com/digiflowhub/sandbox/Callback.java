package com.digiflowhub.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The business's end of the webhooks: keeps what comes, refuses as often as it is told. */
final class Callback implements AutoCloseable {

    @SuppressWarnings("ArrayRecordComponent") // raw bytes, compared nowhere
    record Hook(byte[] body, String signature) {
        JsonNode json() {
            return Caller.JSON.readTree(body);
        }

        JsonNode value() {
            return json().at("/entry/0/changes/0/value");
        }
    }

    final List<Hook> hooks = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();

    private final HttpServer server;

    Callback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/hooks", this::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
    }

    List<JsonNode> statuses() {
        return hooks.stream()
                .map(Hook::value)
                .filter(value -> value.has("statuses"))
                .map(value -> value.at("/statuses/0"))
                .toList();
    }

    List<JsonNode> messages() {
        return hooks.stream()
                .map(Hook::value)
                .filter(value -> value.has("messages"))
                .map(value -> value.at("/messages/0"))
                .toList();
    }

    void await(Predicate<Callback> enough) {
        var until = Instant.now().plus(Duration.ofSeconds(8));
        while (!enough.test(this)) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("Waited in vain; came: "
                        + hooks.stream().map(Hook::json).toList());
            }
            pause(Duration.ofMillis(10));
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                var challenge = exchange.getRequestURI().getQuery().replaceFirst(".*hub\\.challenge=([^&]*).*", "$1");
                var right = exchange.getRequestURI().getQuery().contains("hub.verify_token=sandbox-verify-token");
                exchange.sendResponseHeaders(right ? 200 : 403, 0);
                exchange.getResponseBody().write(challenge.getBytes(StandardCharsets.UTF_8));
                return;
            }
            var body = exchange.getRequestBody().readAllBytes();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            hooks.add(new Hook(body, exchange.getRequestHeaders().getFirst("X-Hub-Signature-256")));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
