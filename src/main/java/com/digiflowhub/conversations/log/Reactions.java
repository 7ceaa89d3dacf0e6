package com.digiflowhub.conversations.log;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The signs that people put on messages; an empty one takes it back. */
@Component
public class Reactions {
    private final JdbcClient sql;

    public Reactions(JdbcClient sql) {
        this.sql = sql;
    }

    public void set(ConnectionId connection, String providerId, ContactId by, String emoji, Instant at) {
        if (emoji.isEmpty()) {
            sql.sql("""
                    delete from conversations.reaction
                     where workspace_id = tenancy.here() and connection_id = :connection and provider_id = :provider and contact_id = :by
                    """)
                    .param("connection", connection.value())
                    .param("provider", providerId)
                    .param("by", by.value())
                    .update();
            return;
        }
        sql.sql("""
                insert into conversations.reaction (workspace_id, connection_id, provider_id, contact_id, emoji, at)
                values (tenancy.here(), :connection, :provider, :by, :emoji, :at)
                    on conflict (workspace_id, connection_id, provider_id, contact_id)
                    do update set emoji = excluded.emoji, at = excluded.at where conversations.reaction.at <= excluded.at
                """)
                .param("connection", connection.value())
                .param("provider", providerId)
                .param("by", by.value())
                .param("emoji", emoji)
                .param("at", Times.utc(at))
                .update();
    }

    /** By the provider's id of the message. */
    public Map<String, String> on(ConnectionId connection, Collection<String> providerIds) {
        Map<String, String> found = new HashMap<>();
        sql.sql("""
                select provider_id, string_agg(emoji, '' order by at) as emoji from conversations.reaction
                 where workspace_id = tenancy.here() and connection_id = :connection and provider_id = any (:providers::text[])
                 group by provider_id
                """)
                .param("connection", connection.value())
                .param("providers", providerIds.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("provider_id"), row.getString("emoji"));
                });
        return found;
    }
}
