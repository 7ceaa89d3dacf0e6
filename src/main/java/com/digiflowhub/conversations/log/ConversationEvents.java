package com.digiflowhub.conversations.log;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened in a conversation besides words. */
@Component
public class ConversationEvents {
    private final JdbcClient sql;
    private final HubClock clock;

    public ConversationEvents(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** {@code leaving} counts the automatic messages that had begun to leave when it happened. */
    public record Event(
            UUID id, String kind, Optional<UserId> user, Optional<String> reason, int leaving, Instant at) {}

    public void add(
            ConversationId conversation, String kind, Optional<UserId> user, Optional<String> reason, int leaving) {
        sql.sql("""
                insert into conversations.event (workspace_id, id, conversation_id, kind, user_id, reason, leaving, at)
                values (tenancy.here(), :id, :conversation, :kind, :user, :reason, :leaving, :now)
                """)
                .param("id", clock.nextId())
                .param("conversation", conversation.value())
                .param("kind", kind)
                .param("user", user.map(UserId::value).orElse(null))
                .param("reason", reason.orElse(null))
                .param("leaving", leaving)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public List<Event> since(ConversationId conversation, Instant since) {
        return sql.sql("""
                select id, kind, user_id, reason, leaving, at from conversations.event
                 where workspace_id = tenancy.here() and conversation_id = :conversation and at >= :since order by at, id
                """)
                .param("conversation", conversation.value())
                .param("since", Times.utc(since))
                .query((row, n) -> new Event(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        Optional.ofNullable(row.getObject("user_id", UUID.class))
                                .map(UserId::new),
                        Optional.ofNullable(row.getString("reason")),
                        row.getInt("leaving"),
                        Times.read(row, "at")))
                .list();
    }
}
