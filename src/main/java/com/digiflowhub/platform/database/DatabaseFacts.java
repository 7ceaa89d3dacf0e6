package com.digiflowhub.platform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** For whoever runs the machine: which server keeps the data, and where. */
@Component
public class DatabaseFacts {
    private final DataSource pool;
    private final DataFolder folder;
    private final boolean embedded;

    DatabaseFacts(DataSource pool, DataFolder folder, Environment environment) {
        this.pool = pool;
        this.folder = folder;
        this.embedded = environment.getProperty("DATABASE_URL", "").isBlank();
    }

    /** {@code address} holds host, port and name, never a login. */
    public record Facts(String version, String address, boolean embedded, String folder) {}

    public Facts read() {
        try (Connection connection = pool.getConnection()) {
            DatabaseMetaData server = connection.getMetaData();
            return new Facts(
                    server.getDatabaseProductVersion(),
                    server.getURL().replaceFirst("^jdbc:\\w+://", "").replaceFirst("\\?.*$", ""),
                    embedded,
                    folder.path().toString());
        } catch (SQLException failure) {
            throw new IllegalStateException("the database does not say what it is", failure);
        }
    }
}
