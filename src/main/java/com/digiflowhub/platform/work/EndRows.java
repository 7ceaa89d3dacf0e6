package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.database.Times;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How an item ends, in the transaction of its effects. An alarm's key is held first, as by whoever moves it. A handle that is no longer there means that somebody
 * else was faster: all rolls back.
 */
@Component
class EndRows {
    private final JdbcClient sql;
    private final Locks locks;
    private final HubClock clock;

    EndRows(JdbcClient sql, Locks locks, HubClock clock) {
        this.sql = sql;
        this.locks = locks;
        this.clock = clock;
    }

    void done(Row row) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                delete from work.item
                 where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id
                """), row).update());
    }

    /** All of them, or none. */
    void done(List<Row> handful) {
        List<String> keys = handful.stream().flatMap(row -> row.key().stream()).toList();
        if (!keys.isEmpty()) {
            locks.hold(keys);
        }
        int gone = sql.sql("""
                delete from work.item i
                 using unnest(:queues::text[], :dues::timestamptz[], :ids::bigint[]) as h (queue, due_at, id)
                 where i.workspace_id = tenancy.here() and i.queue = h.queue and i.due_at = h.due_at and i.id = h.id
                """)
                .param("queues", handful.stream().map(Row::queue).toArray(String[]::new))
                .param(
                        "dues",
                        handful.stream().map(row -> row.dueAt().toString()).toArray(String[]::new))
                .param("ids", handful.stream().map(Row::id).toArray(Long[]::new))
                .update();
        require(gone == handful.size());
    }

    void later(Row row, Instant at, int attempts, boolean held) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                update work.item set due_at = :at, attempts = :attempts, held = :held
                 where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id and attempts = :seen
                """), row)
                .param("at", Times.utc(at))
                .param("attempts", attempts)
                .param("held", held)
                .param("seen", row.attempts())
                .update());
    }

    void begin(Row row) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                update work.item set attempts = attempts + 1
                 where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id and attempts = :seen
                """), row).param("seen", row.attempts()).update());
    }

    /** Begun, and should this be the end of the process, not before then again; its lane waits for it. */
    void beginAndComeBack(Row row, Instant at) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                update work.item set attempts = attempts + 1, due_at = :at, held = true
                 where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id and attempts = :seen
                """), row)
                .param("at", Times.utc(at))
                .param("seen", row.attempts())
                .update());
    }

    void bury(Row row, Reason why) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                with gone as (
                    delete from work.item
                     where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id
                    returning workspace_id, queue, due_at, id, lane, kind, payload, key, attempts, held)
                insert into work.dead (workspace_id, queue, due_at, id, lane, kind, payload, key, attempts, held, reason, died_at)
                select gone.*, :reason, :now from gone
                """), row)
                .param("reason", why.toString())
                .param("now", Times.utc(clock.now()))
                .update());
    }

    /** The item keeps its place, and what was counted when it began is taken back. */
    void stay(Row row, int attempts) {
        row.key().ifPresent(locks::hold);
        require(handle(sql.sql("""
                update work.item set attempts = :attempts
                 where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id and attempts = :seen
                """), row)
                .param("attempts", attempts)
                .param("seen", row.attempts())
                .update());
    }

    boolean there(Row row) {
        return handle(sql.sql("""
                select exists (select from work.item
                                where workspace_id = tenancy.here() and queue = :queue and due_at = :due and id = :id and attempts = :seen)
                """), row)
                .param("seen", row.attempts())
                .query(Boolean.class)
                .single();
    }

    void pause(String queue, Instant until, Reason why) {
        sql.sql("""
                insert into work.pause (workspace_id, queue, until, reason) values (tenancy.here(), :queue, :until, :reason)
                    on conflict (workspace_id, queue)
                    do update set until = greatest(work.pause.until, excluded.until), reason = excluded.reason
                """)
                .param("queue", queue)
                .param("until", Times.utc(until))
                .param("reason", why.toString())
                .update();
    }

    private static JdbcClient.StatementSpec handle(JdbcClient.StatementSpec statement, Row row) {
        return statement
                .param("queue", row.queue())
                .param("due", Times.utc(row.dueAt()))
                .param("id", row.id());
    }

    private static void require(int rows) {
        require(rows == 1);
    }

    private static void require(boolean asRead) {
        if (!asRead) {
            throw new Superseded("the work is no longer there as it was read");
        }
    }
}
