package com.digiflowhub.chaos;

import com.digiflowhub.platform.database.DataFolder;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.EmbeddedPostgres;
import com.digiflowhub.sandbox.SandboxMain;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.JavaProcess;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** PostgreSQL, the simulated providers and the nodes of a hub, each a process of its own that can be killed. */
final class Rig implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Path cluster;
    private final DataFolder held;
    private final EmbeddedPostgres postgres;
    private final WhatsAppSettings account;
    private final List<Client> clients;
    private final JavaProcess sandbox;
    private final URI control;
    private final List<HubNode> nodes = new ArrayList<>();

    Rig(Path folder, Order order) {
        this.folder = folder;
        this.account = WhatsAppSettings.DEMO.holding(order.workspaces());
        Path data = folder.resolve("postgresql");
        this.cluster = data.resolve("postgres");
        this.held = DataFolder.hold(data);
        this.postgres = EmbeddedPostgres.start(data);
        int whatsApp = HubProcess.freePort();
        int model = HubProcess.freePort();
        int controlPort = HubProcess.freePort();
        this.control = URI.create("http://127.0.0.1:" + controlPort);
        this.clients = Agency.open(
                postgres.address(),
                account,
                URI.create("http://127.0.0.1:" + whatsApp),
                Optional.of(URI.create("http://127.0.0.1:" + model + "/v1")),
                order.workspaces());
        for (int n = 0; n < order.nodes(); n++) {
            nodes.add(new HubNode("node-" + n, nodeFolder(n, order.everyDesk()), variables()));
        }
        nodes.forEach(node -> node.awaitAnswers(STARTS_WITHIN));
        this.sandbox = JavaProcess.start(
                SandboxMain.class.getName(),
                folder,
                Map.of(),
                List.of(
                        "--whatsapp-port=" + whatsApp,
                        "--model-port=" + model,
                        "--control-port=" + controlPort,
                        "--numbers=" + order.workspaces(),
                        "--callback=" + nodes.getFirst().door(),
                        "--journal=" + journal()));
        Patience.waitUntil("the sandbox answers", () -> sandbox.words().contains("control="));
    }

    List<HubNode> nodes() {
        return nodes;
    }

    List<Client> clients() {
        return clients;
    }

    WhatsAppSettings account() {
        return account;
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path promises() {
        return folder.resolve("promises");
    }

    void startAgain(HubNode node) {
        node.startAgain();
    }

    /** As {@code pg_ctl stop -m immediate} does it, or as the kernel does. It is started again by whoever started it. */
    void stopPostgres(boolean immediately) {
        try {
            long process = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            Signals.send(immediately ? "QUIT" : "KILL", process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean postgresAnswers() {
        try (Connection connection = database()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    /** As the owner of the tables. */
    Connection database() throws SQLException {
        DatabaseAddress address = postgres.address();
        return DriverManager.getConnection(
                address.jdbcUrl() + "?connectTimeout=1&socketTimeout=30",
                address.user(),
                address.password().reveal());
    }

    /** From now on this goes wrong at the provider, with this probability. */
    void faulty(String provider, String fault, double probability, String parameter, long seed) {
        ask("PUT", "/faults/" + provider + "/" + fault, """
                {"probability":%s,"seed":%d,"parameter":"%s"}""".formatted(probability, seed, parameter));
    }

    void faultless() {
        ask("DELETE", "/faults", "");
    }

    /** Webhooks of the provider that nobody acknowledged yet. */
    long undelivered() {
        return ask("GET", "/", "").path("undelivered").asLong(-1);
    }

    @Override
    public void close() {
        nodes.forEach(HubNode::close);
        sandbox.close();
        postgres.close();
        held.close();
        http.close();
    }

    private JsonNode ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(control.resolve(path))
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

    /** Nodes of one name take each other's leases for their own, and each believes to hold what the other holds. */
    private Path nodeFolder(int n, boolean oneNameForAll) {
        Path made = folder.resolve("node-" + n);
        if (oneNameForAll) {
            try {
                Files.createDirectories(made.resolve("data"));
                Files.writeString(made.resolve("data").resolve("node.id"), new UUID(7, 7).toString());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return made;
    }

    private Map<String, String> variables() {
        return Map.of(
                "DATABASE_URL",
                TestPostgres.url(postgres.address()),
                "HUB_MASTER_KEY",
                MASTER_KEY,
                "HUB_DATA_DIR",
                "data",
                "HUB_WORK_LEASE",
                LEASE.toMillis() + "ms",
                "HUB_WORK_BEAT",
                "800ms",
                "HUB_CONVERSATIONS_QUIET",
                "200ms");
    }
}
