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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A durable PostgreSQL, simulated providers and one hub, each a process of its own, and fifty companies with a number each. */
final class BenchRig implements AutoCloseable {
    static final String DOOR = "/api/webhooks/whatsapp/messages";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);
    private static final Duration CALMS_WITHIN = Duration.ofMinutes(30);
    /** {@code java -jar}, as the README says: the machine chooses its compilers and heap itself. */
    private static final List<String> AS_OPERATORS_DO = List.of();

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final DurablePostgres postgres;
    private final WhatsAppSettings account;
    private final List<Client> clients;
    private final SandboxProcess sandbox;
    private final JavaProcess hub;
    private final int port;
    private final int webhooksPort;

    BenchRig(Path folder, int workspaces) {
        this(folder, workspaces, Map.of());
    }

    BenchRig(Path folder, int workspaces, Map<String, String> variables) {
        this(folder, workspaces, variables, HubApplication.class);
    }

    /** {@code main} is the hub, or one that lies among the tests and starts it with something more. */
    BenchRig(Path folder, int workspaces, Map<String, String> variables, Class<?> main) {
        this.account = WhatsAppSettings.DEMO.holding(workspaces);
        this.postgres = DurablePostgres.start(folder.resolve("postgresql"));
        this.sandbox = SandboxProcess.start(folder, workspaces);
        sandbox.silence();
        // After the sandbox took its own: a port is free only until somebody takes it.
        this.port = HubProcess.freePort();
        this.webhooksPort = HubProcess.freePort();
        this.clients =
                Agency.open(postgres.address(), account, sandbox.whatsApp(), Optional.of(sandbox.model()), workspaces);
        Map<String, String> all = new HashMap<>(environment());
        all.putAll(variables);
        this.hub = main == HubApplication.class
                ? JavaProcess.start(AS_OPERATORS_DO, main.getName(), folder, all, List.of())
                : JavaProcess.startAmongTests(AS_OPERATORS_DO, main.getName(), folder, all, List.of());
        Patience.waitFor(
                "the hub answers",
                () -> hub.words().contains("DigiFlow Hub is ready") || !hub.alive(),
                Boolean.TRUE::equals,
                STARTS_WITHIN);
        if (!hub.alive()) {
            throw new IllegalStateException("the hub ended; it said: " + hub.words());
        }
    }

    List<Client> clients() {
        return clients;
    }

    WhatsAppSettings account() {
        return account;
    }

    int port() {
        return port;
    }

    int webhooksPort() {
        return webhooksPort;
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
        hub.close();
        sandbox.close();
        postgres.close();
    }

    private Map<String, String> environment() {
        return Map.of(
                "PORT", String.valueOf(port),
                "WEBHOOKS_PORT", String.valueOf(webhooksPort),
                "DATABASE_URL", TestPostgres.url(postgres.address()),
                "HUB_MASTER_KEY", RunningHub.MASTER_KEY,
                "HUB_DATA_DIR", "node");
    }
}
