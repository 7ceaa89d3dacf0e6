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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of one's own that forgets nothing, outside every hub; it is started again when it dies. */
public final class DurablePostgres implements AutoCloseable {
    private final Path folder;
    private final DataFolder held;
    private final EmbeddedPostgres server;

    private DurablePostgres(Path folder) {
        this.folder = folder;
        this.held = DataFolder.hold(folder);
        this.server = EmbeddedPostgres.start(folder);
    }

    public static DurablePostgres start(Path folder) {
        return new DurablePostgres(folder);
    }

    public DatabaseAddress address() {
        return server.address();
    }

    /** As the owner of the tables, past all policies; each statement on a connection of its own. */
    public JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(
                address().jdbcUrl() + "?connectTimeout=1&socketTimeout=60",
                address().user(),
                address().password().reveal()));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                address().jdbcUrl(), address().user(), address().password().reveal());
    }

    public long processId() {
        try {
            return Long.parseLong(Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.close();
        held.close();
    }
}
