package com.digiflowhub.channels.whatsapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that answers what a test tells it and remembers what it was asked. */
final class StubGraph implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> byPath = new ConcurrentHashMap<>();
    private volatile Behaviour behaviour = exchange -> respond(exchange, new Answer(404, "", Map.of()));

    StubGraph() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body)));
            Answer own = byPath.get(exchange.getRequestURI().getPath());
            if (own == null) {
                behaviour.meet(exchange);
            } else {
                respond(exchange, own);
            }
        });
        server.start();
    }

    /** What was asked. */
    record Call(String line, String authorization, JsonNode json) {}

    record Answer(int status, String body, Map<String, String> headers) {}

    /** What the server does with a request. */
    interface Behaviour {
        void meet(HttpExchange exchange) throws IOException;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    void answer(int status, String body, String... header) {
        Map<String, String> headers = header.length == 2 ? Map.of(header[0], header[1]) : Map.of();
        behaviour = exchange -> respond(exchange, new Answer(status, body, headers));
    }

    /** At one path only; the others do what they did. */
    void answerAt(String path, int status, String body) {
        byPath.put(path, new Answer(status, body, Map.of()));
    }

    void drop() {
        behaviour = HttpExchange::close;
    }

    /** One byte every half second, for ever. */
    void drip() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 60; i++) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(500);
                }
            } catch (IOException | InterruptedException clientLeft) {
                exchange.close();
            }
        };
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
