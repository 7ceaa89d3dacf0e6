package com.digiflowhub.chaos;

import com.digiflowhub.HubApplication;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.JavaProcess;
import com.digiflowhub.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One hub among several on one database: a process with a data folder of its own. */
final class HubNode implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(500))
            .build();

    private final String name;
    private final Path folder;
    private final int port = HubProcess.freePort();
    private final Map<String, String> environment;
    private JavaProcess process;

    HubNode(String name, Path folder, Map<String, String> environment) {
        this.name = name;
        this.folder = made(folder);
        this.environment = new HashMap<>(environment);
        this.environment.put("PORT", String.valueOf(port));
        this.process = launch(Map.of());
    }

    String name() {
        return name;
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + port + "/api/webhooks/whatsapp/messages");
    }

    boolean alive() {
        return process.alive();
    }

    String words() {
        return process.words();
    }

    /** Whether the door would take something, which needs the database: a signed nothing is not at hand, a stale link is. */
    boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/set-up/a-stale-link"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
            return status < 500;
        } catch (IOException nobodyListens) {
            return false;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    void awaitAnswers(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!answers()) {
            if (!alive() || System.nanoTime() > deadline) {
                throw new AssertionError(name + " does not answer; it said: " + words());
            }
            Patience.pause(Duration.ofMillis(50));
        }
    }

    void kill() {
        process.kill();
    }

    void startAgain() {
        process = launch(Map.of());
    }

    /** With a moment named at which it is to die. */
    void startAgainToDieAt(String crash) {
        process = launch(Map.of("JAVA_TOOL_OPTIONS", "-Dhub.crash=" + crash));
    }

    int exitCode() {
        return process.exitCode();
    }

    /** As a long pause of the machine: it goes on later as if nothing had been. */
    void freeze() {
        Signals.send("STOP", process.id());
    }

    void thaw() {
        Signals.send("CONT", process.id());
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess launch(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return JavaProcess.start(HubApplication.class.getName(), folder, all, List.of());
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
