package com.digiflowhub.conversations.log;

import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of {@code conversations.message}. */
@Component
public class MessageRows {
    private static final String COLUMNS = """
            m.id, m.conversation_id, m.sender, m.author_id, m.text, m.content, m.provider_id, m.replies_to, m.state, m.reason,
            m.detail, m.leaving, m.grounds, m.promise, m.state_at, m.at
            """;

    /** Only where it is asked for: of a condition that a null leaves out PostgreSQL would plan anew each time. */
    private static final String BEFORE = """
               and (m.at, m.id) < (
                    select b.at, b.id from conversations.message b where b.workspace_id = tenancy.here() and b.id = :before)
            """;

    /** A status takes seconds, if it comes; then a person is asked. */
    public static final Duration PROVIDER_TELLS_WITHIN = Duration.ofMinutes(2);

    private static final Duration EARLY_KEPT = Duration.ofDays(2);

    private final JdbcClient sql;
    private final HubClock clock;

    public MessageRows(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a new row holds. {@code providerId} makes a second delivery harmless, {@code clientId} a second press of the button. */
    public record New(
            ConversationId conversation,
            ConnectionId connection,
            Author sender,
            Optional<UserId> author,
            String text,
            String content,
            Optional<String> providerId,
            Optional<String> repliesTo,
            Optional<String> clientId,
            long epoch,
            MessageState state,
            Optional<String> grounds,
            Promise promise,
            Instant at) {}

    /** Empty when it is there already. */
    public Optional<MessageId> add(New message) {
        UUID id = clock.nextId();
        int added = sql.sql("""
                insert into conversations.message
                       (workspace_id, id, conversation_id, connection_id, sender, author_id, text, content, provider_id, replies_to,
                        client_id, epoch, state, grounds, promise, at, created_at, state_at)
                values (tenancy.here(), :id, :conversation, :connection, :sender, :author, :text, :content::jsonb, :provider, :replies,
                        :client, :epoch, :state, :grounds::jsonb, :promise, :at, :now, :at)
                    on conflict do nothing
                """)
                .param("id", id)
                .param("conversation", message.conversation().value())
                .param("connection", message.connection().value())
                .param("sender", message.sender().stored())
                .param("author", message.author().map(UserId::value).orElse(null))
                .param("text", message.text())
                .param("content", message.content())
                .param("provider", message.providerId().orElse(null))
                .param("replies", message.repliesTo().orElse(null))
                .param("client", message.clientId().orElse(null))
                .param("epoch", message.epoch())
                .param("state", message.state().stored())
                .param("grounds", message.grounds().orElse(null))
                .param("promise", message.promise().stored())
                .param("at", Times.utc(message.at()))
                .param("now", Times.utc(clock.now()))
                .update();
        return added == 1 ? Optional.of(new MessageId(id)) : Optional.empty();
    }

    public boolean known(ConnectionId connection, String providerId) {
        return sql.sql("""
                select exists (select from conversations.message
                                where workspace_id = tenancy.here() and connection_id = :connection and provider_id = :provider)
                """)
                .param("connection", connection.value())
                .param("provider", providerId)
                .query(Boolean.class)
                .single();
    }

    public Optional<Message> find(MessageId id) {
        return one(id, "");
    }

    public Optional<MessageId> findByClient(ConversationId conversation, String clientId) {
        return sql.sql("""
                select id from conversations.message
                 where workspace_id = tenancy.here() and conversation_id = :conversation and client_id = :client
                """)
                .param("conversation", conversation.value())
                .param("client", clientId)
                .query((row, n) -> new MessageId(row.getObject("id", UUID.class)))
                .optional();
    }

    public Optional<Message> lock(MessageId id) {
        return one(id, "for no key update");
    }

    private Optional<Message> one(MessageId id, String lock) {
        return sql.sql("select " + COLUMNS + """
                  from conversations.message m where m.workspace_id = tenancy.here() and m.id = :id
                """ + lock)
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** In the order of their ids, so that two who want the same never wait for each other. */
    public List<Message> lock(Collection<MessageId> ids) {
        return sql.sql("select " + COLUMNS + """
                  from conversations.message m
                 where m.workspace_id = tenancy.here() and m.id = any (:ids::uuid[])
                 order by m.id for no key update
                """)
                .param("ids", ids.stream().map(MessageId::value).toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    /** The epoch that the author had in mind. */
    public long epoch(MessageId id) {
        return sql.sql("select epoch from conversations.message where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    /** Told again where it stands, it stands there no shorter. */
    public void move(MessageId id, MessageState state, Optional<String> reason, Optional<String> detail) {
        sql.sql("""
                update conversations.message set state = :state, reason = :reason, detail = :detail,
                       state_at = case state when :state then state_at else :now end
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("state", state.stored())
                .param("reason", reason.orElse(null))
                .param("detail", detail.orElse(null))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** What the assistant had ready but not yet begun to send is taken back; returns how many. */
    public int cancelAutomatic(ConversationId conversation, String reason) {
        return sql.sql("""
                update conversations.message set state = 'cancelled', reason = :reason, state_at = :now
                 where workspace_id = tenancy.here() and conversation_id = :conversation and sender = 'bot' and state in ('queued', 'held')
                """)
                .param("conversation", conversation.value())
                .param("reason", reason)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /**
     * What was already leaving is marked as such; returns how many. One whose result is being written at this moment has left: it is passed
     * over rather than waited for, since whoever writes results holds several messages in an order of their own.
     */
    public int markLeaving(ConversationId conversation) {
        return sql.sql("""
                update conversations.message set leaving = true
                 where workspace_id = tenancy.here() and id in (
                       select m.id from conversations.message m
                        where m.workspace_id = tenancy.here() and m.conversation_id = :conversation
                          and m.sender = 'bot' and m.state = 'sending'
                        order by m.id for no key update skip locked)
                """).param("conversation", conversation.value()).update();
    }

    /** Oldest first, the last {@code most} before {@code before}. */
    public List<Message> last(ConversationId conversation, Optional<MessageId> before, int most) {
        List<Message> newestFirst = sql.sql("select " + COLUMNS + """
                  from conversations.message m
                 where m.workspace_id = tenancy.here() and m.conversation_id = :conversation
                """ + (before.isEmpty() ? "" : BEFORE) + """
                 order by m.at desc, m.id desc limit :most
                """)
                .param("conversation", conversation.value())
                .param("before", before.map(MessageId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
        return newestFirst.reversed();
    }

    /** Kept for a while: of most that come for no message of ours we will never know one. */
    public void early(
            ConnectionId connection, String providerId, DeliveryStatus status, Instant at, @Nullable String failure) {
        sql.sql("delete from conversations.early_status where workspace_id = tenancy.here() and came_at < :old")
                .param("old", Times.utc(clock.now().minus(EARLY_KEPT)))
                .update();
        sql.sql("""
                insert into conversations.early_status (workspace_id, connection_id, provider_id, status, failure, at, came_at)
                values (tenancy.here(), :connection, :provider, :status, :failure::jsonb, :at, :now) on conflict do nothing
                """)
                .param("connection", connection.value())
                .param("provider", providerId)
                .param("status", status.name())
                .param("failure", failure)
                .param("at", Times.utc(at))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** A status that was kept, with its failure as it was written. */
    public record Early(DeliveryStatus status, Optional<String> failure) {}

    /** The statuses that came before we knew this provider id; they are taken away. */
    public List<Early> takeEarly(ConnectionId connection, String providerId) {
        return sql.sql("""
                delete from conversations.early_status
                 where workspace_id = tenancy.here() and connection_id = :connection and provider_id = :provider
                returning status, failure
                """)
                .param("connection", connection.value())
                .param("provider", providerId)
                .query((row, n) -> new Early(
                        DeliveryStatus.valueOf(row.getString("status")), Optional.ofNullable(row.getString("failure"))))
                .list();
    }

    /** How many of each conversation a person has to decide about, or will have to unless the provider tells. */
    public Map<ConversationId, Integer> unknown(Collection<ConversationId> conversations) {
        Map<ConversationId, Integer> counts = new HashMap<>();
        sql.sql("""
                select conversation_id, count(*) as unknown from conversations.message
                 where workspace_id = tenancy.here() and conversation_id = any (:ids::uuid[]) and state = 'unknown'
                 group by 1
                """)
                .param("ids", conversations.stream().map(ConversationId::value).toArray(UUID[]::new))
                .query(row -> {
                    counts.put(new ConversationId(row.getObject("conversation_id", UUID.class)), row.getInt("unknown"));
                });
        return counts;
    }

    private boolean toDecide(MessageState state, Instant since) {
        return state == MessageState.UNKNOWN
                && !since.plus(PROVIDER_TELLS_WITHIN).isAfter(clock.now());
    }

    private Message read(ResultSet row) throws SQLException {
        MessageState state = MessageState.of(row.getString("state"));
        return new Message(
                new MessageId(row.getObject("id", UUID.class)),
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                Author.of(row.getString("sender")),
                Optional.ofNullable(row.getObject("author_id", UUID.class)).map(UserId::new),
                row.getString("text"),
                row.getString("content"),
                Optional.ofNullable(row.getString("provider_id")),
                Optional.ofNullable(row.getString("replies_to")),
                state,
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("detail")),
                row.getBoolean("leaving"),
                Optional.ofNullable(row.getString("grounds")),
                Promise.of(row.getString("promise")),
                toDecide(state, Times.read(row, "state_at")),
                Times.read(row, "at"));
    }
}
