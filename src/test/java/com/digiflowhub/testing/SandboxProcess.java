package com.digiflowhub.testing;

import com.digiflowhub.sandbox.SandboxMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated providers as a process of their own, driven from here over its control address. */
public final class SandboxProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JavaProcess process;
    private final Map<String, URI> addresses;

    private SandboxProcess(JavaProcess process) {
        this.process = process;
        Patience.waitUntil("the sandbox answers", () -> process.words().contains("control="));
        this.addresses = process.words()
                .lines()
                .map(line -> line.split("=", 2))
                .filter(line -> line.length == 2)
                .collect(Collectors.toMap(line -> line[0], line -> URI.create(line[1])));
    }

    /** {@code options} are further ones of {@link SandboxMain}. */
    public static SandboxProcess start(Path folder, int numbers, String... options) {
        List<String> all = new ArrayList<>(List.of("--numbers=" + numbers));
        all.addAll(List.of(options));
        return new SandboxProcess(
                JavaProcess.start(List.of("-Xmx1g"), SandboxMain.class.getName(), folder, Map.of(), all));
    }

    public URI whatsApp() {
        return address("whatsapp");
    }

    public URI model() {
        return address("openai");
    }

    /** From now on this goes wrong at the provider, with this probability. */
    public void faulty(String provider, String fault, double probability, String parameter, long seed) {
        var ignored = ask("PUT", "/faults/" + provider + "/" + fault, """
                {"probability":%s,"seed":%d,"parameter":"%s"}""".formatted(probability, seed, parameter));
    }

    /** From now on this goes wrong with the calls of one account, and with nobody else's. */
    public void faultyFor(String provider, String fault, String whose, String parameter) {
        var ignored = ask("PUT", "/faults/" + provider + "/" + fault, """
                {"whose":"%s","parameter":"%s"}""".formatted(whose, parameter));
    }

    public void faultless() {
        var ignored = ask("DELETE", "/faults", "");
    }

    /** It tells nothing of its own any more: whoever loads the hub plays Meta. */
    public void silence() {
        var ignored = ask("PATCH", "/settings", "{\"subscribed\":false}");
    }

    /** Webhooks that nobody acknowledged yet. */
    public long undelivered() {
        return ask("GET", "/", "").path("undelivered").asLong(-1);
    }

    /** When it took each message of ours, by our id; of one that it took more than once, all times. */
    public Map<String, List<Instant>> accepted() {
        Map<String, List<Instant>> taken = new HashMap<>();
        for (JsonNode entry : ask("GET", "/journal?accepted=true", "")) {
            if (entry.path("provider").asString("").equals("whatsapp")) {
                taken.computeIfAbsent(entry.path("correlation").asString(""), message -> new ArrayList<>())
                        .add(Instant.parse(entry.path("at").asString("")));
            }
        }
        return taken;
    }

    /** How often this has gone wrong until now. */
    public long struck(String provider, String fault) {
        return ask("GET", "/faults", "").path(provider).path(fault).path("hits").asLong(0);
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }

    private URI address(String of) {
        return Objects.requireNonNull(addresses.get(of), of);
    }

    private JsonNode ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address("control").resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the sandbox answered " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
