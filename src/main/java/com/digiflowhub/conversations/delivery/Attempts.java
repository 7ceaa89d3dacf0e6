package com.digiflowhub.conversations.delivery;

import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tries to hand a message to its provider: begun before the socket is written, ended with what the provider said. */
@Component
public class Attempts {
    private final JdbcClient sql;
    private final HubClock clock;

    public Attempts(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Its number, counted from one. */
    public int begin(MessageId message, long epoch) {
        return sql.sql("""
                insert into conversations.attempt (workspace_id, message_id, n, epoch, started_at)
                select tenancy.here(), :message, coalesce(max(n), 0) + 1, :epoch, :now
                  from conversations.attempt where workspace_id = tenancy.here() and message_id = :message
                returning n
                """)
                .param("message", message.value())
                .param("epoch", epoch)
                .param("now", Times.utc(clock.now()))
                .query(Integer.class)
                .single();
    }

    /** What somebody concluded from silence gives way to what the provider said; nothing else is written over. */
    public void end(MessageId message, int n, String result, String failure, String detail) {
        sql.sql("""
                update conversations.attempt
                   set ended_at = :now, result = :result, failure = nullif(:failure, ''), detail = nullif(:detail, '')
                 where workspace_id = tenancy.here() and message_id = :message and n = :n
                   and (result is null or result = 'unknown')
                """)
                .param("message", message.value())
                .param("n", n)
                .param("result", result)
                .param("failure", failure)
                .param("detail", detail)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public int count(MessageId message) {
        return sql.sql(
                        "select count(*) from conversations.attempt where workspace_id = tenancy.here() and message_id = :message")
                .param("message", message.value())
                .query(Integer.class)
                .single();
    }
}
