package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The distribution's PostgreSQL 15, the oldest the hub promises to work with, in a folder of the test and gone after it. */
public final class DebianPostgres implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String OWNER = "agency";

    private final Process server;
    private final DatabaseAddress address;

    private DebianPostgres(Process server, DatabaseAddress address) {
        this.server = server;
        this.address = address;
    }

    /** Ends the test where it is not installed. */
    public static DebianPostgres start(Path folder) {
        LeftOut.unless(
                Files.isExecutable(PROGRAMS.resolve("postgres")),
                "no PostgreSQL 15 in " + PROGRAMS + " (apt-get install postgresql-15)");
        Path cluster = folder.resolve("postgres-15");
        try {
            Process initdb = command(
                            folder,
                            "initdb",
                            List.of(
                                    "-D",
                                    cluster.toString(),
                                    "-U",
                                    OWNER,
                                    "--auth=trust",
                                    "--encoding=UTF8",
                                    "--locale=C"))
                    .start();
            if (initdb.waitFor() != 0) {
                throw new IllegalStateException("initdb failed: " + Files.readString(folder.resolve("initdb.words")));
            }
            int port = HubProcess.freePort();
            List<String> options = List.of(
                    "-D",
                    cluster.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off");
            DebianPostgres started = new DebianPostgres(
                    command(folder, "postgres", options).start(),
                    new DatabaseAddress("127.0.0.1", port, "postgres", OWNER, new Secret("unasked"), Map.of()));
            Patience.waitUntil("PostgreSQL 15 answers", started::answers);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public DatabaseAddress newDatabase(String name) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return address.named(name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), OWNER, "unasked");
    }

    /** PostgreSQL refuses root; in a user namespace of its own root is nobody. */
    private static ProcessBuilder command(Path folder, String program, List<String> options) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".words").toFile());
    }
}
