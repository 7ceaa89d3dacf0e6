package com.digiflowhub.contacts;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people allowed and refused, by channel and address. A decision also raises the contact's consent version, so that a send which reads
 * the contact {@code for share} and a STOP cannot pass each other.
 */
@Component
public class Consents {
    private final JdbcClient sql;
    private final HubClock clock;

    Consents(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Written for every address of the contact; said again, it changes nothing but the time. */
    @Transactional
    public void decide(ContactId contact, String channel, Consent.State state, String source) {
        lock(contact);
        sql.sql("""
                insert into contacts.consent (workspace_id, channel, address, contact_id, state, source, decided_at)
                select workspace_id, :channel, kind || ':' || value, contact_id, :state, :source, :now
                  from contacts.address where workspace_id = tenancy.here() and contact_id = :contact
                    on conflict (workspace_id, channel, address)
                    do update set state = excluded.state, source = excluded.source, decided_at = excluded.decided_at
                """)
                .param("contact", contact.value())
                .param("channel", channel)
                .param("state", state.stored())
                .param("source", source)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /**
     * The words that said it stand at that time in the conversation, by the clock of whichever node heard them: a decision never stands
     * before its own words, so that they do not count as written after it.
     */
    @Transactional
    public void decidedBy(ContactId contact, String channel, Instant said) {
        sql.sql("""
                update contacts.consent set decided_at = greatest(decided_at, :said)
                 where workspace_id = tenancy.here() and contact_id = :contact and channel = :channel
                """)
                .param("contact", contact.value())
                .param("channel", channel)
                .param("said", Times.utc(said))
                .update();
    }

    /** What they said about marketing alone; a STOP is stricter and stays. */
    @Transactional
    public void preferMarketing(ContactId contact, String channel, boolean wanted, String source) {
        boolean stopped = find(contact, channel)
                .filter(consent -> consent.state() == Consent.State.STOPPED)
                .isPresent();
        if (!stopped) {
            decide(contact, channel, wanted ? Consent.State.OPEN : Consent.State.NO_MARKETING, source);
        }
    }

    /** The strictest of what the contact's addresses say for this channel. */
    @Transactional(readOnly = true)
    public Optional<Consent> find(ContactId contact, String channel) {
        return sql.sql("""
                select channel, state, source, decided_at from contacts.consent
                 where workspace_id = tenancy.here() and contact_id = :contact and channel = :channel
                 order by case state when 'stopped' then 0 when 'no-marketing' then 1 else 2 end, decided_at desc limit 1
                """)
                .param("contact", contact.value())
                .param("channel", channel)
                .query((row, n) -> new Consent(
                        row.getString("channel"),
                        Consent.State.of(row.getString("state")),
                        row.getString("source"),
                        Times.read(row, "decided_at")))
                .optional();
    }

    /** For each channel the strictest of what the contact's addresses say. */
    @Transactional(readOnly = true)
    public List<Consent> all(ContactId contact) {
        return sql.sql("""
                select distinct on (channel) channel, state, source, decided_at from contacts.consent
                 where workspace_id = tenancy.here() and contact_id = :contact
                 order by channel, case state when 'stopped' then 0 when 'no-marketing' then 1 else 2 end, decided_at desc
                """)
                .param("contact", contact.value())
                .query((row, n) -> new Consent(
                        row.getString("channel"),
                        Consent.State.of(row.getString("state")),
                        row.getString("source"),
                        Times.read(row, "decided_at")))
                .list();
    }

    /** Holds the contact's decisions still until the transaction ends; a STOP waits for it or comes before it. */
    @Transactional
    public void holdStill(ContactId contact) {
        var ignored =
                sql.sql("""
                select consent_version from contacts.contact
                 where workspace_id = tenancy.here() and id = :contact for share
                """).param("contact", contact.value()).query(Long.class).optional();
    }

    /** For a decision to come: taken before the conversation's row, as everybody does, so that nobody waits in a ring. */
    @Transactional
    public void holdForChange(ContactId contact) {
        var ignored =
                sql.sql("""
                select consent_version from contacts.contact
                 where workspace_id = tenancy.here() and id = :contact for no key update
                """).param("contact", contact.value()).query(Long.class).optional();
    }

    @Transactional
    public void markUnreachable(ContactId contact, String channel, String reason, Duration howLong) {
        sql.sql("""
                insert into contacts.unreachable (workspace_id, channel, contact_id, reason, until)
                values (tenancy.here(), :channel, :contact, :reason, :until)
                    on conflict (workspace_id, channel, contact_id) do update set reason = excluded.reason, until = excluded.until
                """)
                .param("contact", contact.value())
                .param("channel", channel)
                .param("reason", reason)
                .param("until", Times.utc(clock.now().plus(howLong)))
                .update();
    }

    /** They wrote: so they can be reached. */
    @Transactional
    public void markReachable(ContactId contact, String channel) {
        sql.sql("""
                delete from contacts.unreachable
                 where workspace_id = tenancy.here() and contact_id = :contact and channel = :channel
                """).param("contact", contact.value()).param("channel", channel).update();
    }

    @Transactional(readOnly = true)
    public Optional<Instant> unreachableUntil(ContactId contact, String channel) {
        return sql.sql("""
                select until from contacts.unreachable
                 where workspace_id = tenancy.here() and contact_id = :contact and channel = :channel and until > :now
                """)
                .param("contact", contact.value())
                .param("channel", channel)
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> Times.read(row, "until"))
                .optional();
    }

    private void lock(ContactId contact) {
        sql.sql("""
                update contacts.contact set consent_version = consent_version + 1, updated_at = :now
                 where workspace_id = tenancy.here() and id = :contact
                """)
                .param("contact", contact.value())
                .param("now", Times.utc(clock.now()))
                .update();
    }
}
