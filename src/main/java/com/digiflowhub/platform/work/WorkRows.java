package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The statements of {@code work.item} that run in a workspace's transaction. */
@Component
class WorkRows {
    private static final int MOST_PAUSES = 100;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final HubClock clock;

    WorkRows(JdbcClient sql, JsonMapper json, HubClock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    void put(NewItem item) {
        sql.sql("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload, key)
                values (tenancy.here(), :queue, :due, :lane, :kind, :payload::jsonb, :key)
                    on conflict (workspace_id, key) where key is not null
                    do update set id = default, queue = excluded.queue, due_at = excluded.due_at, lane = excluded.lane,
                                  kind = excluded.kind, payload = excluded.payload, attempts = 0, held = false
                """)
                .param("queue", item.queue())
                .param("due", Times.utc(item.dueAt()))
                .param("lane", item.lane())
                .param("kind", item.kind())
                .param("payload", json.writeValueAsString(item.payload()))
                // Of a null without a type the driver would prepare the statement anew.
                .param("key", item.key().orElse(null), Types.VARCHAR)
                .update();
    }

    void cancel(String key) {
        sql.sql("delete from work.item where workspace_id = tenancy.here() and key = :key")
                .param("key", key)
                .update();
    }

    void resume(String queue) {
        sql.sql("delete from work.pause where workspace_id = tenancy.here() and queue = :queue")
                .param("queue", queue)
                .update();
    }

    void pace(String queue, int perSecond) {
        sql.sql("""
                insert into work.pace (workspace_id, queue, per_second) values (tenancy.here(), :queue, :rate)
                    on conflict (workspace_id, queue) do update set per_second = excluded.per_second
                """).param("queue", queue).param("rate", perSecond).update();
    }

    Optional<Pause> pause(String queue) {
        return sql.sql("""
                select queue, until, reason from work.pause
                 where workspace_id = tenancy.here() and queue = :queue and until > :now
                """)
                .param("queue", queue)
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> new Pause(row.getString("queue"), Times.read(row, "until"), row.getString("reason")))
                .optional();
    }

    /** Read at one moment: what dies or is replayed meanwhile is in one of the two. */
    Work.Named named(String member, List<UUID> ids) {
        Set<UUID> waiting = new HashSet<>();
        Set<UUID> dead = new HashSet<>();
        sql.sql("""
                with work as (
                    select false as dead, payload -> :member::text as ids from work.item where workspace_id = tenancy.here()
                    union all
                    select true, payload -> :member::text from work.dead where workspace_id = tenancy.here())
                select distinct w.dead, e.id::uuid as id
                  from work w, jsonb_array_elements_text(case jsonb_typeof(w.ids) when 'array' then w.ids else '[]' end) as e (id)
                 where e.id = any (:ids::text[])
                """)
                .param("member", member)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    boolean ignored = (row.getBoolean("dead") ? dead : waiting).add(row.getObject("id", UUID.class));
                });
        return new Work.Named(waiting, dead);
    }

    List<Pause> pauses() {
        return sql.sql("""
                select queue, until, reason from work.pause
                 where workspace_id = tenancy.here() and until > :now
                 order by until desc, queue limit :most
                """)
                .param("now", Times.utc(clock.now()))
                .param("most", MOST_PAUSES)
                .query((row, n) -> new Pause(row.getString("queue"), Times.read(row, "until"), row.getString("reason")))
                .list();
    }
}
