package com.digiflowhub.crm;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.vocabulary.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leads of a workspace. A contact has at most one open lead. */
@Component
public class Leads {
    private static final String COLUMNS = """
            l.id, l.contact_id, l.name, l.email, l.phone, l.external_id, l.company, l.source, l.campaign, l.pipeline, l.stage, l.status,
            l.value, l.currency, l.owner_id, l.tags, l.custom_fields, l.created_at, l.updated_at
            """;

    private final JdbcClient sql;
    private final HubClock clock;
    private final Live live;

    Leads(JdbcClient sql, HubClock clock, Live live) {
        this.sql = sql;
        this.clock = clock;
        this.live = live;
    }

    /** A contact became known: their lead is opened in the first stage. Asked twice, it is opened once. */
    @Transactional
    public void open(Contact contact) {
        int opened = sql.sql("""
                insert into crm.lead (workspace_id, id, contact_id, name, email, phone, source, stage, created_at, updated_at)
                values (tenancy.here(), :id, :contact, :name, :email, :phone, :source, :stage, :now, :now)
                    on conflict (workspace_id, contact_id) where status = 'open' do nothing
                """)
                .param("id", clock.nextId())
                .param("contact", contact.id().value())
                .param("name", contact.name())
                .param("email", contact.email().orElse(null))
                .param("phone", contact.phone().orElse(null))
                .param("source", contact.origin())
                .param("stage", Lead.FIRST_STAGE)
                .param("now", Times.utc(clock.now()))
                .update();
        if (opened == 1) {
            live.changed("lead", contact.id());
        }
    }

    @Transactional(readOnly = true)
    public Optional<Lead> find(LeadId id) {
        return sql.sql("select " + COLUMNS + " from crm.lead l where l.workspace_id = tenancy.here() and l.id = :id")
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** The open lead, else the last one. */
    @Transactional(readOnly = true)
    public Optional<Lead> of(ContactId contact) {
        return sql.sql("select " + COLUMNS + """
                  from crm.lead l where l.workspace_id = tenancy.here() and l.contact_id = :contact
                 order by l.status = 'open' desc, l.created_at desc limit 1
                """)
                .param("contact", contact.value())
                .query((row, n) -> read(row))
                .optional();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Lead> newest(Optional<LeadId> after, int most) {
        return sql.sql("select " + COLUMNS + """
                  from crm.lead l
                 where l.workspace_id = tenancy.here()
                   and (:after::uuid is null or (l.created_at, l.id) < (
                        select p.created_at, p.id from crm.lead p where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by l.created_at desc, l.id desc limit :most
                """)
                .param("after", after.map(LeadId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
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
                row.getLong("value"),
                row.getString("currency"),
                Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(UserId::new),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("custom_fields"),
                Times.read(row, "created_at"),
                Times.read(row, "updated_at"));
    }
}
