package com.digiflowhub.assistant.score;

import com.digiflowhub.contacts.Judgement;
import com.digiflowhub.contacts.Judgement.Reason;
import com.digiflowhub.contacts.Judgement.Sentiment;
import com.digiflowhub.contacts.Judgements;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The history of each lead: what was made of their words, and when. */
@Component
class Assessments {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final HubClock clock;

    Assessments(JdbcClient sql, JsonMapper json, HubClock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /** Whose, from which conversation, up to which of their messages. */
    record Matter(ContactId contact, UUID conversation, UUID lastMessage) {}

    /** Who made it: {@code model} is empty when it was by rule, and then {@code note} says why. */
    record Maker(Optional<String> model, Optional<String> note) {}

    @Transactional(readOnly = true)
    public List<Judgement> of(ContactId contact, int most) {
        return sql.sql("""
                select a.* from assistant.assessment a where a.workspace_id = tenancy.here() and a.contact_id = :contact
                 order by a.made_at desc, a.id desc limit :most
                """)
                .param("contact", contact.value())
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    @Transactional(readOnly = true)
    public boolean made(UUID lastMessage) {
        return sql.sql("""
                        select count(*) from assistant.assessment where workspace_id = tenancy.here() and last_message = :message
                        """).param("message", lastMessage).query(Long.class).single() > 0;
    }

    /** The newest of the conversation. */
    @Transactional(readOnly = true)
    public Optional<UUID> newest(UUID conversation) {
        return sql.sql("""
                select a.id from assistant.assessment a where a.workspace_id = tenancy.here() and a.conversation_id = :conversation
                 order by a.made_at desc, a.id desc limit 1
                """)
                .param("conversation", conversation)
                .query(UUID.class)
                .optional();
    }

    /** False when there is one for this message already. */
    boolean add(Matter matter, Verdict verdict, Maker maker) {
        return sql.sql("""
                insert into assistant.assessment (workspace_id, id, contact_id, conversation_id, last_message, score, base, sentiment,
                                                  confidence, made_by, model, note, reasons, mood, made_at)
                values (tenancy.here(), :id, :contact, :conversation, :message, :score, :base, :sentiment, :confidence, :by, :model, :note,
                        :reasons::jsonb, :mood::jsonb, :now)
                    on conflict (workspace_id, last_message) do nothing
                """)
                        .param("id", clock.nextId())
                        .param("contact", matter.contact().value())
                        .param("conversation", matter.conversation())
                        .param("message", matter.lastMessage())
                        .param("score", verdict.score())
                        .param("base", Verdict.BASE)
                        .param("sentiment", verdict.sentiment().tone())
                        .param("confidence", verdict.sentiment().confidence())
                        .param("by", maker.model().isPresent() ? "model" : "rule")
                        .param("model", maker.model().orElse(null))
                        .param("note", maker.note().orElse(null))
                        .param("reasons", json.writeValueAsString(verdict.reasons()))
                        .param("mood", json.writeValueAsString(verdict.moodQuotes()))
                        .param("now", Times.utc(clock.now()))
                        .update()
                == 1;
    }

    private Judgement read(ResultSet row) throws SQLException {
        return new Judgement(
                row.getInt("score"),
                row.getInt("base"),
                Arrays.asList(json.readValue(row.getString("reasons"), Reason[].class)),
                new Sentiment(row.getString("sentiment"), row.getInt("confidence")),
                Arrays.asList(json.readValue(row.getString("mood"), String[].class)),
                Optional.ofNullable(row.getString("model")).filter(name -> !name.isEmpty()),
                Optional.ofNullable(row.getString("note")),
                row.getString("made_by").equals("model"),
                Times.read(row, "made_at"));
    }

    /** Shown wherever a person is. */
    @Configuration(proxyBeanMethods = false)
    static class Shown {
        @Bean
        Judgements judgements(Assessments assessments) {
            return new Judgements(assessments::of);
        }
    }
}
