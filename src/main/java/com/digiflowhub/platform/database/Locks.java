package com.digiflowhub.platform.database;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks on what need not be a row: it may not exist yet, or be put anew by who holds it. Held until the transaction ends. */
public class Locks {
    private final JdbcClient sql;

    Locks(JdbcClient sql) {
        this.sql = sql;
    }

    /** In the workspace in force nobody else holds this key until the transaction ends. */
    public void hold(String key) {
        hold(List.of(key));
    }

    /** All of them, always in the same order, so that two who want the same never wait for each other. */
    public void hold(Collection<String> keys) {
        var ignored = sql.sql("""
                select count(pg_advisory_xact_lock(hashtextextended(tenancy.here() || ' ' || key, 0))::text)
                  from (select key from unnest(:keys::text[]) as wanted (key) order by key) as sorted
                """)
                .param("keys", keys.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
