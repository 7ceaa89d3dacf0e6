package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DataFolder;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.EmbeddedPostgres;
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
 * own, empty.
 */
public final class TestPostgres {
    private static final DatabaseAddress SERVER = start();

    private TestPostgres() {}

    public static DatabaseAddress newDatabase() {
        String name = "hub_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        execute("create database " + name);
        return SERVER.named(name);
    }

    public static String url(DatabaseAddress address) {
        return "postgres://" + address.user() + ":" + address.password().reveal() + "@" + address.host() + ":"
                + address.port() + "/" + address.name();
    }

    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        SERVER.jdbcUrl(), SERVER.user(), SERVER.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
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
            return postgres.address();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
