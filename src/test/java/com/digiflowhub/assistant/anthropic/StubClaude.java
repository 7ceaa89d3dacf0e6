package com.digiflowhub.assistant.anthropic;

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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of the Messages wire that answers what a test tells it, and remembers what it was asked. */
final class StubClaude implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Function<JsonNode, Answer> usual = asked -> answer(200, tool("{\"text\":\"ok\"}"));
    private volatile Answer models = answer(200, "{\"data\":[{\"id\":\"claude-haiku-4-5\"}]}");
    private volatile CountDownLatch together = new CountDownLatch(0);

    StubClaude() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::meet);
        server.start();
    }

    record Call(String line, String key, String version, JsonNode json) {}

    /** {@code promised} bytes are announced, whatever is sent. */
    record Answer(int status, String body, Map<String, String> headers, Optional<Long> promised) {}

    URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    List<Call> calls() {
        return calls;
    }

    List<JsonNode> asked() {
        return calls.stream()
                .filter(call -> call.line().startsWith("POST"))
                .map(Call::json)
                .toList();
    }

    long lists() {
        return calls.stream().filter(call -> call.line().startsWith("GET")).count();
    }

    StubClaude then(int status, String body, String... header) {
        answers.add(answer(status, body, header));
        return this;
    }

    StubClaude thenBreaksOff(String body) {
        answers.add(new Answer(200, body, Map.of(), Optional.of(body.length() + 100L)));
        return this;
    }

    /** What is answered where nothing else was told. */
    void usually(Function<JsonNode, Answer> answering) {
        usual = answering;
    }

    void models(String... names) {
        models = answer(
                200,
                Stream.of(names)
                        .map(name -> "{\"id\":\"" + name + "\"}")
                        .collect(Collectors.joining(",", "{\"data\":[", "]}")));
    }

    void models(int status, String body, String... header) {
        models = answer(status, body, header);
    }

    /** The first so many questions are answered only when all of them have come. */
    void answersTogether(int questions) {
        together = new CountDownLatch(questions);
    }

    static Answer answer(int status, String body, String... header) {
        return new Answer(status, body, header.length == 2 ? Map.of(header[0], header[1]) : Map.of(), Optional.empty());
    }

    static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message);
    }

    static String tool(String input) {
        return message("tool_use", "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"form\",\"input\":" + input + "}");
    }

    static String message(String stop, String... blocks) {
        return "{\"stop_reason\":\"%s\",\"content\":[%s],\"usage\":{\"input_tokens\":10,\"output_tokens\":3}}"
                .formatted(stop, String.join(",", blocks));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void meet(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        calls.add(new Call(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")),
                String.valueOf(exchange.getRequestHeaders().getFirst("anthropic-version")),
                json));
        if (exchange.getRequestMethod().equals("GET")) {
            respond(exchange, models);
            return;
        }
        waitForTheOthers();
        Answer told = answers.poll();
        respond(exchange, told == null ? usual.apply(json) : told);
    }

    private void waitForTheOthers() {
        together.countDown();
        try {
            together.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), answer.promised().orElse(body.length == 0 ? -1L : body.length));
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
