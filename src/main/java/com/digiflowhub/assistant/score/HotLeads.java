package com.digiflowhub.assistant.score;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.Judgement.Reason;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Who became hot lately, and still is. */
@Component
public class HotLeads {
    private static final Duration LATELY = Duration.ofHours(24);
    private static final int MOST_READ = 100;

    private final JdbcClient sql;
    private final Thresholds thresholds;
    private final Contacts contacts;
    private final JsonMapper json;
    private final HubClock clock;

    HotLeads(JdbcClient sql, Thresholds thresholds, Contacts contacts, JsonMapper json, HubClock clock) {
        this.sql = sql;
        this.thresholds = thresholds;
        this.contacts = contacts;
        this.json = json;
        this.clock = clock;
    }

    /** {@code quote} are the words that counted most; empty when there were none. */
    public record Hot(String name, UUID conversation, int score, String quote, Instant since) {}

    private record Crossing(ContactId contact, UUID conversation, String reasons, Instant at) {}

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Hot> lately(int most) {
        int hot = thresholds.levels().hot();
        List<Crossing> crossings = crossings(hot);
        Map<ContactId, Contact> people =
                contacts.findAll(crossings.stream().map(Crossing::contact).toList());
        return crossings.stream()
                .flatMap(crossing -> Optional.ofNullable(people.get(crossing.contact()))
                        .filter(person -> person.score().orElse(0) >= hot)
                        .map(person -> new Hot(
                                person.shownAs(),
                                crossing.conversation(),
                                person.score().orElse(0),
                                quote(crossing.reasons()),
                                crossing.at()))
                        .stream())
                .limit(most)
                .toList();
    }

    /** Ids sort by time, so the primary key finds the newest. */
    private List<Crossing> crossings(int hot) {
        Instant since = clock.now().minus(LATELY);
        return sql.sql("""
                select * from (
                    select distinct on (a.contact_id) a.contact_id, a.conversation_id, a.reasons, a.made_at
                      from assistant.assessment a
                     where a.workspace_id = tenancy.here() and a.id >= :first and a.score >= :hot
                       and coalesce((select b.score from assistant.assessment b
                                      where b.workspace_id = a.workspace_id and b.contact_id = a.contact_id
                                        and (b.made_at, b.id) < (a.made_at, a.id)
                                      order by b.made_at desc, b.id desc limit 1), 0) < :hot
                     order by a.contact_id, a.made_at desc) crossing
                 order by made_at desc limit :most
                """)
                .param("first", UuidV7.first(since))
                .param("hot", hot)
                .param("most", MOST_READ)
                .query((row, n) -> new Crossing(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        row.getObject("conversation_id", UUID.class),
                        row.getString("reasons"),
                        Times.read(row, "made_at")))
                .list();
    }

    private String quote(String reasons) {
        return Arrays.stream(json.readValue(reasons, Reason[].class))
                .filter(reason -> !reason.quote().isBlank())
                .max(Comparator.comparingInt(Reason::points))
                .map(Reason::quote)
                .orElse("");
    }
}
