package com.digiflowhub.crm;

import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of leads. */
@Component
class LeadRows {
    /** The one place that says where a lead's score comes from: the person's, none counting as nothing. */
    static final String SCORE = "coalesce(p.score, 0)";

    private static final int MOST_FOUND = 1_000;
    private static final String SELECT = """
            select l.id, l.contact_id, p.name, p.email, p.phone, l.external_id, l.company, l.source, l.campaign, l.pipeline, l.stage, l.status,
                   %s as score, l.value, l.currency, l.owner_id, l.tags, l.custom_fields, l.stage_since, l.created_at, l.updated_at
              from crm.lead l join contacts.person p on p.workspace_id = l.workspace_id and p.contact_id = l.contact_id
             where l.workspace_id = tenancy.here()
            """.formatted(SCORE);
    private static final String FILTER = """
               and (:stage::text is null or l.stage = :stage)
               and (:status::text is null or l.status = :status)
               and (:source::text is null or l.source = :source)
               and (:owner::uuid is null or l.owner_id = :owner)
               and (:tag::text is null or :tag = any (l.tags))
               and (:since::timestamptz is null or l.updated_at >= :since)
               and (:found::uuid[] is null or l.id = any (:found))
            """;

    private final JdbcClient sql;
    private final HubClock clock;
    private final Contacts contacts;

    LeadRows(JdbcClient sql, HubClock clock, Contacts contacts) {
        this.sql = sql;
        this.clock = clock;
        this.contacts = contacts;
    }

    /** What stands at one place of the pipeline, in one currency. */
    record Sum(Lead.Status status, String stage, long count, Money value) {}

    /** False when the contact has an open one already. */
    boolean insert(Lead lead) {
        return bind(sql.sql("""
                insert into crm.lead (workspace_id, id, contact_id, external_id, company, source, campaign, pipeline, stage, status, value,
                       currency, owner_id, tags, custom_fields, stage_since, created_at, updated_at)
                values (tenancy.here(), :id, :contact, :external, :company, :source, :campaign, :pipeline, :stage, :status, :value,
                       :currency, :owner, :tags::text[], :custom::jsonb, :now, :now, :now)
                    on conflict (workspace_id, contact_id) where status = 'open' do nothing
                """), lead)
                        .param("contact", lead.contact().value())
                        .param("pipeline", lead.pipeline())
                        .update()
                == 1;
    }

    void update(Lead lead) {
        bind(sql.sql("""
                update crm.lead set external_id = :external, company = :company, source = :source, campaign = :campaign,
                       stage_since = case when (stage, status) = (:stage, :status) then stage_since else :now end,
                       stage = :stage, status = :status, value = :value, currency = :currency, owner_id = :owner, tags = :tags::text[],
                       custom_fields = :custom::jsonb, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """), lead).update();
    }

    private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Lead lead) {
        return statement
                .param("id", lead.id().value())
                .param("external", lead.externalId().orElse(null))
                .param("company", lead.company())
                .param("source", lead.source())
                .param("campaign", lead.campaign())
                .param("stage", lead.stage())
                .param("status", lead.status().stored())
                .param("value", lead.value().minor())
                .param("currency", lead.value().currency().getCurrencyCode())
                .param("owner", lead.owner().map(UserId::value).orElse(null))
                .param("tags", lead.tags().toArray(String[]::new))
                .param("custom", lead.customFields())
                .param("now", Times.utc(clock.now()));
    }

    Optional<Lead> find(LeadId id) {
        return sql.sql(SELECT + " and l.id = :id")
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Lead> findToChange(LeadId id) {
        return sql.sql(SELECT + " and l.id = :id for update of l")
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Lead> findExternal(String externalId) {
        return sql.sql(SELECT + " and l.external_id = :external")
                .param("external", externalId)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The open lead, else the last one. */
    Optional<Lead> of(ContactId contact) {
        return sql.sql(
                        SELECT
                                + " and l.contact_id = :contact order by l.status = 'open' desc, l.created_at desc, l.id desc limit 1")
                .param("contact", contact.value())
                .query((row, n) -> read(row))
                .optional();
    }

    List<Lead> list(LeadFilter filter, LeadSort sort, Optional<LeadPlace> after, int most) {
        return filtered(SELECT + FILTER + sort.behind() + sort.order(), filter)
                .param("place", after.map(LeadPlace::place).orElse(null))
                .param("after", after.map(place -> place.lead().value()).orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    List<Sum> sums(LeadFilter filter) {
        return filtered("""
                select l.status, case when l.status = 'open' then l.stage else '' end as place, l.currency, count(*) as leads,
                       sum(l.value)::bigint as value
                  from crm.lead l where l.workspace_id = tenancy.here()
                """ + FILTER + " group by 1, 2, 3 order by value desc, l.currency", filter)
                .query((row, n) -> new Sum(
                        Lead.Status.of(row.getString("status")),
                        row.getString("place"),
                        row.getLong("leads"),
                        Money.stored(row.getLong("value"), row.getString("currency"))))
                .list();
    }

    /** What leads have come by, for the choice of a filter. */
    List<String> sources(int most) {
        return sql.sql("""
                select source from crm.lead where workspace_id = tenancy.here() and source <> ''
                 group by source order by count(*) desc, source limit :most
                """)
                .param("most", most)
                .query((row, n) -> java.util.Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private JdbcClient.StatementSpec filtered(String statement, LeadFilter filter) {
        return sql.sql(statement)
                .param("stage", filter.stage().orElse(null))
                .param("status", filter.status().map(Lead.Status::stored).orElse(null))
                .param("source", filter.source().orElse(null))
                .param("owner", filter.owner().map(UserId::value).orElse(null))
                .param("tag", filter.tag().orElse(null))
                .param("since", Times.utc(filter.updatedSince()))
                .param("found", filter.words().map(this::search).orElse(null));
    }

    /** By a part of the person's name or address or of the company, or by the caller's own id; the newest thousand. */
    private UUID[] search(String words) {
        UUID[] people = contacts.searchIds(words, MOST_FOUND).stream()
                .map(ContactId::value)
                .toArray(UUID[]::new);
        return sql.sql("select * from crm.search(:words, :people::uuid[], :most)")
                .param("words", words)
                .param("people", people)
                .param("most", MOST_FOUND)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
    }

    private static Lead read(ResultSet row) throws SQLException {
        return new Lead(
                new LeadId(row.getObject("id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                row.getString("name"),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("phone")),
                Optional.ofNullable(row.getString("external_id")),
                row.getString("company"),
                row.getString("source"),
                row.getString("campaign"),
                row.getString("pipeline"),
                row.getString("stage"),
                Lead.Status.of(row.getString("status")),
                row.getInt("score"),
                Money.stored(row.getLong("value"), row.getString("currency")),
                Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(UserId::new),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("custom_fields"),
                Times.read(row, "stage_since"),
                Times.read(row, "created_at"),
                Times.read(row, "updated_at"));
    }
}
