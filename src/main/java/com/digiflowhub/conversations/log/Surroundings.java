package com.digiflowhub.conversations.log;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What belongs to messages without being one: the words they quote, and the advertisement that brought the person. */
@Component
public class Surroundings {
    private static final int QUOTED_CHARACTERS = 240;

    private final JdbcClient sql;
    private final JsonMapper json;

    Surroundings(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** The beginning of what was said before; {@code content} tells what it was when it had no words. */
    public record Quoted(Author sender, String text, String content) {}

    /** By the provider's id of the message that is quoted. What we never had is not there. */
    public Map<String, Quoted> quoted(ConnectionId connection, Collection<String> providerIds) {
        Map<String, Quoted> found = new HashMap<>();
        if (providerIds.isEmpty()) {
            return found;
        }
        sql.sql("""
                select provider_id, sender, left(text, :most) as text, content from conversations.message
                 where workspace_id = tenancy.here() and connection_id = :connection and provider_id = any (:providers::text[])
                """)
                .param("most", QUOTED_CHARACTERS)
                .param("connection", connection.value())
                .param("providers", providerIds.toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getString("provider_id"),
                            new Quoted(
                                    Author.of(row.getString("sender")),
                                    row.getString("text"),
                                    row.getString("content")));
                });
        return found;
    }

    /** The headline of the advertisement, or its number when it had none; empty when the person came by no advertisement. */
    public Optional<String> advertisement(ConversationId conversation) {
        return sql.sql("""
                select referral from conversations.conversation
                 where workspace_id = tenancy.here() and id = :id and referral is not null
                """)
                .param("id", conversation.value())
                .query(String.class)
                .optional()
                .map(json::readTree)
                .map(referral -> referral.path("headline")
                        .asString(referral.path("source_id").asString("")));
    }
}
