package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Work;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What came in for the workspace in force. Kept for thirty days after it was read; what could not be read is kept until it can. */
@Component
public class Envelopes {
    private static final int MAX_LISTED = 200;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Work work;
    private final Providers providers;
    private final HubClock clock;
    private final TransactionTemplate transaction;

    Envelopes(
            JdbcClient sql,
            JsonMapper json,
            Work work,
            Providers providers,
            HubClock clock,
            PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.sql = sql;
        this.json = json;
        this.work = work;
        this.providers = providers;
        this.clock = clock;
    }

    /** One that was set aside. */
    public record Unreadable(UUID id, ConnectionId connection, String reason, int bytes, Instant setAsideAt) {}

    /** In the order in which they are named. */
    public List<Envelope> load(List<UUID> ids) {
        return Objects.requireNonNull(transaction.execute(status -> rows(ids)));
    }

    /** In the effect of whoever could not read it. */
    public void setAside(UUID id, String reason) {
        sql.sql("""
                with gone as (
                    delete from connections.envelope where workspace_id = tenancy.here() and id = :id
                    returning workspace_id, id, connection_id, headers, body)
                insert into connections.unreadable (workspace_id, id, connection_id, headers, body, reason, set_aside_at)
                select workspace_id, id, connection_id, headers, body, :reason, :now from gone
                """)
                .param("id", id)
                .param("reason", reason)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** In the effect of whoever could read them: those that were set aside go back to the others. */
    public void settle(List<UUID> ids) {
        sql.sql("""
                with gone as (
                    delete from connections.unreadable where workspace_id = tenancy.here() and id = any(:ids)
                    returning workspace_id, id, connection_id, headers, body)
                insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                select workspace_id, id, connection_id, headers, body from gone
                """).param("ids", new SqlArrayValue("uuid", ids.toArray())).update();
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Unreadable> unreadable() {
        return sql.sql("""
                select id, connection_id, reason, length(body) as bytes, set_aside_at from connections.unreadable
                 where workspace_id = tenancy.here()
                 order by set_aside_at desc, id desc
                 limit :limit
                """)
                .param("limit", MAX_LISTED)
                .query((row, n) -> new Unreadable(
                        row.getObject("id", UUID.class),
                        new ConnectionId(row.getObject("connection_id", UUID.class)),
                        row.getString("reason"),
                        row.getInt("bytes"),
                        Times.read(row, "set_aside_at")))
                .list();
    }

    /** Has one that was set aside read again. It stays on the list until it was. */
    @Transactional
    public void replay(UUID id) {
        sql.sql("""
                select u.connection_id, c.provider
                  from connections.unreadable u
                  join connections.connection c on c.workspace_id = u.workspace_id and c.id = u.connection_id
                 where u.workspace_id = tenancy.here() and u.id = :id
                """)
                .param("id", id)
                .query((row, n) -> new Replay(row.getObject("connection_id", UUID.class), row.getString("provider")))
                .optional()
                .ifPresent(replay -> providers
                        .find(replay.provider)
                        .filter(Source.class::isInstance)
                        .map(Source.class::cast)
                        .ifPresent(source -> work.put(NewItem.item(
                                NewItem.HUB,
                                replay.connection,
                                source.reader(),
                                new EnvelopeIds(List.of(id)),
                                clock.now()))));
    }

    /** One that is kept: how it lies there, and why when it was set aside. */
    public record Kept(UUID id, ConnectionId connection, int bytes, Optional<String> setAsideBecause) {
        public Instant receivedAt() {
            return UuidV7.madeAt(id);
        }
    }

    /** The next of those that were not set aside, between two ids: never more than {@code most}, nor (but for one) than {@code bytes}. */
    public List<Envelope> page(UUID after, UUID before, int most, long bytes) {
        return Objects.requireNonNull(transaction.execute(status -> sql.sql("""
                select id, connection_id, headers, body from connections.envelope
                 where workspace_id = tenancy.here() and id = any (array(
                       select l.id from (
                              select n.id, sum(n.size) over (order by n.id) - n.size as ahead from (
                                     select id, length(body) as size from connections.envelope
                                      where workspace_id = tenancy.here() and id > :after and id < :before
                                      order by id limit :most) n) l
                        where l.ahead < :bytes))
                 order by id
                """)
                .param("after", after)
                .param("before", before)
                .param("most", most)
                .param("bytes", bytes)
                .query(this::envelope)
                .list()));
    }

    /** What a look found, the newest first; when there is more to look through, before which. */
    public record Found(List<Kept> kept, Optional<UUID> goesOnBefore) {
        public Found {
            kept = List.copyOf(kept);
        }
    }

    /** How many are found at most, and how many are looked through for them: their bytes are under no index. */
    public record Limits(int found, int lookedThrough) {}

    /** The newest first; with words, those that hold them as they were written. */
    @Transactional(readOnly = true)
    public Found find(UUID after, UUID before, String words, Limits limits) {
        Optional<UUID> last = lastToLookThrough(after, before, limits.lookedThrough);
        List<Kept> kept = sql.sql("""
                select id, connection_id, length(body) as bytes, null as reason from connections.envelope
                 where workspace_id = tenancy.here() and id >= :after and id < :before and position(:words::bytea in body) > 0
                union all
                select id, connection_id, length(body), reason from connections.unreadable
                 where workspace_id = tenancy.here() and id >= :after and id < :before and position(:words::bytea in body) > 0
                 order by id desc limit :most
                """)
                .param("after", last.orElse(after))
                .param("before", before)
                .param("words", words.getBytes(StandardCharsets.UTF_8))
                .param("most", limits.found)
                .query(Envelopes::kept)
                .list();
        return new Found(kept, kept.size() < limits.found ? last : Optional.of(kept.getLast().id));
    }

    /** Empty when so many do not lie there. Limited twice, so that the order is that of the keys and nothing is sorted. */
    private Optional<UUID> lastToLookThrough(UUID after, UUID before, int many) {
        return sql.sql("""
                select id from (
                       (select id from connections.envelope
                         where workspace_id = tenancy.here() and id >= :after and id < :before order by id desc limit :many)
                       union all
                       (select id from connections.unreadable
                         where workspace_id = tenancy.here() and id >= :after and id < :before order by id desc limit :many)) newest
                 order by id desc offset :many - 1 limit 1
                """)
                .param("after", after)
                .param("before", before)
                .param("many", many)
                .query(UUID.class)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Kept> find(UUID id) {
        return sql.sql("""
                select id, connection_id, length(body) as bytes, null as reason from connections.envelope
                 where workspace_id = tenancy.here() and id = :id
                union all
                select id, connection_id, length(body), reason from connections.unreadable
                 where workspace_id = tenancy.here() and id = :id
                """).param("id", id).query(Envelopes::kept).optional();
    }

    /** Which of them nobody has read yet. */
    public Work.Named unread(List<UUID> ids) {
        return work.named("envelopes", ids);
    }

    @Transactional(readOnly = true)
    public Set<UUID> setAside(List<UUID> ids) {
        return new HashSet<>(
                sql.sql("select id from connections.unreadable where workspace_id = tenancy.here() and id = any(:ids)")
                        .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list());
    }

    @Transactional(readOnly = true)
    public int countSetAside(UUID after, UUID before) {
        return sql.sql("""
                select count(*) from connections.unreadable
                 where workspace_id = tenancy.here() and id > :after and id < :before
                """)
                .param("after", after)
                .param("before", before)
                .query(Integer.class)
                .single();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                new ConnectionId(row.getObject("connection_id", UUID.class)),
                row.getInt("bytes"),
                Optional.ofNullable(row.getString("reason")));
    }

    private List<Envelope> rows(List<UUID> ids) {
        return sql.sql("""
                select e.id, e.connection_id, e.headers, e.body
                  from (select id, connection_id, headers, body from connections.envelope
                         where workspace_id = tenancy.here() and id = any(:ids)
                        union all
                        select id, connection_id, headers, body from connections.unreadable
                         where workspace_id = tenancy.here() and id = any(:ids)) e
                 order by array_position(:ids, e.id)
                """)
                .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                .query(this::envelope)
                .list();
    }

    private Envelope envelope(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Envelope(
                id,
                new ConnectionId(row.getObject("connection_id", UUID.class)),
                json.readValue(row.getString("headers"), HEADERS),
                row.getBytes("body"),
                UuidV7.madeAt(id));
    }

    /** Whose it is. */
    private record Replay(UUID connection, String provider) {}
}
