package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Place;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.vault.Vault;
import com.digiflowhub.platform.work.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The statements of {@code connections.connection} and {@code connections.account}, in a workspace's transaction. */
@Component
class ConnectionRows {
    private static final String HERE = """
            select workspace_id, id, provider, name, path, origin, settings, secrets from connections.connection
             where workspace_id = tenancy.here() and removed_at is null
            """;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int MAX_KEPT = 20_000;

    private final JdbcClient sql;
    private final Vault vault;
    private final Providers providers;
    private final JsonMapper json;
    private final HubClock clock;
    private final Work work;
    /** Deciphering costs more than reading, and a row seldom changes. */
    private final Map<ConnectionId, Deciphered> deciphered = new ConcurrentHashMap<>();

    ConnectionRows(JdbcClient sql, Vault vault, Providers providers, JsonMapper json, HubClock clock, Work work) {
        this.sql = sql;
        this.vault = vault;
        this.providers = providers;
        this.json = json;
        this.clock = clock;
        this.work = work;
    }

    /** A row as it lies in the table. */
    record Row(
            WorkspaceId workspace,
            ConnectionId id,
            String provider,
            String name,
            String path,
            String origin,
            String settings,
            byte[] secrets) {
        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(
                    new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                    new ConnectionId(row.getObject("id", UUID.class)),
                    row.getString("provider"),
                    row.getString("name"),
                    row.getString("path"),
                    row.getString("origin"),
                    row.getString("settings"),
                    row.getBytes("secrets"));
        }

        boolean sameAs(Row other) {
            return Arrays.equals(secrets, other.secrets) && without(secrets).equals(other.without(secrets));
        }

