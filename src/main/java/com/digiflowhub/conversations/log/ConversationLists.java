package com.digiflowhub.conversations.log;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.identity.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists of conversations: who waits for a person, longest first; and the newest of a choice, page by page. */
@Component
public class ConversationLists {
    private final JdbcClient sql;

    ConversationLists(JdbcClient sql) {
        this.sql = sql;
    }

    /** Which conversations a list holds. */
    public enum Choice {
        /** Not closed. */
        OPEN,
        /** Mine: those that the asking person answers. */
        MINE,
        /** Those that the assistant answers. */
        ASSISTANT,
        CLOSED,
        ALL;

        public static Optional<Choice> named(String name) {
            for (Choice choice : values()) {
                if (choice.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }

    @Transactional(readOnly = true)
    public List<Conversation> waiting(int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here() and v.waiting_since is not null
                 order by v.waiting_since, v.id limit :most
                """)
                .param("most", most)
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** Newest first, from behind {@code after} on. */
    @Transactional(readOnly = true)
    public List<Conversation> newest(Choice choice, UserId asking, Optional<ConversationId> after, int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here()
                   and case :choice when 'OPEN' then v.status <> 'closed'
                                    when 'MINE' then v.status <> 'closed' and v.owner_id = :asking
                                    when 'ASSISTANT' then v.status <> 'closed' and v.owner_id is null
                                    when 'CLOSED' then v.status = 'closed'
                                    else true end
                   and (:after::uuid is null or (v.last_at, v.id) < (
                        select p.last_at, p.id from conversations.conversation p
                         where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by v.last_at desc, v.id desc limit :most
                """)
                .param("choice", choice.name())
                .param("asking", asking.value())
                .param("after", after.map(ConversationId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** Those in this state, newest first, from behind {@code after} on. */
    @Transactional(readOnly = true)
    public List<Conversation> newest(Conversation.Status status, Optional<ConversationId> after, int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here() and v.status = :status
                   and (:after::uuid is null or (v.last_at, v.id) < (
                        select p.last_at, p.id from conversations.conversation p
                         where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by v.last_at desc, v.id desc limit :most
                """)
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("after", after.map(ConversationId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** How many the choice holds, counted no further than {@code most}. */
    @Transactional(readOnly = true)
    public int count(Choice choice, UserId asking, int most) {
        return sql.sql("""
                select count(*) from (
                    select from conversations.conversation v
                     where v.workspace_id = tenancy.here()
                       and case :choice when 'OPEN' then v.status <> 'closed'
                                        when 'MINE' then v.status <> 'closed' and v.owner_id = :asking
                                        when 'ASSISTANT' then v.status <> 'closed' and v.owner_id is null
                                        when 'CLOSED' then v.status = 'closed'
                                        else true end
                     limit :most) as counted
                """)
                .param("choice", choice.name())
                .param("asking", asking.value())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Whether anybody ever wrote. */
    @Transactional(readOnly = true)
    public boolean any() {
        return sql.sql("select exists (select from conversations.conversation where workspace_id = tenancy.here())")
                .query(Boolean.class)
                .single();
    }

    @Transactional(readOnly = true)
    public int countWaiting(int most) {
        return sql.sql("""
                select count(*) from (select from conversations.conversation
                 where workspace_id = tenancy.here() and waiting_since is not null limit :most) as counted
                """).param("most", most).query(Integer.class).single();
    }

    /** Those in which something was said that holds all these words, newest first. */
    @Transactional(readOnly = true)
    public List<Conversation> search(String words, int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.search(:words, :most) as found
                  join conversations.conversation v on v.workspace_id = tenancy.here() and v.id = found.conversation_id
                 order by v.last_at desc, v.id desc
                """)
                .param("words", words)
                .param("most", most)
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** A conversation, and the newest of its messages that holds the words looked for. */
    public record Said(Conversation conversation, String text) {}

    /** The same with what was said. */
    @Transactional(readOnly = true)
    public List<Said> said(String words, int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  , m.text as said
                  from conversations.search(:words, :most) as found
                  join conversations.message m on m.workspace_id = tenancy.here() and m.id = found.message_id
                  join conversations.conversation v on v.workspace_id = tenancy.here() and v.id = found.conversation_id
                 order by m.id desc
                """)
                .param("words", words)
                .param("most", most)
                .query((row, n) -> new Said(ConversationRows.read(row), row.getString("said")))
                .list();
    }

    /** Those of these people. */
    @Transactional(readOnly = true)
    public List<Conversation> with(List<UUID> contacts) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here() and v.contact_id = any (:contacts::uuid[])
                 order by v.last_at desc, v.id desc
                """)
                .param("contacts", contacts.toArray(UUID[]::new))
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** Of all, newest first. */
    @Transactional(readOnly = true)
    public List<Conversation> newest(int most) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here()
                 order by v.last_at desc, v.id desc limit :most
                """)
                .param("most", most)
                .query((row, n) -> ConversationRows.read(row))
                .list();
    }

    /** The newest with this number or the provider's id. */
    @Transactional(readOnly = true)
    public Optional<Conversation> reachedAt(String numberOrId) {
        return sql.sql("select " + ConversationRows.COLUMNS + """
                  from conversations.conversation v
                 where v.workspace_id = tenancy.here() and :reached in (v.number, v.provider_user)
                 order by v.last_at desc, v.id desc limit 1
                """)
                .param("reached", numberOrId)
                .query((row, n) -> ConversationRows.read(row))
                .optional();
    }
}
