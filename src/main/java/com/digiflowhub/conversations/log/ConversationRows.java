package com.digiflowhub.conversations.log;

import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of {@code conversations.conversation}. */
@Component
public class ConversationRows {
    public static final String COLUMNS = """
            v.id, v.contact_id, v.connection_id, v.channel, v.number, v.provider_user, v.status, v.owner_id, v.epoch,
            v.waiting_since, v.waiting_reason, v.window_until, v.last_inbound_at, v.last_inbound_id, v.last_at, v.last_sender,
            v.last_text, v.unread, v.created_at, v.updated_at
            """;

    private final JdbcClient sql;
    private final HubClock clock;

    public ConversationRows(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The one conversation of a contact on a connection, made when there is none; its row is locked from here on. */
    public Conversation open(ConnectionId connection, String channel, ContactId contact, Address address) {
        return sql.sql("""
                insert into conversations.conversation as v
                       (workspace_id, id, contact_id, connection_id, channel, number, provider_user, last_at, created_at, updated_at)
                values (tenancy.here(), :id, :contact, :connection, :channel, :number, :user, :now, :now, :now)
                    on conflict (workspace_id, connection_id, contact_id)
                    do update set number = coalesce(excluded.number, v.number),
                                  provider_user = coalesce(excluded.provider_user, v.provider_user)
                returning
                """ + COLUMNS)
                .param("id", clock.nextId())
                .param("contact", contact.value())
                .param("connection", connection.value())
                .param("channel", channel)
                .param("number", address.number().orElse(null))
                .param("user", address.userId().orElse(null))
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> read(row))
                .single();
    }

