package com.digiflowhub.chaos;

import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.DurablePostgres;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.SandboxProcess;
import com.digiflowhub.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL, the simulated providers and the nodes of a hub, each a process of its own that can be killed. */
final class Rig implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final Path folder;
    private final DurablePostgres postgres;
    private final WhatsAppSettings account;
    private final SandboxProcess sandbox;
    private final List<Client> clients;
    private final List<HubProcess> nodes;

    Rig(Path folder, Order order) {
        this.folder = folder;
        this.account = WhatsAppSettings.DEMO.holding(order.workspaces());
        this.postgres = DurablePostgres.start(folder.resolve("postgresql"));
        List<Integer> ports = IntStream.range(0, order.nodes())
                .mapToObj(n -> portThatNobodyCallsFrom(20_000 + 1_000 * n))
                .toList();
        this.sandbox = SandboxProcess.start(
                folder,
                order.workspaces(),
                "--callback=" + door(URI.create("http://127.0.0.1:" + ports.getFirst())),
                "--journal=" + journal());
        this.clients = Agency.open(
                postgres.address(),
                account,
                sandbox.whatsApp(),
                Optional.of(sandbox.model()),
                order.workspaces(),
                Map.of());
        this.nodes = IntStream.range(0, order.nodes())
                .mapToObj(n ->
                        HubProcess.start(nodeFolder(n, order.everyDesk()), ports.get(n), variables(), ProbedNode.class))
                .toList();
        nodes.forEach(node -> node.awaitAnswers(STARTS_WITHIN));
    }

    List<HubProcess> nodes() {
        return nodes;
    }

    List<URI> doors() {
        return nodes.stream().map(node -> door(node.address())).toList();
    }

    List<Client> clients() {
        return clients;
    }

    WhatsAppSettings account() {
        return account;
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    JdbcClient owner() {
        return postgres.owner();
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path promises() {
        return folder.resolve("promises");
    }

    /** Under which it holds its desks. */
    static UUID nodeId(HubProcess node) {
        try {
            return UUID.fromString(
                    Files.readString(node.data().resolve("node.id")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code pg_ctl stop -m immediate} does it, or as the kernel does. It is started again by whoever started it. */
    void stopPostgres(boolean immediately) {
        Signals.send(immediately ? "QUIT" : "KILL", postgres.processId());
    }

    boolean postgresAnswers() {
        try {
            return postgres.owner().sql("select true").query(Boolean.class).single();
        } catch (DataAccessException away) {
            return false;
        }
    }

    @Override
    public void close() {
        nodes.forEach(HubProcess::close);
        sandbox.close();
        postgres.close();
    }

    /**
     * Below those that the kernel gives to whoever calls: while its node is down a caller could be given it, or, asking at it again and
     * again, be put through to itself; then the node could not start.
     */
    private static int portThatNobodyCallsFrom(int first) {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(first, first + 1_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // Another, then.
            }
        }
    }

    private static URI door(URI node) {
        return node.resolve("/api/webhooks/whatsapp/messages");
    }

    /** Nodes of one name take each other's leases for their own, and each believes to hold what the other holds. */
    private Path nodeFolder(int n, boolean oneNameForAll) {
        Path made = folder.resolve("node-" + n);
        try {
            Path data = Files.createDirectories(made.resolve("data"));
            if (oneNameForAll) {
                Files.writeString(data.resolve("node.id"), new UUID(7, 7).toString());
            }
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> variables() {
        return Map.of(
                "DATABASE_URL",
                TestPostgres.url(postgres.address()),
                "HUB_MASTER_KEY",
                RunningHub.MASTER_KEY,
                "HUB_WORK_LEASE",
                LEASE.toMillis() + "ms",
                "HUB_WORK_BEAT",
                "600ms",
                "HUB_CONVERSATIONS_QUIET",
                "200ms");
    }
}
