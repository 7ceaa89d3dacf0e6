package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.testing.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who the hub is to PostgreSQL, and how long it waits for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesAndPoolsTest {
    private final DatabaseAddress owner = TestPostgres.newDatabase();
    private final List<HikariDataSource> pools = new ArrayList<>();
    private DatabaseAddress working = owner;

    @BeforeAll
    void migrate() {
        working = Migrations.prepare(owner, new Secret("a-login-s-password"));
    }

    @AfterAll
    void close() {
        pools.forEach(HikariDataSource::close);
    }

    @Test
    void the_login_owns_nothing_inherits_nothing_and_passes_no_policy() {
        assertThatCode(() -> DatabaseRoles.verify(working)).doesNotThrowAnyException();
        JdbcClient login = client(working);
        assertThat(login.sql(
                                "select rolinherit or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThatThrownBy(() -> login.sql("select count(*) from work.item")
                        .query(Integer.class)
                        .single())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> login.sql("set role hub_owner").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> login.sql("set role hub_search").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void nodes_that_start_at_the_same_moment_do_not_refuse_each_other() {
        List<CompletableFuture<DatabaseAddress>> starting = IntStream.range(0, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> DatabaseRoles.ensure(owner, new Secret("a-login-s-password")),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(starting).allSatisfy(one -> assertThat(one.join()).isEqualTo(working));
    }

    @Test
    void each_pool_plays_its_role() {
        assertThat(currentRole(open(DatabasePools.Pool.APP))).isEqualTo("hub_app");
        assertThat(currentRole(open(DatabasePools.Pool.ENGINE))).isEqualTo("hub_engine");
        assertThat(currentRole(open(DatabasePools.Pool.DOOR))).isEqualTo("hub_engine");
    }

    @Test
    void the_app_cannot_change_tables_and_the_engine_cannot_read_the_business() {
        JdbcClient app = JdbcClient.create(open(DatabasePools.Pool.APP));
        JdbcClient engine = JdbcClient.create(open(DatabasePools.Pool.ENGINE));
        assertThatThrownBy(() -> app.sql("drop table work.item").update())
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> app.sql("alter table work.item disable row level security")
                        .update())
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> app.sql("create table public.mine (x int)").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> engine.sql("select count(*) from contacts.contact")
                        .query(Integer.class)
                        .single())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> engine.sql("delete from work.item").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void making_the_roles_again_changes_nothing_and_takes_a_new_password() {
        DatabaseAddress again = DatabaseRoles.ensure(owner, new Secret("another-password"));
        assertThat(again.user()).isEqualTo(working.user());
        assertThat(client(again).sql("select 1").query(Integer.class).single()).isEqualTo(1);
        DatabaseRoles.ensure(owner, working.password());
    }

    @Test
    void an_owner_who_may_not_make_roles_is_told_what_an_administrator_must_run() {
        String plain = "plain_" + UUID.randomUUID().toString().substring(0, 8);
        TestPostgres.execute("create role " + plain + " login password 'plain-secret'");
        assertThatThrownBy(() ->
                        DatabaseRoles.ensure(owner.as(plain, new Secret("plain-secret")), new Secret("never-told")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("may not create roles")
                .hasMessageContaining("grant hub_app, hub_engine to " + working.user())
                .hasMessageContaining("DATABASE_APP_URL")
                .hasMessageContaining("CHOOSE-A-PASSWORD")
                .hasMessageNotContaining("never-told")
                .hasMessageNotContaining("plain-secret");
    }

    @Test
    void an_owner_is_refused_as_the_working_login() {
        assertThatThrownBy(() -> DatabaseRoles.verify(owner))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("no superuser");
    }

    @Test
    void a_wrong_password_or_a_server_that_is_not_there_is_told_with_the_variable() {
        assertThatThrownBy(() -> DatabaseRoles.verify(working.as(working.user(), new Secret("canary"))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("DATABASE_APP_URL")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> DatabaseRoles.ensure(
                        DatabaseAddress.parse("postgres://u:canary@127.0.0.1:1/d"), new Secret("x")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("canary");
    }

    @Test
    void an_older_postgresql_is_refused() {
        assertThatThrownBy(() -> DatabaseRoles.requireVersion(140_018))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("PostgreSQL 14; the hub needs 15 or newer");
        assertThatCode(() -> DatabaseRoles.requireVersion(150_000)).doesNotThrowAnyException();
    }

    @Test
    void nobody_waits_longer_than_two_seconds_for_a_connection() throws SQLException {
        HikariDataSource door = open(DatabasePools.Pool.DOOR);
        List<Connection> taken = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            taken.add(door.getConnection());
        }
        long began = System.nanoTime();
        assertThatThrownBy(door::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        assertThat((System.nanoTime() - began) / 1_000_000).isBetween(1_900L, 4_000L);
        for (Connection one : taken) {
            one.close();
        }
    }

    @Test
    void a_lock_is_waited_for_two_seconds_and_an_idle_transaction_is_ended_after_five() {
        JdbcClient app = JdbcClient.create(open(DatabasePools.Pool.APP));
        assertThat(setting(app, "lock_timeout")).isEqualTo("2s");
        assertThat(setting(app, "idle_in_transaction_session_timeout")).isEqualTo("5s");
        assertThat(setting(app, "application_name")).isEqualTo("hub-app");
    }

    @Test
    void a_lock_that_somebody_holds_ends_the_wait() throws SQLException {
        HikariDataSource app = open(DatabasePools.Pool.APP);
        try (Connection holder = app.getConnection();
                Connection waiter = app.getConnection()) {
            holder.setAutoCommit(false);
            assertThat(holder.createStatement().execute("select pg_advisory_xact_lock(42)"))
                    .isTrue();
            waiter.setAutoCommit(false);
            assertThatThrownBy(() -> waiter.createStatement().execute("select pg_advisory_xact_lock(42)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("55P03"));
            waiter.rollback();
            holder.rollback();
        }
    }

    @Test
    void a_failed_statement_does_not_quote_the_row() {
        JdbcClient app = JdbcClient.create(open(DatabasePools.Pool.APP));
        assertThatThrownBy(() -> app.sql(
                                "insert into identity.hub_user (id, email, name, created_at) values (gen_random_uuid(), 'Canary@example.com', 'canary-name', now())")
                        .update())
                .hasMessageContaining("hub_user")
                .satisfies(failure -> {
                    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                        assertThat(cause.getMessage()).doesNotContain("canary-name");
                    }
                });
    }

    private HikariDataSource open(DatabasePools.Pool pool) {
        HikariDataSource opened = DatabasePools.open(working, pool);
        pools.add(opened);
        return opened;
    }

    private static String currentRole(HikariDataSource pool) {
        return JdbcClient.create(pool)
                .sql("select current_user")
                .query(String.class)
                .single();
    }

    private static String setting(JdbcClient client, String name) {
        return client.sql("select current_setting('" + name + "')")
                .query(String.class)
                .single();
    }

    private static JdbcClient client(DatabaseAddress address) {
        return JdbcClient.create(new DriverManagerDataSource(
                address.jdbcUrl(), address.user(), address.password().reveal()));
    }
}
