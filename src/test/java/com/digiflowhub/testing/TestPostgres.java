package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DataFolder;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.EmbeddedPostgres;
import com.digiflowhub.platform.database.Migrations;
import com.digiflowhub.platform.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The one PostgreSQL of a test run. {@code TEST_DATABASE_URL} names another server to run against. Each story asks for a database of its
 * own.
 */
public final class TestPostgres {
    private TestPostgres() {}

    public static DatabaseAddress newDatabase() {
        String name = newName();
        execute("create database " + name);
        return Server.ADDRESS.named(name);
    }

    /** One with all tables in it and nothing in them, copied rather than migrated again. */
    public static DatabaseAddress newMigratedDatabase() {
        String name = newName();
        execute("create database " + name + " template " + Template.MIGRATED.name());
        return Server.ADDRESS.named(name);
    }

    public static String url(DatabaseAddress address) {
        return "postgres://" + address.user() + ":" + address.password().reveal() + "@" + address.host() + ":"
                + address.port() + "/" + address.name();
    }

    public static void execute(String sql) {
        execute(Server.ADDRESS, sql);
    }

    private static void execute(DatabaseAddress server, String sql) {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(), server.user(), server.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String newName() {
        return "hub_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Started by whoever asks first. */
    private static final class Server {
        static final DatabaseAddress ADDRESS = start();
    }

    /** Migrated by whoever asks first; nobody else may be connected to it. */
    private static final class Template {
        static final DatabaseAddress MIGRATED = migrated(newDatabase());

        private static DatabaseAddress migrated(DatabaseAddress empty) {
            return Migrations.prepare(empty, new Secret("nobody-signs-in-here"));
        }
    }

    /** What survives a crash is tested with servers of their own; this one is thrown away with its machine. */
    private static DatabaseAddress quick(DatabaseAddress server) {
        execute(server, "alter system set fsync = off");
        execute(server, "select pg_reload_conf()");
        return server;
    }

    private static DatabaseAddress start() {
        String given = System.getenv("TEST_DATABASE_URL");
        if (given != null && !given.isBlank()) {
            return DatabaseAddress.parse(given);
        }
        try {
            Path folder =
                    Files.createDirectories(Path.of("target", "test-postgres").toAbsolutePath());
            DataFolder held = DataFolder.hold(folder);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                held.close();
            }));
            return quick(postgres.address());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
