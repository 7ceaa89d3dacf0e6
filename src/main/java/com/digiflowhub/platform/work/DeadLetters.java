package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The work that was given up, to be read and replayed by a person. */
@Component
public class DeadLetters {
    private final JdbcClient sql;
    private final Work work;
    private final HubClock clock;

    DeadLetters(JdbcClient sql, Work work, HubClock clock) {
        this.sql = sql;
        this.work = work;
        this.clock = clock;
    }

    /** One given-up item. */
    public record DeadLetter(
            long id,
            String queue,
            UUID lane,
            String kind,
            String payload,
            int attempts,
            String reason,
            Instant diedAt) {}

    @Transactional(readOnly = true)
    public List<DeadLetter> newest(int most) {
        return sql.sql("""
                select id, queue, lane, kind, payload, attempts, reason, died_at from work.dead
                 where workspace_id = tenancy.here() order by died_at desc, id desc limit :most
                """)
                .param("most", most)
                .query((row, n) -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("queue"),
                        row.getObject("lane", UUID.class),
                        row.getString("kind"),
                        row.getString("payload"),
                        row.getInt("attempts"),
                        row.getString("reason"),
                        Times.read(row, "died_at")))
                .list();
    }

    @Transactional(readOnly = true)
    public int count() {
        return sql.sql("select count(*) from work.dead where workspace_id = tenancy.here()")
                .query(Integer.class)
                .single();
    }

    /** Puts it back as new work, due now, with its attempts forgotten. False when it is no longer there. */
    @Transactional
    public boolean replay(long id) {
        int put = sql.sql("""
                with gone as (
                    delete from work.dead where workspace_id = tenancy.here() and id = :id
                    returning workspace_id, queue, lane, kind, payload, key)
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload, key)
                select workspace_id, queue, :now, lane, kind, payload, key from gone
                    on conflict (workspace_id, key) where key is not null do nothing
                """)
                .param("id", id)
                .param("now", Times.utc(clock.now()))
                .update();
        work.wakeAfterCommit();
        return put == 1;
    }

    @Transactional
    public boolean drop(long id) {
        return sql.sql("delete from work.dead where workspace_id = tenancy.here() and id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }
}
