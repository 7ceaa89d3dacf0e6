package com.digiflowhub.house;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.RunningHub;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The wall between workspaces, tried from the inside: every table and view that has a {@code workspace_id}, read from the catalogue, as the
 * working role. A row is put into each by the owner, made from the column types, so that a table of tomorrow is tried too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceWallTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace ours = seeded();
    private final UUID stranger = UUID.randomUUID();
    private final Map<String, Boolean> tables = tables();

    private ConnectedWorkspace seeded() {
        ConnectedWorkspace agency = hub.newWorkspace();
        agency.answers("Bonjour !");
        agency.phone(CLAIRE).writes("Bonjour");
        assertThat(agency.waitForMessage(CLAIRE, "Bonjour !").text()).isEqualTo("Bonjour !");
        agency.settle();
        assertThat(agency.in(() -> hub.part(ApiKeys.class)
                        .create("wall", agency.owner())
                        .key()
                        .name()))
                .isEqualTo("wall");
        return agency;
    }

    /** Name, and whether it is a view. */
    private Map<String, Boolean> tables() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        hub.rows("""
                select n.nspname || '.' || c.relname, c.relkind = 'v'
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
                 where c.relkind in ('r', 'p', 'v') and not c.relispartition
                   and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
                   and has_table_privilege('hub_app', c.oid, 'select')
                 order by 1""").stream()
                .filter(row -> !TenantWallTest.WITHOUT_A_WORKSPACE.contains(row.getFirst()))
                .forEach(row -> found.put(row.getFirst(), row.getLast().equals("t")));
        return found;
    }

    @Test
    void every_table_and_view_shows_a_workspace_its_own_rows_and_nobody_elses() throws SQLException {
        int full = 0;
        List<String> wrong = new ArrayList<>();
        try (Connection owner = hub.connect();
                Connection app = workingRole()) {
            for (String table : tables.keySet()) {
                full += fill(owner, table) > 0 ? 1 : 0;
                expect(wrong, table + " without the setting", 0, count(app, "", table));
                expect(wrong, table + " with another workspace's", 0, count(app, stranger.toString(), table));
                Counts counts = inOneMoment(owner, table);
                expect(wrong, table + " with its own", counts.owners(), counts.workspaces());
            }
        }
        Figures.write("walls", """
                tables and views with workspace_id that hub_app may read: %d, of which %d held rows of the workspace
                without the setting: 0 rows each; with another workspace's: 0 rows each
                """.formatted(tables.size(), full));
        assertThat(wrong).isEmpty();
        assertThat(tables).containsKeys("conversations.message", "contacts.contact", "crm.lead", "work.item");
        assertThat(full).as("tables in which there was something to see").isEqualTo(tables.size());
    }

    @Test
    void a_row_of_another_workspace_can_be_neither_put_nor_changed_nor_taken() throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Connection owner = hub.connect();
                Connection app = workingRole()) {
            for (Map.Entry<String, Boolean> table : tables.entrySet()) {
                if (!table.getValue()) {
                    int before = fill(owner, table.getKey());
                    refusedOrNothing(
                            app,
                            wrong,
                            "insert into %s (workspace_id) values ('%s')".formatted(table.getKey(), ours.id()));
                    refusedOrNothing(app, wrong, "update %s set workspace_id = workspace_id".formatted(table.getKey()));
                    refusedOrNothing(app, wrong, "delete from %s".formatted(table.getKey()));
                    expect(wrong, table.getKey() + " afterwards", before, ownersCount(owner, table.getKey()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_own_row_cannot_be_given_to_another_workspace() throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Connection owner = hub.connect();
                Connection app = workingRole()) {
            for (Map.Entry<String, Boolean> table : tables.entrySet()) {
                if (!table.getValue() && fill(owner, table.getKey()) > 0) {
                    String answer = as(
                            app,
                            ours.id().toString(),
                            "update %s set workspace_id = '%s'".formatted(table.getKey(), stranger));
                    if (!answer.contains("policy") && !answer.contains("permission denied")) {
                        wrong.add(table.getKey() + ": " + answer);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_data_migration_of_the_owner_changes_the_rows_of_every_workspace() throws SQLException {
        try (Connection owner = hub.connect()) {
            for (Map.Entry<String, Boolean> table : tables.entrySet()) {
                if (!table.getValue()) {
                    int rows = fill(owner, table.getKey());
                    owner.setAutoCommit(false);
                    try (Statement statement = owner.createStatement()) {
                        assertThat(statement.executeUpdate(
                                        "update %s set workspace_id = workspace_id where workspace_id = '%s'"
                                                .formatted(table.getKey(), ours.id())))
                                .as(table.getKey())
                                .isEqualTo(rows)
                                .isPositive();
                    } finally {
                        owner.rollback();
                        owner.setAutoCommit(true);
                    }
                }
            }
        }
    }

    @Test
    void the_door_and_the_engine_may_read_no_table_of_the_business() throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Connection engine = workingRole()) {
            run(engine, "set role hub_engine");
            for (String table : tables.keySet()) {
                if (!table.startsWith("work.") && !table.startsWith("connections.")) {
                    String answer = as(engine, ours.id().toString(), "select 1 from " + table + " limit 1");
                    if (!answer.contains("permission denied")) {
                        wrong.add(table + ": " + answer);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The owner puts a row of our workspace into a table that has none, made from its columns; returns how many there are. */
    private int fill(Connection owner, String table) throws SQLException {
        int there = ownersCount(owner, table);
        if (there > 0 || tables.getOrDefault(table, false)) {
            return there;
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (List<String> column : hub.rows("""
                select a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute a
                 where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull
                   and a.attidentity = '' and not a.atthasdef""".formatted(table))) {
            names.add(column.getFirst());
            values.add(
                    column.getFirst().equals("workspace_id")
                            ? "'" + ours.id() + "'"
                            : allowed(table, column.getFirst()).orElseGet(() -> value(column.getLast())));
        }
        run(owner, "set session_replication_role = replica");
        run(
                owner,
                "insert into %s (%s) values (%s)"
                        .formatted(table, String.join(", ", names), String.join(", ", values)));
        run(owner, "set session_replication_role = origin");
        return ownersCount(owner, table);
    }

    /** The first word that a check of the column allows. */
    private Optional<String> allowed(String table, String column) {
        return hub.look("""
                select substring(pg_get_constraintdef(oid) from $$'([^']+)'$$) from pg_constraint
                 where conrelid = '%s'::regclass and contype = 'c' and pg_get_constraintdef(oid) like $$%%%s%%'%%$$""".formatted(table, column)).stream().findFirst().map(word -> "'" + word + "'");
    }

    private static String value(String type) {
        return switch (type) {
            case "uuid" -> "'" + UUID.randomUUID() + "'";
            case "timestamp with time zone" -> "'2100-01-01'"; // later than any work of the hub
            case "date" -> "'2100-01-01'";
            case "jsonb" -> "'{}'";
            case "bytea" -> "'\\x00'";
            case "boolean" -> "false";
            case "integer", "bigint", "smallint" -> "7";
            case "text[]" -> "'{}'";
            default -> "'x'";
        };
    }

    private int ownersCount(Connection owner, String table) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from %s where workspace_id = '%s'".formatted(table, ours.id()))) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private record Counts(int owners, int workspaces) {}

    /** The hub goes on working beside us, so both count the same moment: one snapshot, read first as the owner, then as the working role. */
    private Counts inOneMoment(Connection owner, String table) throws SQLException {
        owner.setAutoCommit(false);
        try {
            run(owner, "set transaction isolation level repeatable read");
            int owners = ownersCount(owner, table);
            run(owner, "set local role hub_app");
            run(owner, "select set_config('hub.workspace', '" + ours.id() + "', true)");
            try (Statement statement = owner.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
                assertThat(rows.next()).isTrue();
                return new Counts(owners, rows.getInt(1));
            }
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private static int count(Connection app, String workspace, String table) throws SQLException {
        String answer = as(app, workspace, "select count(*) from " + table);
        return answer.matches("\\d+") ? Integer.parseInt(answer) : -1;
    }

    /** In a transaction that is rolled back; the first column of the first row, the number of rows changed, or the error. */
    private static String as(Connection app, String workspace, String sql) throws SQLException {
        app.setAutoCommit(false);
        try (Statement statement = app.createStatement()) {
            statement.execute("select set_config('hub.workspace', '" + workspace + "', true)");
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    return rows.next() ? rows.getString(1) : "nothing";
                }
            }
            return String.valueOf(statement.getUpdateCount());
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        } finally {
            app.rollback();
            app.setAutoCommit(true);
        }
    }

    private void refusedOrNothing(Connection app, List<String> wrong, String sql) throws SQLException {
        for (String workspace : List.of("", stranger.toString())) {
            String answer = as(app, workspace, sql);
            boolean kept = answer.equals("0") || answer.contains("policy") || answer.contains("permission denied");
            if (!kept) {
                wrong.add(sql + " → " + answer);
            }
        }
    }

    private static void expect(List<String> wrong, String what, int wanted, int seen) {
        if (wanted != seen) {
            wrong.add(what + ": " + seen + " rows instead of " + wanted);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the app's pool does it: a login without rights that plays the working role. */
    private Connection workingRole() throws SQLException {
        Connection app = DriverManager.getConnection(
                hub.database().jdbcUrl(),
                hub.database().user(),
                hub.database().password().reveal());
        run(app, "set role hub_app");
        return app;
    }
}
