package com.digiflowhub.testing;

import com.digiflowhub.HubApplication;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub as a machine runs it: a process, a data folder, a PostgreSQL beside it. Any of them can be killed. */
public final class HubProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final Map<String, String> environment;
    private final Class<?> main;
    private JavaProcess process;

    private HubProcess(Path folder, int port, Map<String, String> environment, Class<?> main) {
        this.folder = folder;
        this.port = port;
        this.main = main;
        this.environment = new HashMap<>(environment);
        this.environment.put("PORT", String.valueOf(port));
        this.process = launch(Map.of());
    }

    public static HubProcess start(Path folder, Map<String, String> environment) {
        return start(folder, freePort(), environment);
    }

    public static HubProcess start(Path folder, int port, Map<String, String> environment) {
        return new HubProcess(folder, port, environment, HubApplication.class);
    }

    /** {@code main} lies among the tests and starts the hub with something more. */
    public static HubProcess start(Path folder, int port, Map<String, String> environment, Class<?> main) {
        return new HubProcess(folder, port, environment, main);
    }

    /** What a machine tells a hub of one owner whose number and model lie at these simulated providers; it answers soon. */
    public static Map<String, String> variables(Sandbox sandbox) {
        WhatsAppSettings account = sandbox.whatsApp().account().settings();
        return Map.ofEntries(
                Map.entry("HUB_OWNER_EMAIL", "owner@agency.example"),
                Map.entry("HUB_OWNER_PASSWORD", "chaos among palm trees"),
                Map.entry("WHATSAPP_TOKEN", account.token()),
                Map.entry("WHATSAPP_PHONE_ID", account.phoneNumberId()),
                Map.entry("WHATSAPP_BUSINESS_ID", account.accountId()),
                Map.entry("WEBHOOK_VERIFY_TOKEN", account.verifyToken()),
                Map.entry("META_APP_SECRET", account.appSecret()),
                Map.entry("WHATSAPP_API_URL", sandbox.whatsAppAddress().toString()),
                Map.entry("OPENAI_API_KEY", "sk-sandbox"),
                Map.entry("OPENAI_BASE_URL", sandbox.modelAddress().toString()),
                Map.entry("HUB_CONVERSATIONS_QUIET", "200ms"));
    }

    /** Where the simulated providers of a hub on this port bring what happens. */
    public static URI door(int port) {
        return URI.create("http://127.0.0.1:" + port + "/api/webhooks/whatsapp/messages");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public JavaProcess process() {
        return process;
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** Until a question that needs the database is answered; patient, because the machine may be busy with much else. */
    public void awaitAnswers() {
        awaitAnswers(STARTS_WITHIN);
    }

    public void awaitAnswers(Duration within) {
        Instant deadline = Instant.now().plus(within);
        while (!answers()) {
            if (!process.alive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("the hub does not answer; it said: " + process.words());
            }
            Patience.pause(Duration.ofMillis(20));
        }
    }

    /** What a visitor with a stale link gets: the answer needs the database; 0 when nobody listens, 500 and more while it is away. */
    public int visit() {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/set-up/a-stale-link"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyListens) {
            return 0;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public boolean answers() {
        int status = visit();
        return status > 0 && status < 500;
    }

    /** The first line of its pid file; empty files and none are a server that is not there. */
    public long postgresId() {
        return Long.parseLong(pidFile().getFirst().strip());
    }

    public void killPostgres() {
        ProcessHandle.of(postgresId()).ifPresent(ProcessHandle::destroyForcibly);
    }

    public void killHub() {
        process.kill();
    }

    /** After {@link #killHub}: the same folder, port and variables. */
    public void startAgain() {
        startAgain(Map.of());
    }

    /** With more variables, for this life alone. */
    public void startAgain(Map<String, String> more) {
        process = launch(more);
    }

    /** As the owner of the tables. */
    public Connection database() throws SQLException {
        try {
            String password =
                    Files.readString(data().resolve("postgres.password")).strip();
            String port = pidFile().get(3).strip();
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub_owner", password);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private JavaProcess launch(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return main == HubApplication.class
                ? JavaProcess.start(main.getName(), folder, all, List.of())
                : JavaProcess.startAmongTests(JavaProcess.QUICK, main.getName(), folder, all, List.of());
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(data().resolve("postgres").resolve("postmaster.pid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
