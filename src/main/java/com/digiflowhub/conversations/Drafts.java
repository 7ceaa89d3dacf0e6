package com.digiflowhub.conversations;

import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Superseded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An answer that the assistant wrote and did not send, for a person to read: one a conversation. The next message of ours, whoever writes it,
 * takes it away ({@link ConversationRows#said}).
 */
@Component
public class Drafts {
    private final JdbcClient sql;
    private final ConversationRows conversations;
    private final Contents contents;
    private final HubClock clock;
    private final Live live;

    Drafts(JdbcClient sql, ConversationRows conversations, Contents contents, HubClock clock, Live live) {
        this.sql = sql;
        this.conversations = conversations;
        this.contents = contents;
        this.clock = clock;
        this.live = live;
    }

    /** {@code claims} are the words in it that no source holds. */
    public record Draft(UUID id, String text, List<String> claims, String grounds, Instant at) {
        public Draft {
            claims = List.copyOf(claims);
        }
    }

    /** In an effect. Does nothing when somebody took the conversation over since the epoch that was seen. */
    @Transactional
    public void keep(ConversationId id, long epoch, Reply reply, List<String> claims) {
        Conversation conversation = conversations.lock(id).orElseThrow(() -> new Superseded("no conversation"));
        if (conversation.epoch() != epoch || conversation.ownedByPerson()) {
            return;
        }
        sql.sql("""
                insert into conversations.draft (workspace_id, conversation_id, id, text, reason, claims, grounds, at)
                values (tenancy.here(), :conversation, :id, :text, 'claim', :claims, :grounds::jsonb, :now)
                    on conflict (workspace_id, conversation_id) do update
                       set id = excluded.id, text = excluded.text, claims = excluded.claims, grounds = excluded.grounds, at = excluded.at
                """)
                .param("conversation", id.value())
                .param("id", clock.nextId())
                .param("text", reply.text())
                .param("claims", new SqlArrayValue("text", claims.toArray()))
                .param("grounds", contents.write(reply.grounds()))
                .param("now", Times.utc(clock.now()))
                .update();
        live.changed("conversation", id);
    }

    @Transactional(readOnly = true)
    public Optional<Draft> of(ConversationId id) {
        return sql.sql("""
                select id, text, claims, grounds, at from conversations.draft
                 where workspace_id = tenancy.here() and conversation_id = :conversation
                """)
                .param("conversation", id.value())
                .query((row, n) -> new Draft(
                        row.getObject("id", UUID.class),
                        row.getString("text"),
                        List.of((String[]) row.getArray("claims").getArray()),
                        row.getString("grounds"),
                        Times.read(row, "at")))
                .optional();
    }

    /** Nobody wants it. */
    @Transactional
    public void drop(ConversationId id) {
        sql.sql(
                        "delete from conversations.draft where workspace_id = tenancy.here() and conversation_id = :conversation")
                .param("conversation", id.value())
                .update();
        live.changed("conversation", id);
    }
}
