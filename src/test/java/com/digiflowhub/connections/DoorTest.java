package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Precedence;
import com.digiflowhub.platform.work.Wake;
import com.digiflowhub.testing.ConnectedHub;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DoorTest {
    private final DatabaseAddress database = TestPostgres.newMigratedDatabase();
    private final ConnectedHub hub = new ConnectedHub(database, Map.of());
    private final Door door = hub.part(Door.class);
    private final WorkspaceId workspace = ConnectedHub.newWorkspace();
    private final Connection connection = connect();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void sixty_four_at_once_take_far_fewer_commits_and_all_are_kept() {
        EnvelopeWriter writer = hub.part(EnvelopeWriter.class);
        assertThat(knock("first")).isEqualTo(200);
        long before = writer.commits();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                int number = i;
                answers.add(CompletableFuture.supplyAsync(() -> knock("wamid." + number), threads));
            }
            assertThat(answers.stream().map(CompletableFuture::join))
                    .containsOnly(200)
                    .hasSize(64);
        }
        assertThat(writer.commits() - before).isBetween(1L, 32L);
        assertThat(hub.look("select id::text from connections.envelope")).hasSize(65);
        assertThat(hub.look("select distinct lane::text from work.item"))
                .containsExactly(connection.id().toString());
    }

    @Test
    void while_the_database_is_away_the_answer_is_503_within_two_seconds_and_200_soon_after_it_is_back()
            throws InterruptedException {
        assertThat(knock("before")).isEqualTo(200);
        String name = database.name();
        TestPostgres.execute("alter database " + name + " with allow_connections false");
        TestPostgres.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            assertThat(knock("during" + i)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
        TestPostgres.execute("alter database " + name + " with allow_connections true");
        long back = System.nanoTime();
        while (knock("after") != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(30));
            Thread.sleep(200);
        }
        assertThat(kept()).anyMatch(body -> body.contains("before")).anyMatch(body -> body.contains("after"));
    }

    @Test
    void a_commit_that_is_held_up_is_answered_503_in_time() throws Exception {
        try (java.sql.Connection lock = java.sql.DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal())) {
            assertThat(knock("before")).isEqualTo(200);
            lock.setAutoCommit(false);
            try (java.sql.Statement statement = lock.createStatement()) {
                boolean ignored = statement.execute("lock table work.item in access exclusive mode");
            }
            long begin = System.nanoTime();
            assertThat(knock("during")).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            lock.rollback();
        }
    }

    @Test
    void what_was_kept_after_a_standstill_is_answered_503_since_what_came_later_may_have_been_read()
            throws InterruptedException {
        assertThat(knock("before")).isEqualTo(200);
        try (EnvelopeWriter standingStill =
                new EnvelopeWriter(
                        (DataSource) hub.part("doorPool"),
                        hub.part(Wake.class),
                        new Precedence(),
                        hub.part(HubClock.class)) {
                    @Override
                    CompletableFuture<Void> write(List<Letter> letters) {
                        Patience.pause(Door.PATIENCE.plusMillis(50));
                        return super.write(letters);
                    }
                }) {
            Door late = new Door(
                    hub.part(Providers.class),
                    hub.part(DoorMemory.class),
                    standingStill,
                    hub.part(SignsOfLife.class),
                    JsonMapper.shared(),
                    hub.part(HubClock.class));
            byte[] body = Meta.text("100", "during", "Bonjour");
            assertThat(knock(late, body, Meta.sign(Meta.APP_SECRET, body))).isEqualTo(503);
            late.close();
        }
        assertThat(kept()).anyMatch(message -> message.contains("during"));
    }

    @Test
    void in_a_shared_commit_that_fails_only_the_culprit_is_answered_503() {
        hub.change("""
                create function connections.no_poison() returns trigger language plpgsql as $$
                begin
                    if position('POISON'::bytea in new.body) > 0 then raise exception 'poison'; end if;
                    return new;
                end $$;
                create trigger no_poison before insert on connections.envelope for each row execute function connections.no_poison()
                """);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String id = i == 20 ? "POISON" : "wamid." + i;
                answers.add(CompletableFuture.supplyAsync(() -> knock(id), threads));
            }
            assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 503))
                    .hasSize(1);
        }
        assertThat(kept()).hasSize(39);
    }

    /** Ten thousand questions to the database in one request would be more than the two seconds that it has. */
    @Test
    void who_did_not_sign_does_not_make_the_door_look_up_thousands() {
        byte[] body = Meta.post(IntStream.range(0, 10_000)
                .mapToObj(n -> Meta.change("9" + n, "w" + n, "x"))
                .toArray(String[]::new));
        assertThat(knock(body, "sha256=" + "0".repeat(64))).isEqualTo(403);
        assertThat(kept()).isEmpty();
    }

    @Test
    void what_a_connection_signed_is_kept_even_where_a_list_belongs_and_none_is() {
        for (String strange : List.of("{}", "\"x\"", "[{\"id\":\"200\",\"changes\":{\"field\":\"messages\"}}]")) {
            byte[] body = ("{\"object\":\"whatsapp_business_account\",\"entry\":" + strange + "}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(knock(body, Meta.sign(Meta.APP_SECRET, body)))
                    .as(strange)
                    .isEqualTo(200);
        }
        assertThat(kept()).hasSize(3);
    }

    @Test
    void a_connection_that_is_removed_is_forgotten_at_once() {
        assertThat(knock("before")).isEqualTo(200);
        hub.in(workspace, () -> {
            hub.part(Connections.class).remove(connection.id());
            return connection;
        });
        assertThat(knock("after")).isEqualTo(403);
    }

    @Test
    void credentials_and_cookies_are_not_kept() {
        byte[] body = Meta.text("100", "w", "x");
        assertThat(door.knock(new Knock(
                                "POST",
                                "whatsapp/messages",
                                Optional.empty(),
                                Map.of(),
                                Map.of(
                                        "x-hub-signature-256", Meta.sign(Meta.APP_SECRET, body),
                                        "authorization", "Bearer canary",
                                        "cookie", "canary",
                                        "content-type", "application/json"),
                                body))
                        .status())
                .isEqualTo(200);
        assertThat(hub.look("select headers::text from connections.envelope"))
                .singleElement()
                .asString()
                .contains("application/json")
                .doesNotContain("canary");
    }

    @Test
    void the_engine_may_put_envelopes_in_and_never_read_them() {
        assertThat(knock("one")).isEqualTo(200);
        var engine = (org.springframework.jdbc.core.simple.JdbcClient) hub.part("engine");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> engine.sql("select count(*) from connections.envelope")
                        .query(Integer.class)
                        .single())
                .hasStackTraceContaining("permission denied");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> engine.sql("select count(*) from vault.workspace_key")
                        .query(Integer.class)
                        .single())
                .hasStackTraceContaining("permission denied");
    }

    private int knock(String id) {
        byte[] body = Meta.text("100", id, "Bonjour");
        return knock(body, Meta.sign(Meta.APP_SECRET, body));
    }

    private int knock(byte[] body, String signature) {
        return knock(door, body, signature);
    }

    private static int knock(Door door, byte[] body, String signature) {
        return door.knock(new Knock(
                        "POST",
                        "whatsapp/messages",
                        Optional.empty(),
                        Map.of(),
                        Map.of("x-hub-signature-256", signature),
                        body))
                .status();
    }

    private List<String> kept() {
        return hub.look("select convert_from(body, 'UTF8') from connections.envelope");
    }

    private Connection connect() {
        Saved saved = hub.in(
                workspace, () -> hub.part(Connections.class).create("whatsapp", "", Meta.settings("100", "200")));
        return ((Saved.Kept) saved).connection();
    }
}
