package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives out the moments of paced queues. */
@Component
class PaceRows {
    private final JdbcClient sql;

    PaceRows(@Qualifier("engine") JdbcClient sql) {
        this.sql = sql;
    }

    /** Whose items want to begin. */
    record Asked(WorkspaceId workspace, String queue) {}

    /** A batch of moments; and the queue's pause, which another node may have written. */
    record Given(WorkspaceId workspace, String queue, int perSecond, long firstInNanos, Optional<Instant> pausedUntil) {
        Asked asked() {
            return new Asked(workspace, queue);
        }
    }

    /**
     * By the database's clock alone. Batches follow each other without a gap; one that would begin in more than five seconds is the trace of
     * a clock that was set back. What has no rate has no row here. Nobody waits for the disk: what a crash of the database forgets is one
     * batch.
     */
    List<Given> give(List<Asked> asked) {
        return sql.sql("""
                with quick as materialized (select set_config('synchronous_commit', 'off', true) as set),
                mine as (
                    select p.workspace_id, p.queue
                      from unnest(:workspaces::uuid[], :queues::text[]) as a (workspace_id, queue)
                      join work.pace p on p.workspace_id = a.workspace_id and p.queue = a.queue
                     order by p.workspace_id, p.queue for no key update of p)
                update work.pace p
                   set next_at = case when p.next_at > clock_timestamp() and p.next_at < clock_timestamp() + interval '5 seconds'
                                      then p.next_at else clock_timestamp() end
                               + make_interval(secs => greatest(1, p.per_second / :batches) / p.per_second::float8)
                  from mine, quick where quick.set = 'off' and p.workspace_id = mine.workspace_id and p.queue = mine.queue
                returning p.workspace_id, p.queue, p.per_second,
                          extract(epoch from p.next_at - clock_timestamp())::float8
                          - greatest(1, p.per_second / :batches) / p.per_second::float8 as first_in,
                          (select w.until from work.pause w where w.workspace_id = p.workspace_id and w.queue = p.queue) as paused_until
                """)
                .param(
                        "workspaces",
                        asked.stream().map(one -> one.workspace().value()).toArray(UUID[]::new))
                .param("queues", asked.stream().map(Asked::queue).toArray(String[]::new))
                .param("batches", Pace.BATCHES_A_SECOND)
                .query((row, n) -> given(row))
                .list();
    }

    private static Given given(ResultSet row) throws SQLException {
        return new Given(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("queue"),
                row.getInt("per_second"),
                Math.round(row.getDouble("first_in") * 1e9),
                Times.find(row, "paused_until"));
    }
}
