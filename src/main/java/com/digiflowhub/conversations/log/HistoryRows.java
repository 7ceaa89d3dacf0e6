package com.digiflowhub.conversations.log;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.History;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a conversation stands after its history was written beside it. */
@Component
public class HistoryRows {
    private final JdbcClient sql;

    public HistoryRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** The lead's last words, and until when they may be answered freely. */
    public record Heard(MessageId message, Instant at, Optional<Instant> windowUntil) {}

    /** {@code preview} is the last line as lists show it. */
    public void stand(ConversationId id, History.Past past, String preview, Optional<Heard> heard) {
        History.Line last = past.lines().getLast();
        History.Standing standing = past.standing();
        sql.sql("""
                update conversations.conversation
                   set last_at = :last, last_sender = :sender, last_text = :text, unread = :unread, owner_id = :owner::uuid,
                       epoch = epoch + case when :owner::uuid is null then 0 else 1 end,
                       waiting_since = :waitingSince::timestamptz, waiting_reason = :waitingReason,
                       last_inbound_id = :inbound::uuid, last_inbound_at = :inboundAt::timestamptz, window_until = :window::timestamptz,
                       created_at = :first, updated_at = :last
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("first", Times.utc(past.lines().getFirst().at()))
                .param("last", Times.utc(last.at()))
                .param("sender", last.sender().stored())
                .param("text", preview)
                .param("unread", standing.unread())
                .param("owner", standing.owner().map(UserId::value).orElse(null))
                .param("waitingSince", Times.utc(standing.waiting().map(Conversation.Waiting::since)))
                .param(
                        "waitingReason",
                        standing.waiting().map(Conversation.Waiting::reason).orElse(null))
                .param("inbound", heard.map(said -> said.message().value()).orElse(null))
                .param("inboundAt", Times.utc(heard.map(Heard::at)))
                .param("window", Times.utc(heard.flatMap(Heard::windowUntil)))
                .update();
    }
}
