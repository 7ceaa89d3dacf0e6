package com.digiflowhub.assistant.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server of this wire that answers what a test tells it, one answer after the other, and remembers what it was asked. */
final class StubServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Answer models = new Answer(200, list("gpt-5-mini"), Map.of());
    private volatile boolean dripping;

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::meet);
        server.start();
    }

    /** What was asked. */
    record Call(String line, String authorization, JsonNode json) {}

    record Answer(int status, String body, Map<String, String> headers) {}

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
    }

    List<Call> calls() {
        return calls;
    }

    List<JsonNode> completions() {
        return calls.stream()
                .filter(call -> call.line().startsWith("POST"))
                .map(Call::json)
                .toList();
    }

    StubServer then(int status, String body, String... header) {
        Map<String, String> headers = header.length == 2 ? Map.of(header[0], header[1]) : Map.of();
        answers.add(new Answer(status, body, headers));
        return this;
    }

    StubServer thenSays(String content) {
        return then(200, completion(content, "stop"));
    }

    /** The same as the arguments of a tool. */
    StubServer thenCalls(String arguments) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "tool_calls");
        choice.putObject("message")
                .putNull("content")
                .putArray("tool_calls")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "reply")
                .put("arguments", arguments);
        return then(200, body.toString());
    }

    void models(int status, String body) {
        models = new Answer(status, body, Map.of());
    }

    void models(String... names) {
        models(200, list(names));
    }

    /** One byte now and then, for ever. */
    void drip() {
        dripping = true;
    }

    /** An error as this wire writes it. */
    static String error(String type, String code, String parameter, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("type", type)
                .put("code", code)
                .put("param", parameter)
                .put("message", message);
        return body.toString();
    }

    static String completion(String content, String finish) {
        ObjectNode body = JSON.createObjectNode().put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", content);
        return body.toString();
    }

    /** The newest first, as their dates say. */
    private static String list(String... names) {
        ObjectNode body = JSON.createObjectNode().put("object", "list");
        var data = body.putArray("data");
        for (int n = 0; n < names.length; n++) {
            data.addObject().put("id", names[n]).put("created", 1_800_000_000L - n);
        }
        return body.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void meet(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(new Call(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body)));
        if (dripping) {
            drip(exchange);
        } else if (exchange.getRequestMethod().equals("GET")) {
            respond(exchange, models);
        } else {
            Answer next = answers.poll();
            respond(exchange, next == null ? new Answer(404, "", Map.of()) : next);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int n = 0; n < 100; n++) {
                out.write(' ');
                out.flush();
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException clientLeft) {
            exchange.close();
        }
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