        private Row without(byte[] replaced) {
            return new Row(workspace, id, provider, name, path, origin, settings, replaced);
        }
    }

    /** A connection and the row it was deciphered from. */
    private record Deciphered(Row row, Connection connection) {}

    void insert(Connection connection, String origin) {
        sql.sql("""
                insert into connections.connection
                       (workspace_id, id, provider, name, path, origin, settings, secrets, created_at, changed_at)
                values (:workspace, :id, :provider, :name, :path, :origin, :settings::jsonb, :secrets, :now, :now)
                """)
                .param("workspace", connection.workspace().value())
                .param("id", connection.id().value())
                .param("provider", connection.provider())
                .param("name", connection.name())
                .param("path", connection.path())
                .param("origin", origin)
                .param("settings", json.writeValueAsString(Settings.texts(connection.settings(), false)))
                .param("secrets", seal(connection))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    void update(Connection connection) {
        sql.sql("""
                update connections.connection
                   set name = :name, settings = :settings::jsonb, secrets = :secrets, changed_at = :now,
                       state = case state when 'paused' then state else 'working' end, state_reason = null, checked_at = null
                 where workspace_id = :workspace and id = :id
                """)
                .param("workspace", connection.workspace().value())
                .param("id", connection.id().value())
                .param("name", connection.name())
                .param("settings", json.writeValueAsString(Settings.texts(connection.settings(), false)))
                .param("secrets", seal(connection))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Whether the account was free. */
    boolean hold(Connection connection, String account, boolean exclusive) {
        return sql.sql("""
                insert into connections.account (workspace_id, connection_id, provider, account, exclusive)
                values (:workspace, :id, :provider, :account, :exclusive)
                    on conflict do nothing
                """)
                        .param("workspace", connection.workspace().value())
                        .param("id", connection.id().value())
                        .param("provider", connection.provider())
                        .param("account", account)
                        .param("exclusive", exclusive)
                        .update()
                == 1;
    }

    void releaseAccounts(ConnectionId id) {
        sql.sql("delete from connections.account where workspace_id = tenancy.here() and connection_id = :id")
                .param("id", id.value())
                .update();
    }

    Optional<Row> find(ConnectionId id) {
        return sql.sql(HERE + " and id = :id")
                .param("id", id.value())
                .query(Row::read)
                .optional();
    }

    Map<ConnectionId, String> providersEver() {
        Map<ConnectionId, String> providers = new HashMap<>();
        sql.sql("select id, provider from connections.connection where workspace_id = tenancy.here()")
                .query(row -> {
                    providers.put(new ConnectionId(row.getObject("id", UUID.class)), row.getString("provider"));
                });
        return providers;
    }

    List<Row> list() {
        return inOrder(HERE);
    }

    List<Row> working() {
        return inOrder(HERE + " and state = 'working'");
    }

    private List<Row> inOrder(String wanted) {
        return sql.sql(wanted + " order by provider, created_at, id")
                .query(Row::read)
                .list();
    }

    int unreadable(ConnectionId id) {
        return sql.sql(
                        "select count(*) from connections.unreadable where workspace_id = tenancy.here() and connection_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    void remove(ConnectionId id) {
        deciphered.remove(id);
        sql.sql("""
                update connections.connection set removed_at = :now, settings = '{}', secrets = ''
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Mended: what waited for it goes on at once. */
    void resume(ConnectionId id) {
        work.resume(Connection.queue(id));
    }

    /** What waits for it leaves no faster than this. */
    void pace(ConnectionId id, int perSecond) {
        work.pace(Connection.queue(id), perSecond);
    }

    /** Whether that was new. */
    boolean state(ConnectionId id, Optional<String> brokenBecause) {
        return sql.sql("""
                update connections.connection set state = :state, state_reason = :reason
                 where workspace_id = tenancy.here() and id = :id and removed_at is null and state <> 'paused'
                   and (state, state_reason) is distinct from (:state, :reason)
                """)
                        .param("id", id.value())
                        .param("state", brokenBecause.isPresent() ? "broken" : "working")
                        .param("reason", brokenBecause.orElse(null), java.sql.Types.VARCHAR)
                        .update()
                == 1;
    }

    /** Whether that changed it. A paused connection is neither working nor broken until somebody resumes it. */
    boolean pause(ConnectionId id, boolean paused) {
        return sql.sql("""
                update connections.connection set state = :state, state_reason = null
                 where workspace_id = tenancy.here() and id = :id and removed_at is null
                   and (state = 'paused') <> :paused
                """)
                        .param("id", id.value())
                        .param("state", paused ? "paused" : "working")
                        .param("paused", paused)
                        .update()
                == 1;
    }

    /** The connection with its secrets opened; empty when its provider is no longer part of the hub. */
    Optional<Connection> open(Row row) {
        Deciphered kept = deciphered.get(row.id());
        if (kept != null && kept.row.sameAs(row)) {
            return Optional.of(kept.connection);
        }
        Optional<Connection> connection = decipher(row);
        if (deciphered.size() >= MAX_KEPT) {
            deciphered.clear();
        }
        connection.ifPresent(found -> deciphered.put(row.id(), new Deciphered(row, found)));
        return connection;
    }

    /** All that was deciphered; what is still wanted is deciphered anew. */
    void forgetDeciphered() {
        deciphered.clear();
    }

    private Optional<Connection> decipher(Row row) {
        return providers.find(row.provider()).map(provider -> {
            Map<String, String> texts = new HashMap<>(json.readValue(row.settings(), TEXTS));
            Secret secrets = vault.open(place(row.workspace(), row.id()), row.secrets());
            texts.putAll(json.readValue(secrets.reveal(), TEXTS));
            Settings.Reading reading = Settings.read(provider.settings(), name -> Optional.ofNullable(texts.get(name)));
            return switch (reading) {
                case Settings.Reading.Read read ->
                    new Connection(row.workspace(), row.id(), row.provider(), row.name(), row.path(), read.settings());
                case Settings.Reading.Wrong wrong ->
                    throw new IllegalStateException("connection " + row.id() + " has a wrong " + wrong.field());
            };
        });
    }

    private byte[] seal(Connection connection) {
        String texts = json.writeValueAsString(Settings.texts(connection.settings(), true));
        return vault.seal(place(Tenancy.require(), connection.id()), new Secret(texts));
    }

    private static Place place(WorkspaceId workspace, ConnectionId id) {
        return new Place(workspace, "connections.connection", "secrets", id.value());
    }
}
