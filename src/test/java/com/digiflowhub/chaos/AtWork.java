package com.digiflowhub.chaos;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What these nodes have in hand, as the database knows it: what is due, open or set aside on the desks they hold. Our own probes do not count. */
final class AtWork {
    private static final String OF_THESE = """
            select i.kind, count(*) from work.item i join work.desk d using (workspace_id)
             where i.due_at <= clock_timestamp() and i.kind <> :probe and d.node_id = any (:nodes::uuid[]) group by 1
             union all
            select 'attempt open', count(*) from conversations.attempt a join work.desk d using (workspace_id)
             where a.ended_at is null and d.node_id = any (:nodes::uuid[])
             union all
            select 'reservation open', count(*) from ledger.reservation r join work.desk d using (workspace_id)
             where r.state = 'open' and d.node_id = any (:nodes::uuid[])
            """;

    private AtWork() {}

    /** Empty when they would not notice, or when the database is away and nobody can tell. */
    static Map<String, Integer> of(Collection<UUID> nodes, JdbcClient database) {
        Map<String, Integer> found = new TreeMap<>();
        try {
            database.sql(OF_THESE)
                    .param("nodes", nodes.toArray(UUID[]::new))
                    .param("probe", Probes.KIND)
                    .query(row -> {
                        if (row.getInt(2) > 0) {
                            found.put(row.getString(1), row.getInt(2));
                        }
                    });
        } catch (DataAccessException away) {
            return Map.of();
        }
        return found;
    }
}
