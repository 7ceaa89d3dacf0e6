package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The connections for which webhooks come, with what their signatures are checked with, kept for half a minute. A change on this node
 * drops everything at once; what was not found is never kept.
 */
@Component
class KnownConnections {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MAX_KEPT = 20_000;
    private static final String COLUMNS = """
            select c.workspace_id, c.id, c.provider, c.name, c.path, c.origin, c.settings, c.secrets
              from connections.connection c
            """;

    private final JdbcClient door;
    private final ConnectionRows rows;
    private final HubClock clock;
    private final AtomicReference<Map<String, Found>> kept = new AtomicReference<>(new ConcurrentHashMap<>());

    KnownConnections(@Qualifier("doorPool") DataSource doorPool, ConnectionRows rows, HubClock clock) {
        this.door = JdbcClient.create(doorPool);
        this.rows = rows;
        this.clock = clock;
    }

    /** Those that have the account; of several workspaces when it may be shared. */
    List<Connection> with(String provider, String account) {
        return find(
                accountKey(provider, account),
                () -> door.sql(COLUMNS + """
                  join connections.account a on a.workspace_id = c.workspace_id and a.connection_id = c.id
                 where a.provider = :provider and a.account = :account and c.removed_at is null
                """)
                        .param("provider", provider)
                        .param("account", account)
                        .query(ConnectionRows.Row::read)
                        .list());
    }

    /** The same without asking anybody: empty when it is not remembered. */
    Optional<List<Connection>> recall(String provider, String account) {
        return recall(accountKey(provider, account));
    }

    /** The one behind this address; none or one. */
    List<Connection> at(String provider, String path) {
        return find(
                "path|" + provider + "|" + path,
                () -> door.sql(COLUMNS + " where c.provider = :provider and c.path = :path and c.removed_at is null")
                        .param("provider", provider)
                        .param("path", path)
                        .query(ConnectionRows.Row::read)
                        .list());
    }

    List<Connection> all(String provider) {
        return find(
                "all|" + provider,
                () -> door.sql(COLUMNS + " where c.provider = :provider and c.removed_at is null order by c.id")
                        .param("provider", provider)
                        .query(ConnectionRows.Row::read)
                        .list());
    }

    void forget() {
        kept.set(new ConcurrentHashMap<>());
    }

    private static String accountKey(String provider, String account) {
        return "account|" + provider + "|" + account;
    }

    private Optional<List<Connection>> recall(String key) {
        return Optional.ofNullable(kept.get().get(key))
                .filter(found -> clock.now().isBefore(found.until))
                .map(Found::connections);
    }

    private List<Connection> find(String key, Supplier<List<ConnectionRows.Row>> read) {
        return recall(key).orElseGet(() -> read(key, read));
    }

    private List<Connection> read(String key, Supplier<List<ConnectionRows.Row>> read) {
        Map<String, Found> before = kept.get();
        Instant now = clock.now();
        List<Connection> connections =
                read.get().stream().flatMap(row -> rows.open(row).stream()).toList();
        if (connections.isEmpty()) {
            before.remove(key);
        } else {
            if (before.size() >= MAX_KEPT) {
                before.clear();
            }
            before.put(key, new Found(connections, now.plus(KEPT)));
        }
        return connections;
    }

    /** What was found, and how long it is believed. */
    private record Found(List<Connection> connections, Instant until) {}
}
