package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ConnectedHub;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Envelopes come and leave by the day; whatever happens to locks and clocks, one always finds its place. */
@Apart
class EnvelopeDaysTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final DatabaseAddress database = TestPostgres.newMigratedDatabase();
    private final Instant now = Instant.now();
    private final UUID workspace = UUID.randomUUID();

    @Test
    void days_are_there_from_yesterday_to_a_week_ahead_and_a_second_look_changes_nothing() {
        try (Line owner = owner()) {
            Instant later = now.plus(DAY.multipliedBy(20));
            assertThat(owner.makes(later)).isTrue();
            assertThat(owner.days())
                    .containsAll(IntStream.rangeClosed(-1, 7)
                            .mapToObj(n -> day(later.plus(DAY.multipliedBy(n))))
                            .toList())
                    .doesNotContain(day(later.plus(DAY.multipliedBy(8))));
            List<String> before = owner.days();
            assertThat(owner.makes(later)).isTrue();
            assertThat(owner.days()).isEqualTo(before);
        }
    }

    @Test
    void two_nodes_that_make_the_same_days_at_once_do_not_disturb_each_other() {
        try (Line one = owner();
                Line two = owner()) {
            Instant later = now.plus(DAY.multipliedBy(40));
            List<CompletableFuture<Boolean>> calls = Stream.of(one, two)
                    .map(line -> CompletableFuture.supplyAsync(() -> line.makes(later)))
                    .toList();
            assertThat(calls.stream().map(CompletableFuture::join)).contains(true);
            Patience.waitUntil("all days made", () -> two.makes(later));
            assertThat(one.days()).contains(day(later), day(later.plus(DAY.multipliedBy(7))));
        }
    }

    @Test
    void after_weeks_without_the_hub_a_webhook_is_taken_at_once_and_moves_into_its_day() {
        try (Line owner = owner()) {
            owner.days().forEach(part -> owner.runs("drop table connections." + part));
            assertThat(owner.makes(now.minus(DAY.multipliedBy(21)))).isTrue();
            UUID first = owner.keeps(now);
            assertThat(owner.placeOf(first)).isEqualTo("connections.envelope_other");
            try (ConnectedHub hub = new ConnectedHub(database, Map.of())) {
                assertThat(knock(hub)).isEqualTo(200);
                Patience.waitUntil("its day is made", () -> owner.days().contains(day(now)));
                assertThat(owner.placeOf(first)).isEqualTo("connections." + day(now));
                assertThat(owner.all("select tableoid::regclass::text from connections.envelope"))
                        .as("both in their days, which are two when midnight lies between them")
                        .hasSize(2)
                        .doesNotContain("connections.envelope_other");
            }
        }
    }

    @Test
    void a_webhook_that_comes_while_its_day_is_being_made_is_taken_at_once() throws SQLException {
        try (Line owner = owner();
                java.sql.Connection maker = connect()) {
            owner.days().forEach(part -> owner.runs("drop table connections." + part));
            maker.setAutoCommit(false);
            look(maker, "select connections.make_envelope_days(now())");
            try (ConnectedHub hub = new ConnectedHub(database, Map.of())) {
                CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> knock(hub));
                Patience.waitUntil(
                        "the webhook waits for the maker", () -> owner.all("""
                                select pid from pg_locks where not granted and mode = 'RowExclusiveLock'
                                   and relation = 'connections.envelope_other'::regclass""").size() == 1);
                maker.commit();
                assertThat(answer.join()).isEqualTo(200);
                assertThat(owner.all("select tableoid::regclass::text from connections.envelope"))
                        .hasSize(1)
                        .doesNotContain("connections.envelope_other");
            }
        }
    }

    @Test
    void what_is_too_much_to_move_stays_where_it_is_found_and_leaves_row_by_row() {
        try (Line owner = owner()) {
            Instant later = now.plus(DAY.multipliedBy(60));
            UUID low = UuidV7.first(later);
            owner.runs("""
                    insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                    select gen_random_uuid(), '%s', gen_random_uuid(), '{}', '' from generate_series(1, 10001)""".formatted(low));
            assertThat(owner.makes(later)).isTrue();
            assertThat(owner.days()).doesNotContain(day(later)).contains(day(later.plus(DAY)));
            assertThat(owner.all("select count(*) from connections.envelope where id = '" + low + "'"))
                    .containsExactly("10001");
            assertThat(owner.lets(later.plus(DAY.multipliedBy(32)))).isTrue();
            assertThat(owner.all("select count(*) from connections.envelope where id = '" + low + "'"))
                    .containsExactly("0");
        }
    }

    @Test
    void a_day_leaves_after_thirty_days_one_at_a_time_but_never_one_that_work_names() {
        try (Line owner = owner()) {
            Instant old = now.minus(DAY.multipliedBy(34));
            assertThat(owner.makes(old)).isTrue();
            UUID waiting = owner.keeps(old);
            UUID givenUp = owner.keeps(old.plus(DAY));
            owner.keeps(old.plus(DAY.multipliedBy(2)));
            owner.works("item", "[\"" + waiting + "\"]", "");
            owner.works("dead", "[\"" + givenUp + "\", \"no id at all\"]", ", 'poison', now()");
            owner.works("dead", "7", ", 'poison', now()");
            assertThat(owner.lets(now)).isTrue();
            assertThat(owner.days())
                    .as("the day before, which was empty, and no other")
                    .doesNotContain(day(old.minus(DAY)))
                    .contains(day(old), day(old.plus(DAY)), day(old.plus(DAY.multipliedBy(2))));
            IntStream.range(0, 12).forEach(n -> assertThat(owner.lets(now)).isTrue());
            assertThat(owner.days())
                    .contains(day(old), day(old.plus(DAY)), day(now.minus(DAY.multipliedBy(30))))
                    .doesNotContain(day(old.plus(DAY.multipliedBy(2))), day(now.minus(DAY.multipliedBy(31))));
            owner.runs("delete from work.item");
            owner.runs("delete from work.dead");
            assertThat(owner.lets(now)).isTrue();
            assertThat(owner.lets(now)).isTrue();
            assertThat(owner.days()).doesNotContain(day(old), day(old.plus(DAY)));
        }
    }

    @Test
    void whoever_reads_an_old_day_is_given_way_to_and_the_days_ahead_are_made_all_the_same() throws SQLException {
        try (Line owner = owner();
                java.sql.Connection reader = connect()) {
            Instant old = now.minus(DAY.multipliedBy(40));
            assertThat(owner.makes(old)).isTrue();
            owner.keeps(old.minus(DAY));
            reader.setAutoCommit(false);
            look(reader, "select count(*) from connections." + day(old.minus(DAY)));
            assertThat(owner.lets(now)).isFalse();
            assertThat(owner.days()).contains(day(old.minus(DAY)));
            assertThat(owner.makes(now.plus(DAY.multipliedBy(3)))).isTrue();
            assertThat(owner.days()).contains(day(now.plus(DAY.multipliedBy(10))));
            reader.rollback();
            assertThat(owner.lets(now)).isTrue();
            assertThat(owner.days()).doesNotContain(day(old.minus(DAY)));
        }
    }

    @Test
    void whoever_reads_everything_delays_the_making_and_no_webhook() throws SQLException {
        try (Line owner = owner();
                java.sql.Connection backup = connect()) {
            backup.setAutoCommit(false);
            look(backup, "select count(*) from connections.envelope");
            Instant later = now.plus(DAY.multipliedBy(3));
            assertThat(owner.makes(later)).isFalse();
            assertThat(owner.placeOf(owner.keeps(now))).isEqualTo("connections." + day(now));
            assertThat(owner.placeOf(owner.keeps(later.plus(DAY.multipliedBy(7)))))
                    .isEqualTo("connections.envelope_other");
            backup.rollback();
            assertThat(owner.makes(later)).isTrue();
            assertThat(owner.all("select count(*) from connections.envelope_other"))
                    .containsExactly("0");
        }
    }

    @Test
    void a_clock_that_is_far_off_for_a_while_loses_no_webhook_and_takes_one_day_at_most() {
        try (Line owner = owner()) {
            Instant old = now.minus(DAY.multipliedBy(20));
            assertThat(owner.makes(old)).isTrue();
            List<String> before = owner.days();
            for (Instant wrong :
                    List.of(Instant.parse("2099-05-05T05:05:05Z"), Instant.parse("1999-05-05T05:05:05Z"))) {
                UUID kept = owner.keeps(wrong);
                assertThat(owner.makes(wrong)).isTrue();
                assertThat(owner.placeOf(kept)).isEqualTo("connections." + day(wrong));
            }
            assertThat(owner.lets(Instant.parse("1999-05-05T05:05:05Z"))).isTrue();
            assertThat(owner.days()).containsAll(before);
            assertThat(owner.lets(Instant.parse("2099-05-05T05:05:05Z"))).isTrue();
            assertThat(owner.days()).containsAll(before);
            assertThat(owner.days().getFirst()).isEqualTo("envelope_19990505");
        }
    }

    @Test
    void a_day_addressed_by_its_own_name_is_refused_to_every_working_role() {
        try (Line owner = owner()) {
            assertThat(owner.makes(now.plus(DAY.multipliedBy(9)))).isTrue();
            UUID kept = owner.keeps(now.plus(DAY.multipliedBy(9)));
            List<String> wrong = new ArrayList<>();
            List<String> parts = new ArrayList<>(owner.days());
            parts.add("envelope_other");
            for (String role : List.of("hub_app", "hub_engine", "hub_search")) {
                owner.runs("set role " + role);
                owner.runs("select set_config('hub.workspace', '" + workspace + "', false)");
                for (String part : parts) {
                    for (String deed : List.of(
                            "select * from connections.%s",
                            "insert into connections.%s select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{}', ''",
                            "update connections.%s set body = ''",
                            "delete from connections.%s",
                            "truncate connections.%s",
                            "alter table connections.envelope detach partition connections.%s",
                            "drop table connections.%s")) {
                        String answer = owner.tries(deed.formatted(part));
                        if (!answer.contains("permission denied") && !answer.contains("must be owner")) {
                            wrong.add(role + ": " + deed.formatted(part) + " → " + answer);
                        }
                    }
                }
                owner.runs("reset role");
            }
            assertThat(wrong).isEmpty();
            assertThat(owner.placeOf(kept)).endsWith(day(now.plus(DAY.multipliedBy(9))));
            assertThat(owner.all("""
                    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                     where i.inhparent = 'connections.envelope'::regclass
                       and (not c.relrowsecurity or c.relowner <> (select relowner from pg_class where oid = i.inhparent))""")).isEmpty();
        }
    }

    @Test
    void through_the_table_a_workspace_sees_its_own_in_every_day_and_the_engine_only_puts_in() {
        try (Line owner = owner()) {
            owner.keeps(now);
            owner.keeps(now.minus(DAY.multipliedBy(12)));
            owner.runs("set role hub_app");
            owner.runs("select set_config('hub.workspace', '" + workspace + "', false)");
            assertThat(owner.all("select count(*) from connections.envelope")).containsExactly("2");
            owner.runs("select set_config('hub.workspace', '" + UUID.randomUUID() + "', false)");
            assertThat(owner.all("select count(*) from connections.envelope")).containsExactly("0");
            owner.runs("reset role");
            owner.runs("set role hub_engine");
            assertThat(owner.tries("select count(*) from connections.envelope")).contains("permission denied");
            assertThat(owner.makes(now.plus(DAY))).isTrue();
            assertThat(owner.tries("select connections.envelope_day_is_named(current_date)"))
                    .contains("permission denied");
        }
    }

    private static String day(Instant at) {
        return "envelope_"
                + DateTimeFormatter.ofPattern("yyyyMMdd")
                        .withZone(ZoneOffset.UTC)
                        .format(at);
    }

    private Line owner() {
        return new Line(new SingleConnectionDataSource(
                database.jdbcUrl(), database.user(), database.password().reveal(), true));
    }

    private java.sql.Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }

    private static void look(java.sql.Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            boolean ignored = statement.execute(sql);
        }
    }

    private static int knock(ConnectedHub hub) {
        WorkspaceId agency = ConnectedHub.newWorkspace();
        Saved saved =
                hub.in(agency, () -> hub.part(Connections.class).create("whatsapp", "", Meta.settings("100", "200")));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        byte[] body = Meta.text("100", "wamid.1", "Bonjour");
        return hub.part(Door.class)
                .knock(new Knock(
                        "POST",
                        "whatsapp/messages",
                        Optional.empty(),
                        Map.of(),
                        Map.of("x-hub-signature-256", Meta.sign(Meta.APP_SECRET, body)),
                        body))
                .status();
    }

    /** One connection of the owner, who can be any role. */
    private final class Line implements AutoCloseable {
        private final SingleConnectionDataSource line;
        private final JdbcClient sql;

        Line(SingleConnectionDataSource line) {
            this.line = line;
            this.sql = JdbcClient.create(line);
        }

        boolean makes(Instant at) {
            return asks("make_envelope_days", at);
        }

        boolean lets(Instant at) {
            return asks("leave_envelope_day", at);
        }

        private boolean asks(String step, Instant at) {
            return sql.sql("select connections." + step + "(:at)")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Boolean.class)
                    .single();
        }

        UUID keeps(Instant at) {
            UUID id = new UuidV7().next(at);
            sql.sql("insert into connections.envelope values (:workspace, :id, :connection, '{}', '')")
                    .param("workspace", workspace)
                    .param("id", id)
                    .param("connection", UUID.randomUUID())
                    .update();
            return id;
        }

        void works(String table, String envelopes, String more) {
            runs("""
                    insert into work.%s select '%s', 'hub', now(), %s, gen_random_uuid(), 'read', '{"envelopes": %s}', null, 0, false%s""".formatted(
                            table,
                            workspace,
                            table.equals("item") ? "1" : "(select count(*) from work.dead)",
                            envelopes,
                            more)
                    .replace("insert into work.item", "insert into work.item overriding system value"));
        }

        String placeOf(UUID id) {
            return all("select tableoid::regclass::text from connections.envelope where id = '" + id + "'")
                    .getFirst();
        }

        List<String> days() {
            return all("""
                    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                     where i.inhparent = 'connections.envelope'::regclass and c.relname <> 'envelope_other' order by 1""");
        }

        List<String> all(String query) {
            return sql.sql(query)
                    .query((row, n) -> String.valueOf(row.getString(1)))
                    .list();
        }

        void runs(String statement) {
            String answer = tries(statement);
            assertThat(answer).isEqualTo("done");
        }

        /** What the database says to it. */
        String tries(String statement) {
            try (java.sql.Statement one =
                    java.util.Objects.requireNonNull(line.getConnection()).createStatement()) {
                boolean ignored = one.execute(statement);
                return "done";
            } catch (SQLException refused) {
                return String.valueOf(refused.getMessage());
            }
        }

        @Override
        public void close() {
            line.destroy();
        }
    }
}
