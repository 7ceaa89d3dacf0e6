package com.digiflowhub.platform.database;

import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.tenancy.WorkspaceTransactionManager;
import com.digiflowhub.platform.vault.MasterKey;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** From a folder or an address to three pools over a migrated database. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class DatabaseConfiguration {
    private static final String FOLDER = "./data";
    private static final int CLOCK_READINGS = 6;

    /** Its own, so that the demo and the live hub can be started one after the other from the same place. */
    private static final String DEMO_FOLDER = "./data/demo";

    @Bean
    DataFolder dataFolder(Environment environment, ObjectProvider<PostgresAhead.Starting> ahead) {
        return ahead.stream()
                .findFirst()
                .map(starting -> starting.await().folder())
                .orElseGet(() -> DataFolder.hold(folder(environment)));
    }

    static Path folder(Environment environment) {
        String given = environment.getProperty("HUB_DATA_DIR", "");
        String otherwise = "demo".equals(environment.getProperty("HUB_MODE", "live")) ? DEMO_FOLDER : FOLDER;
        return Path.of(given.isBlank() ? otherwise : given);
    }

    @Bean
    MasterKey masterKey(Environment environment, DataFolder folder) {
        String given = environment.getProperty("HUB_MASTER_KEY", "");
        if (!given.isBlank()) {
            return MasterKey.parse(given);
        }
        if (!environment.getProperty("DATABASE_URL", "").isBlank()) {
            throw new InvalidSetting(
                    "HUB_MASTER_KEY",
                    "is required with DATABASE_URL, so that every node and every restore can read the secrets; make one with: openssl rand -base64 32");
        }
        return MasterKey.keptIn(folder.path());
    }

    @Bean
    Database database(
            Environment environment, DataFolder folder, MasterKey key, ObjectProvider<PostgresAhead.Starting> ahead) {
        return Database.open(
                environment,
                key,
                () -> ahead.stream()
                        .findFirst()
                        .map(starting -> starting.await().server())
                        .orElseGet(() -> EmbeddedPostgres.start(folder.path())));
    }

    @Bean
    @Primary
    HikariDataSource appPool(Database database) {
        return DatabasePools.open(database.working(), DatabasePools.Pool.APP);
    }

    @Bean
    HikariDataSource enginePool(Database database) {
        return DatabasePools.open(database.working(), DatabasePools.Pool.ENGINE);
    }

    @Bean
    HikariDataSource doorPool(Database database) {
        return DatabasePools.open(database.working(), DatabasePools.Pool.DOOR);
    }

    @Bean
    @Primary
    JdbcClient app(DataSource appPool) {
        return JdbcClient.create(appPool);
    }

    @Bean
    JdbcClient engine(@Qualifier("enginePool") DataSource enginePool) {
        return JdbcClient.create(enginePool);
    }

    @Bean
    Locks locks(JdbcClient app) {
        return new Locks(app);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource appPool) {
        return new WorkspaceTransactionManager(appPool);
    }

    @Bean
    HubClock clock(@Qualifier("engine") JdbcClient engine) {
        Reading best = read(engine);
        for (int more = 0; more < CLOCK_READINGS; more++) {
            Reading next = read(engine);
            best = next.took() < best.took() ? next : best;
        }
        return HubClock.anchoredAt(best.databaseNow(), best.asked() + best.took() / 2);
    }

    /** The less time an answer took, the better it is known when it was true. */
    private record Reading(Instant databaseNow, long asked, long took) {}

    private static Reading read(JdbcClient engine) {
        long asked = System.nanoTime();
        Instant databaseNow = engine.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return new Reading(databaseNow, asked, System.nanoTime() - asked);
    }

    /** The database itself: ours or one we were given, migrated, with the address under which the hub works. */
    static final class Database implements AutoCloseable {
        private final DatabaseAddress working;
        private final AutoCloseable server;

        private Database(DatabaseAddress working, AutoCloseable server) {
            this.working = working;
            this.server = server;
        }

        static Database open(Environment environment, MasterKey key, Supplier<EmbeddedPostgres> ours) {
            String given = environment.getProperty("DATABASE_URL", "");
            if (!given.isBlank()) {
                return prepare(parse("DATABASE_URL", given), environment, key, () -> {});
            }
            EmbeddedPostgres postgres = ours.get();
            return prepare(postgres.address(), environment, key, postgres);
        }

        DatabaseAddress working() {
            return working;
        }

        @Override
        public void close() throws Exception {
            server.close();
        }

        private static Database prepare(
                DatabaseAddress owner, Environment environment, MasterKey key, AutoCloseable server) {
            String given = environment.getProperty("DATABASE_APP_URL", "");
            DatabaseAddress working = given.isBlank()
                    ? DatabaseRoles.ensure(owner, key.derive("database-login"))
                    : parse("DATABASE_APP_URL", given);
            Migrations.run(owner);
            DatabaseRoles.verify(working);
            return new Database(working, server);
        }

        /** The cause is left behind: it quotes the address, and with it the password. */
        private static DatabaseAddress parse(String variable, String text) {
            try {
                return DatabaseAddress.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw new InvalidSetting(
                        variable,
                        "is not of the form postgres://user:password@host:port/database"
                                + " (signs such as @, /, # or a space in the password are written as %40, %2F, %23, %20)");
            }
        }
    }
}
