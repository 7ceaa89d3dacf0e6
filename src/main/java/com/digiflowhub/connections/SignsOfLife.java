package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * When a connection last received something signed, and when a provider last took something from it. Noted in memory and written every
 * few seconds: a row each time would make every webhook of a connection wait for the one before.
 */
@Component
public class SignsOfLife {
    private final JdbcClient sql;
    private final JdbcClient engine;
    private final HubClock clock;
    private final Map<ConnectionId, Sign> unwritten = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Instant> refusals = new ConcurrentHashMap<>();

    SignsOfLife(JdbcClient sql, @Qualifier("engine") JdbcClient engine, HubClock clock) {
        this.sql = sql;
        this.engine = engine;
        this.clock = clock;
    }

    /** Something with a right signature came in. */
    void webhook(Connection connection) {
        note(connection, Optional.of(clock.now()), Optional.empty());
    }

    /** Something came for it that its secret did not sign. Kept in memory alone, since anybody can send such things. */
    void refused(Connection connection) {
        refusals.put(connection.id(), clock.now());
    }

    /** Whether the last that came for it was not signed with its secret. */
    public boolean refusedSince(ConnectionId id, Optional<Instant> lastWebhook) {
        return Optional.ofNullable(refusals.get(id))
                .filter(refusal -> lastWebhook.filter(refusal::isBefore).isEmpty())
                .isPresent();
    }

    /** The provider accepted a message. */
    public void sent(Connection connection) {
        note(connection, Optional.empty(), Optional.of(clock.now()));
    }

    /** In a transaction of its workspace, or outside of any. */
    public Optional<Instant> lastWebhook(ConnectionId id) {
        Sign fresh = unwritten.get(id);
        return fresh != null && fresh.webhook.isPresent()
                ? fresh.webhook
                : written(id).flatMap(Sign::webhook);
    }

    public Optional<Instant> lastSent(ConnectionId id) {
        Sign fresh = unwritten.get(id);
        return fresh != null && fresh.sent.isPresent()
                ? fresh.sent
                : written(id).flatMap(Sign::sent);
    }

    /** Writes what was noted since, and takes away the findings that missed it. A connection that was removed meanwhile is passed over. */
    void write() {
        List<Map.Entry<ConnectionId, Sign>> signs = new ArrayList<>(unwritten.entrySet());
        if (signs.isEmpty()) {
            return;
        }
        engine.sql("""
                with written as (
                insert into connections.life (workspace_id, connection_id, webhook_at, sent_at)
                select c.workspace_id, c.id, s.webhook_at, s.sent_at
                  from unnest(:workspaces::uuid[], :ids::uuid[], :webhooks::timestamptz[], :sends::timestamptz[])
                       as s (workspace_id, id, webhook_at, sent_at)
                  join connections.connection c on c.workspace_id = s.workspace_id and c.id = s.id
                 order by c.id
                    on conflict (workspace_id, connection_id) do update
                   set webhook_at = greatest(excluded.webhook_at, connections.life.webhook_at),
                       sent_at = greatest(excluded.sent_at, connections.life.sent_at)
                returning workspace_id, connection_id, webhook_at)
                delete from connections.finding f using written w
                 where f.workspace_id = w.workspace_id and f.connection_id = w.connection_id
                   and w.webhook_at is not null and split_part(f.code, '.', 2) in (:missed, :unsigned)
                """)
                .param("missed", Finding.NO_WEBHOOK_YET)
                .param("unsigned", Finding.SIGNATURE_REFUSED)
                .param(
                        "workspaces",
                        array(
                                "uuid",
                                signs.stream().map(s -> s.getValue().workspace.value())))
                .param("ids", array("uuid", signs.stream().map(s -> s.getKey().value())))
                .param("webhooks", array("timestamptz", signs.stream().map(s -> Times.utc(s.getValue().webhook))))
                .param("sends", array("timestamptz", signs.stream().map(s -> Times.utc(s.getValue().sent))))
                .update();
        signs.forEach(sign -> unwritten.remove(sign.getKey(), sign.getValue()));
    }

    private void note(Connection connection, Optional<Instant> webhook, Optional<Instant> sent) {
        unwritten.merge(connection.id(), new Sign(connection.workspace(), webhook, sent), Sign::and);
    }

    private Optional<Sign> written(ConnectionId id) {
        boolean inTransaction =
                org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive();
        return (inTransaction ? sql : engine)
                .sql("select workspace_id, webhook_at, sent_at from connections.life where connection_id = :id")
                .param("id", id.value())
                .query((row, n) -> new Sign(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        Times.find(row, "webhook_at"),
                        Times.find(row, "sent_at")))
                .optional();
    }

    private static SqlArrayValue array(String type, java.util.stream.Stream<?> values) {
        return new SqlArrayValue(type, values.toArray());
    }

    /** The last of each. */
    private record Sign(WorkspaceId workspace, Optional<Instant> webhook, Optional<Instant> sent) {
        Sign and(Sign later) {
            return new Sign(workspace, later.webhook.or(() -> webhook), later.sent.or(() -> sent));
        }
    }
}
