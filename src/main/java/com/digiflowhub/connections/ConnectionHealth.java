package com.digiflowhub.connections;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the connections of the workspace in force are, in one statement: every page asks it. */
@Component
public class ConnectionHealth {
    private final JdbcClient sql;
    private final Unclaimed unclaimed;

    ConnectionHealth(JdbcClient sql, DoorMemory memory) {
        this.sql = sql;
        this.unclaimed = memory.unclaimed();
    }

    /** How many there are, how many do not work, and how many work with a warning. */
    public record Count(int all, int broken, int warned) {
        public int toLookAt() {
            return broken + warned;
        }
    }

    @Transactional(readOnly = true)
    public Count count() {
        return sql.sql("""
                select count(*) as all, count(*) filter (where broken) as broken,
                       count(*) filter (where not broken and warned) as warned
                  from (select c.state = 'broken' and c.state_reason is distinct from 'paused' as broken,
                               exists (select from connections.finding f
                                        where f.workspace_id = c.workspace_id and f.connection_id = c.id
                                          and f.verdict = 'WARNING') as warned
                          from connections.connection c
                         where c.workspace_id = tenancy.here() and c.removed_at is null) one
                """)
                .query((row, n) -> new Count(row.getInt("all"), row.getInt("broken"), row.getInt("warned")))
                .single();
    }

    /** Signed deliveries for accounts that nobody on this hub has connected. */
    public int unclaimed() {
        return unclaimed.count();
    }
}