    public Optional<ConversationId> between(ConnectionId connection, ContactId contact) {
        return sql.sql("""
                select id from conversations.conversation
                 where workspace_id = tenancy.here() and connection_id = :connection and contact_id = :contact
                """)
                .param("connection", connection.value())
                .param("contact", contact.value())
                .query((row, n) -> new ConversationId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** The person is reached by another number or id from now on. */
    public void readdress(ConnectionId connection, ContactId contact, Address address) {
        sql.sql("""
                update conversations.conversation
                   set number = coalesce(:number, number), provider_user = coalesce(:user, provider_user), updated_at = :now
                 where workspace_id = tenancy.here() and connection_id = :connection and contact_id = :contact
                """)
                .param("connection", connection.value())
                .param("contact", contact.value())
                .param("number", address.number().orElse(null))
                .param("user", address.userId().orElse(null))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public Optional<Conversation> find(ConversationId id) {
        return sql.sql("select " + COLUMNS + """
                  from conversations.conversation v where v.workspace_id = tenancy.here() and v.id = :id
                """)
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** For a change: whoever else changes it, or is about to send in it, waits or came before. */
    public Optional<Conversation> lock(ConversationId id) {
        return sql.sql("select " + COLUMNS + """
                  from conversations.conversation v where v.workspace_id = tenancy.here() and v.id = :id for update
                """)
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** For an attempt: nobody takes the conversation over until the attempt is committed. */
    public Optional<Conversation> holdStill(ConversationId id) {
        return sql.sql("select " + COLUMNS + """
                  from conversations.conversation v where v.workspace_id = tenancy.here() and v.id = :id for share
                """)
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    public void wrote(ConversationId id, Inbound inbound) {
        sql.sql("""
                update conversations.conversation
                   set last_at = greatest(last_at, :at), last_sender = 'contact', last_text = :text, unread = unread + 1,
                       last_inbound_at = greatest(last_inbound_at, :at), last_inbound_id = :message,
                       window_until = greatest(window_until, :window), status = 'active',
                       waiting_since = coalesce(waiting_since, case when owner_id is not null then :now::timestamptz end),
                       waiting_reason = coalesce(waiting_reason, case when owner_id is not null then 'wrote-again' end),
                       referral = coalesce(referral, :referral::jsonb), updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("at", Times.utc(inbound.at()))
                .param("text", inbound.preview())
                .param("message", inbound.message().value())
                .param("window", Times.utc(inbound.windowUntil()))
                .param("referral", inbound.referral().orElse(null))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** What a lead's message changes in its conversation. */
    public record Inbound(
            MessageId message, Instant at, String preview, Optional<Instant> windowUntil, Optional<String> referral) {}

    /** What the assistant had written and not sent answers nothing any more. */
    public void said(ConversationId id, Author by, String preview) {
        sql.sql("delete from conversations.draft where workspace_id = tenancy.here() and conversation_id = :id")
                .param("id", id.value())
                .update();
        sql.sql("""
                update conversations.conversation
                   set last_at = :now, last_sender = :sender, last_text = :text, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("sender", by.stored())
                .param("text", preview)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Since when the present turn has been waiting, from now on if none was; the cap of the adaptive wait counts from it. */
    public Instant turnSince(ConversationId id) {
        return sql.sql("""
                update conversations.conversation set turn_since = coalesce(turn_since, :now)
                 where workspace_id = tenancy.here() and id = :id
                returning turn_since
                """)
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> Times.read(row, "turn_since"))
                .single();
    }

    public void turnTaken(ConversationId id) {
        sql.sql(
                        "update conversations.conversation set turn_since = null where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .update();
    }

    public void own(ConversationId id, Optional<UserId> owner) {
        sql.sql("""
                update conversations.conversation
                   set owner_id = :owner, epoch = epoch + 1, waiting_since = null, waiting_reason = null, unread = 0, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("owner", owner.map(UserId::value).orElse(null))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public void raiseEpoch(ConversationId id) {
        sql.sql(
                        "update conversations.conversation set epoch = epoch + 1, updated_at = :now where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public void await(ConversationId id, String reason) {
        sql.sql("""
                update conversations.conversation
                   set waiting_since = coalesce(waiting_since, :now), waiting_reason = :reason, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("reason", reason)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public void answered(ConversationId id) {
        sql.sql("""
                update conversations.conversation set waiting_since = null, waiting_reason = null, unread = 0
                 where workspace_id = tenancy.here() and id = :id
                """).param("id", id.value()).update();
    }

    public boolean seen(ConversationId id) {
        return sql.sql("""
                update conversations.conversation set unread = 0
                 where workspace_id = tenancy.here() and id = :id and unread > 0
                """).param("id", id.value()).update() == 1;
    }

    public void become(ConversationId id, Conversation.Status status) {
        sql.sql("""
                update conversations.conversation
                   set status = :status, waiting_since = null, waiting_reason = null, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """)
                .param("id", id.value())
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public void closeWindow(ConversationId id) {
        sql.sql(
                        "update conversations.conversation set window_until = :now where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    public static Conversation read(ResultSet row) throws SQLException {
        return new Conversation(
                new ConversationId(row.getObject("id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                new ConnectionId(row.getObject("connection_id", UUID.class)),
                row.getString("channel"),
                new Address(
                        Optional.ofNullable(row.getString("number")),
                        Optional.ofNullable(row.getString("provider_user"))),
                Conversation.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(UserId::new),
                row.getLong("epoch"),
                waiting(row),
                Times.find(row, "window_until"),
                Times.find(row, "last_inbound_at"),
                Optional.ofNullable(row.getObject("last_inbound_id", UUID.class))
                        .map(MessageId::new),
                new Conversation.Last(
                        Times.read(row, "last_at"), row.getString("last_sender"), row.getString("last_text")),
                row.getInt("unread"),
                Times.read(row, "created_at"),
                Times.read(row, "updated_at"));
    }

    private static Optional<Conversation.Waiting> waiting(ResultSet row) throws SQLException {
        String reason = row.getString("waiting_reason");
        return Times.find(row, "waiting_since")
                .map(since -> new Conversation.Waiting(since, reason == null ? "asked" : reason));
    }
}
