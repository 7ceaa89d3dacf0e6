package com.digiflowhub.bench;

import com.digiflowhub.HubApplication;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.DurablePostgres;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.JavaProcess;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.SandboxProcess;
import com.digiflowhub.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A durable PostgreSQL, simulated providers and a hub of one node or more, each a process of its own, and fifty companies with a number each. */
final class BenchRig implements AutoCloseable {
    static final String DOOR = "/api/webhooks/whatsapp/messages";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);
    private static final Duration CALMS_WITHIN = Duration.ofMinutes(30);
    /** {@code java -jar}, as the README says: the machine chooses its compilers and heap itself. */
    private static final List<String> AS_OPERATORS_DO = List.of();

    /** What is not part of a conversation is not measured with it. */
    private static final Map<String, String> QUIET = Map.of("readReceipts", "false");

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final DurablePostgres postgres;
    private final WhatsAppSettings account;
    private final List<Client> clients;
    private final SandboxProcess sandbox;
    private final Path folder;
    private final Map<String, String> variables;
    private final List<Node> nodes = new ArrayList<>();

    /** One process of the hub. */
    record Node(JavaProcess process, int port, int webhooksPort) {}

    BenchRig(Path folder, int workspaces) {
        this(folder, workspaces, Map.of());
    }

    BenchRig(Path folder, int workspaces, Map<String, String> variables) {
        this(folder, workspaces, variables, HubApplication.class);
    }

    /** {@code main} is the hub, or one that lies among the tests and starts it with something more. */
    BenchRig(Path folder, int workspaces, Map<String, String> variables, Class<?> main) {
        this.folder = folder;
        this.variables = variables;
        this.account = WhatsAppSettings.DEMO.holding(workspaces);
        this.postgres = DurablePostgres.start(folder.resolve("postgresql"));
        this.sandbox = SandboxProcess.start(folder, workspaces);
        sandbox.silence();
        this.clients = Agency.open(
                postgres.address(), account, sandbox.whatsApp(), Optional.of(sandbox.model()), workspaces, QUIET);
        nodes.add(start(folder, main));
    }

    /** One more node on the same database. */
    Node join() {
        Node another = start(made(folder.resolve("node-" + (nodes.size() + 1))), HubApplication.class);
        nodes.add(another);
        return another;
    }

    /** The webhooks' ports of all nodes. */
    List<Integer> doors() {
        return nodes.stream().map(Node::webhooksPort).toList();
    }

    /** The first of the nodes. */
    Node node() {
        return nodes.getFirst();
    }

    List<Client> clients() {
        return clients;
    }

    WhatsAppSettings account() {
        return account;
    }

    int port() {
        return node().port();
    }

    int webhooksPort() {
        return node().webhooksPort();
    }

    DurablePostgres postgres() {
        return postgres;
    }

    JdbcClient owner() {
        return postgres.owner();
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    /** Until nothing is due any more: what one measurement left must not be done during the next. */
    void calm() {
        Patience.waitFor(
                "everything that came is done",
                () -> one(
                        "select count(*) from work.item where held or due_at <= clock_timestamp() + interval '10 seconds'"),
                left -> left == 0,
                CALMS_WITHIN);
    }

    /** For statements that take as long as they take. */
    JdbcClient patientOwner() {
        var address = postgres.address();
        return JdbcClient.create(new DriverManagerDataSource(
                address.jdbcUrl(), address.user(), address.password().reveal()));
    }

    long one(String sql) {
        return patientOwner().sql(sql).query(Long.class).single();
    }

    /** What is measured on a database that may forget is not worth printing. */
    String durability() {
        List<String> settings = DURABLE.stream()
                .map(name -> name + "="
                        + owner().sql("show " + name).query(String.class).single())
                .toList();
        if (!settings.stream().allMatch(setting -> setting.endsWith("=on"))) {
            throw new IllegalStateException("nothing is measured with " + settings);
        }
        return String.join(" ", settings);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
        sandbox.close();
        postgres.close();
    }

    private Node start(Path where, Class<?> main) {
        // After the sandbox took its own: a port is free only until somebody takes it.
        int port = HubProcess.freePort();
        int webhooksPort = HubProcess.freePort();
        Map<String, String> all = new HashMap<>(environment(port, webhooksPort));
        all.putAll(variables);
        JavaProcess process = main == HubApplication.class
                ? JavaProcess.start(AS_OPERATORS_DO, main.getName(), where, all, List.of())
                : JavaProcess.startAmongTests(AS_OPERATORS_DO, main.getName(), where, all, List.of());
        Patience.waitFor(
                "the hub answers",
                () -> process.words().contains("DigiFlow Hub is ready") || !process.alive(),
                Boolean.TRUE::equals,
                STARTS_WITHIN);
        if (!process.alive()) {
            throw new IllegalStateException("the hub ended; it said: " + process.words());
        }
        return new Node(process, port, webhooksPort);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> environment(int port, int webhooksPort) {
        return Map.of(
                "PORT", String.valueOf(port),
                "WEBHOOKS_PORT", String.valueOf(webhooksPort),
                "DATABASE_URL", TestPostgres.url(postgres.address()),
                "HUB_MASTER_KEY", RunningHub.MASTER_KEY,
                "HUB_DATA_DIR", "node");
    }
}
