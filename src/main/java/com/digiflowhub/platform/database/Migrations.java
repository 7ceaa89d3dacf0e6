package com.digiflowhub.platform.database;

import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.vault.Secret;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

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
                .callbacks(new BetweenMigrations())
                .load()
                .migrate();
    }

    /** Each migration is a transaction of its own; what dies between two goes on with the second. */
    private static final class BetweenMigrations extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            CrashPoint.pass("mig-1");
        }
    }
}
