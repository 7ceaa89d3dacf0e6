package com.digiflowhub.platform.database;

import com.digiflowhub.platform.vault.Secret;
import org.flywaydb.core.Flyway;

/** Brings a database to today's tables. */
public final class Migrations {
    private Migrations() {}

    /** Roles and tables; returns the address under which the hub works. */
    public static DatabaseAddress prepare(DatabaseAddress owner, Secret loginPassword) {
        DatabaseAddress working = DatabaseRoles.ensure(owner, loginPassword);
        run(owner);
        return working;
    }

    static void run(DatabaseAddress owner) {
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password().reveal())
                .schemas("flyway")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
