package com.digiflowhub.conversations.log;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.vocabulary.ContactId;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What of all that was said is to be decided by a person, and what went well without one. */
@Component
public class TodayRows {
    /**
     * An unknown outcome is asked once its provider had time to tell, and stays until it is decided; a failure until something else is said there, or it is old. One for which the person
     * waits stands with those who wait.
     */
    static final String TO_DECIDE = """
              from conversations.message m
              join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
             where m.workspace_id = tenancy.here() and v.status <> 'closed'
               and (m.state = 'unknown' and m.state_at <= :told
                    or m.state = 'failed' and m.state_at >= :since and v.waiting_reason is distinct from 'not-delivered'
                       and not exists (select from conversations.message later
                                        where later.workspace_id = m.workspace_id and later.conversation_id = m.conversation_id
                                          and (later.at, later.id) > (m.at, m.id)))
            """;

    /** A draft of a conversation that still waits stands with those who wait. */
    private static final String HELD = """
              from conversations.draft d
              join conversations.conversation v on v.workspace_id = d.workspace_id and v.id = d.conversation_id
             where d.workspace_id = tenancy.here() and v.status <> 'closed' and v.waiting_since is null
            """;

    private static final Duration FAILURES_MATTER = Duration.ofDays(14);

    private final JdbcClient sql;

    TodayRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A message of ours whose fate somebody has to decide, or that the assistant wrote and did not send; then {@code state} is {@code draft}. */
    public record Send(
            UUID id,
            ConversationId conversation,
            ContactId contact,
            String channel,
            String state,
            Optional<String> reason,
            String text,
            Instant since) {}

    /** What went on between two moments with nobody there. */
    public record Alone(int answers, int handOvers, int stops) {
        public boolean nothing() {
            return answers + handOvers + stops == 0;
        }
    }

    /** The newest first, drafts at the end. */
    @Transactional(readOnly = true)
    public List<Send> toDecide(Instant now, int most) {
        return sql.sql(
                        "select * from (select m.id, m.conversation_id, v.contact_id, v.channel, m.state, m.reason, m.text, m.state_at as since"
                                + TO_DECIDE
                                + " union all select d.id, d.conversation_id, v.contact_id, v.channel, 'draft', null, d.text, d.at"
                                + HELD + ") sends order by state = 'draft', since desc, id desc limit :most")
                .param("since", Times.utc(now.minus(FAILURES_MATTER)))
                .param("told", Times.utc(now.minus(MessageRows.PROVIDER_TELLS_WITHIN)))
                .param("most", most)
                .query((row, n) -> send(row))
                .list();
    }

    @Transactional(readOnly = true)
    public int countToDecide(Instant now, int most) {
        return sql.sql("select count(*) from (select 1" + TO_DECIDE + " union all select 1" + HELD
                        + " limit :most) as counted")
                .param("since", Times.utc(now.minus(FAILURES_MATTER)))
                .param("told", Times.utc(now.minus(MessageRows.PROVIDER_TELLS_WITHIN)))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** What the lead said last, by conversation. */
    @Transactional(readOnly = true)
    public Map<ConversationId, String> lastWords(Collection<ConversationId> conversations) {
        Map<ConversationId, String> words = new HashMap<>();
        sql.sql("""
                select v.id, m.text from conversations.conversation v
                  join conversations.message m on m.workspace_id = v.workspace_id and m.id = v.last_inbound_id
                 where v.workspace_id = tenancy.here() and v.id = any (:ids::uuid[])
                """).param("ids", ids(conversations)).query(row -> {
            words.put(new ConversationId(row.getObject("id", UUID.class)), row.getString("text"));
        });
        return words;
    }

    /** What no entry holds in the drafts of these conversations. */
    @Transactional(readOnly = true)
    public Map<ConversationId, List<String>> claims(Collection<ConversationId> conversations) {
        Map<ConversationId, List<String>> claims = new HashMap<>();
        sql.sql("""
                select conversation_id, claims from conversations.draft
                 where workspace_id = tenancy.here() and conversation_id = any (:ids::uuid[])
                """).param("ids", ids(conversations)).query(row -> {
            claims.put(new ConversationId(row.getObject("conversation_id", UUID.class)), List.of((String[])
                    row.getArray("claims").getArray()));
        });
        return claims;
    }

    /** How many the assistant leads and nobody is wanted in. */
    @Transactional(readOnly = true)
    public int countLed(int most) {
        return sql.sql("""
                select count(*) from (select from conversations.conversation
                 where workspace_id = tenancy.here() and status in ('active', 'scheduled') and owner_id is null
                   and waiting_since is null limit :most) as counted
                """).param("most", most).query(Integer.class).single();
    }

    /** Ids sort by time, so the primary keys find the rows of a span. */
    @Transactional(readOnly = true)
    public Alone alone(Instant from, Instant until) {
        return sql.sql("""
                select (select count(*) from conversations.message
                         where workspace_id = tenancy.here() and id >= :from and id < :until
                           and sender = 'bot' and grounds is not null
                           and state in ('sent', 'delivered', 'read', 'played')) as answers,
                       count(*) filter (where kind = 'handed-over') as hand_overs, count(*) filter (where kind = 'stopped') as stops
                  from conversations.event where workspace_id = tenancy.here() and id >= :from and id < :until
                """)
                .param("from", UuidV7.first(from))
                .param("until", UuidV7.first(until))
                .query((row, n) -> new Alone(row.getInt("answers"), row.getInt("hand_overs"), row.getInt("stops")))
                .single();
    }

    private static UUID[] ids(Collection<ConversationId> conversations) {
        return conversations.stream().map(ConversationId::value).toArray(UUID[]::new);
    }

    private static Send send(ResultSet row) throws SQLException {
        return new Send(
                row.getObject("id", UUID.class),
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                row.getString("channel"),
                row.getString("state"),
                Optional.ofNullable(row.getString("reason")),
                row.getString("text"),
                Times.read(row, "since"));
    }
}
