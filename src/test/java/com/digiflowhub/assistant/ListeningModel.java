package com.digiflowhub.assistant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that says what a test wants it to, however bad, and keeps every request as it came over the wire. */
final class ListeningModel implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, String> says = request -> "";
    private volatile Optional<Function<String, float[]>> means = Optional.empty();
    private volatile String embedder = "text-embedding-3-small";

    ListeningModel() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/embeddings", this::embed);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
    }

    /** Words that claim to rest on every entry that was shown. */
    ListeningModel says(String text) {
        says = request -> JSON.writeValueAsString(
                Map.of("text", text, "intent", "question", "handoff", false, "usedEntries", ids(request)));
        return this;
    }

    /** From now on it has a model for embeddings as well, which takes texts to point there; where it is nothing, it fails. */
    ListeningModel means(Function<String, float[]> directions) {
        means = Optional.of(directions);
        return this;
    }

    /** The model for embeddings is called so. */
    ListeningModel embedsWith(String name) {
        embedder = name;
        return this;
    }

    List<JsonNode> asked() {
        return asked;
    }

    JsonNode last() {
        return asked.getLast();
    }

    static String instructions(JsonNode request) {
        return request.at("/messages/0/content").asString();
    }

    static JsonNode knowledge(JsonNode request) {
        String told = instructions(request);
        return JSON.readTree(told.substring(told.indexOf("KNOWLEDGE:\n") + "KNOWLEDGE:\n".length()));
    }

    private static List<String> ids(JsonNode request) {
        return knowledge(request)
                .valueStream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }

    private void models(HttpExchange exchange) throws IOException {
        List<String> names = means.isPresent() ? List.of("m", embedder) : List.of("m");
        answer(
                exchange,
                Map.of("data", names.stream().map(name -> Map.of("id", name)).toList()));
    }

    private void embed(HttpExchange exchange) throws IOException {
        List<float[]> vectors = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .path("input")
                .valueStream()
                .map(text -> means.orElseThrow().apply(text.asString()))
                .toList();
        answer(
                exchange,
                Map.of(
                        "data",
                        IntStream.range(0, vectors.size())
                                .mapToObj(at -> Map.of("index", at, "embedding", vectors.get(at)))
                                .toList()));
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        asked.add(request);
        answer(
                exchange,
                Map.of(
                        "model",
                        "m",
                        "choices",
                        List.of(Map.of(
                                "finish_reason",
                                "stop",
                                "message",
                                Map.of("role", "assistant", "content", says.apply(request))))));
    }

    private static void answer(HttpExchange exchange, Object json) throws IOException {
        byte[] body = JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
