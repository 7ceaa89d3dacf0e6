package com.digiflowhub.platform.database;

import com.digiflowhub.platform.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in the data folder: durable settings, loopback only, password sign-in. It is started again when it dies; an
 * orphan left by a killed hub is stopped first. Whoever holds {@link DataFolder} may start it, so no second hub can.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String OWNER = "hub_owner";
    private static final String DATABASE = "hub";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration OLD_ONES_GONE_WITHIN = Duration.ofSeconds(15);
    private static final Duration RESTART_PAUSE = Duration.ofMillis(200);

    private final Path home;
    private final Path cluster;
    private final Path logFile;
    private final Secret password;
    private final int port;
    private volatile boolean closing;
    private volatile Process server;

    private EmbeddedPostgres(Path dataFolder) throws IOException {
        this.home = PostgresBinaries.unpackInto(dataFolder);
        this.cluster = dataFolder.resolve("postgres");
        this.logFile = dataFolder.resolve("postgres.log");
        this.password = password(dataFolder.resolve("postgres.password"));
        this.port = freePort();
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            createCluster(dataFolder);
        }
        stopOrphan();
        this.server = launch();
    }

    public static EmbeddedPostgres start(Path dataFolder) {
        try {
            EmbeddedPostgres postgres = new EmbeddedPostgres(dataFolder.toAbsolutePath());
            postgres.launchUntilReady();
            postgres.createDatabase();
            postgres.keepAlive(postgres.server);
            return postgres;
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL could not be started in " + dataFolder, failure);
        }
    }

    public DatabaseAddress address() {
        return maintenanceAddress().named(DATABASE);
    }

    @Override
    public void close() {
        closing = true;
        try {
            stop(server.toHandle());
        } catch (IOException failure) {
            LOG.warn("PostgreSQL could not be asked to stop; it will be stopped at the next start", failure);
        }
    }

    private DatabaseAddress maintenanceAddress() {
        return new DatabaseAddress("127.0.0.1", port, "postgres", OWNER, password, Map.of());
    }

    private void createCluster(Path dataFolder) throws IOException {
        if (Files.exists(cluster)) {
            PostgresBinaries.deleteTree(cluster);
        }
        Path half = dataFolder.resolve("postgres.new");
        if (Files.exists(half)) {
            PostgresBinaries.deleteTree(half);
        }
        Path passwordFile = dataFolder.resolve("postgres.password");
        run(List.of(
                program("initdb"),
                "--pgdata=" + half,
                "--username=" + OWNER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        Files.move(half, cluster);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                program("postgres"),
                "-D",
                cluster.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "max_wal_size=512MB",
                "-c",
                "log_min_messages=warning",
                "-c",
                "log_statement=none",
                "-c",
                "log_min_error_statement=panic",
                "-c",
                "timezone=UTC"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
    }

    private void keepAlive(Process watched) {
        Thread.ofVirtual().name("postgres-watch").start(() -> {
            try {
                int status = watched.waitFor();
                if (!closing) {
                    LOG.warn("PostgreSQL ended with status {}; it is started again", status);
                    relaunch();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void relaunch() {
        while (!closing) {
            try {
                Thread.sleep(RESTART_PAUSE);
                stopOrphan();
                server = launch();
                awaitReady();
                keepAlive(server);
                LOG.info("PostgreSQL is back");
                return;
            } catch (IOException | IllegalStateException failure) {
                LOG.warn("PostgreSQL did not come back; it will be tried again", failure);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A server that was killed leaves helpers behind for a moment, and beside them a new one gives up at once. */
    private void launchUntilReady() throws IOException {
        long deadline = System.nanoTime() + OLD_ONES_GONE_WITHIN.toNanos();
        while (true) {
            try {
                awaitReady();
                return;
            } catch (IllegalStateException gaveUp) {
                if (server.isAlive() || System.nanoTime() > deadline) {
                    throw gaveUp;
                }
                pause();
                server = launch();
            }
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        DatabaseAddress address = maintenanceAddress();
        while (true) {
            try (var connection = DriverManager.getConnection(
                    address.jdbcUrl(), address.user(), address.password().reveal())) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline || !server.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not answer; its words are in " + logFile, notYet);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", stop);
        }
    }

    private void createDatabase() {
        DatabaseAddress address = maintenanceAddress();
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database could not be created", failure);
        }
    }

    /** The server that a killed hub left behind: named by its own pid file, and only if its command line names our folder. */
    private void stopOrphan() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::trim)
                .filter(line -> line.matches("\\d+"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .filter(process -> process.info().commandLine().orElse("").contains(cluster.toString()));
        if (orphan.isPresent()) {
            stop(orphan.get());
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing committed is lost. */
    private static void stop(ProcessHandle process) throws IOException {
        if (!process.isAlive()) {
            return;
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .inheritIO()
                .start();
        try {
            process.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
            LOG.warn("PostgreSQL process {} did not stop in time and is killed; it repairs itself", process.pid());
            process.destroyForcibly();
        }
    }

    private void run(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(asOrdinaryUser());
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL's initdb failed: " + words.strip());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static List<String> asOrdinaryUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root ? List.of("unshare", "-U") : List.of();
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static Secret password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return new Secret(Files.readString(file).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
