package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of {@code conversations.reconciliation} and of what it found missing. */
@Component
class ReconciliationRows {
    private final JdbcClient sql;
    private final HubClock clock;

    ReconciliationRows(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void ask(LocalDate day, boolean whole) {
        sql.sql("""
                insert into conversations.reconciliation (workspace_id, day, whole, asked_at)
                values (tenancy.here(), :day, :whole, :now)
                    on conflict (workspace_id, day)
                    do update set whole = excluded.whole, asked_at = excluded.asked_at, started_at = null, finished_at = null
                """)
                .param("day", day)
                .param("whole", whole)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** What an earlier check of the day had found is found anew. */
    void begin(LocalDate day, Instant at) {
        sql.sql("""
                update conversations.reconciliation
                   set started_at = :at, finished_at = null, acknowledged = 0, unreadable = 0, waiting = 0, dead = 0, missing = 0,
                       messages = 0, statuses = 0, strangers = 0
                 where workspace_id = tenancy.here() and day = :day
                """).param("day", day).param("at", Times.utc(at)).update();
        sql.sql("delete from conversations.missing_delivery where workspace_id = tenancy.here() and day = :day")
                .param("day", day)
                .update();
    }

    void add(LocalDate day, Found found) {
        sql.sql("""
                update conversations.reconciliation
                   set acknowledged = acknowledged + :deliveries, waiting = waiting + :waiting, dead = dead + :dead,
                       missing = missing + :missing, messages = messages + :messages, statuses = statuses + :statuses,
                       strangers = strangers + :strangers
                 where workspace_id = tenancy.here() and day = :day
                """)
                .param("day", day)
                .param("deliveries", found.deliveries())
                .param("waiting", found.waiting())
                .param("dead", found.dead())
                .param("missing", found.missing().size())
                .param("messages", found.messages())
                .param("statuses", found.statuses())
                .param("strangers", found.strangers())
                .update();
        found.missing().forEach(missing -> add(day, missing));
    }

    private void add(LocalDate day, Found.Missing missing) {
        sql.sql("""
                insert into conversations.missing_delivery
                       (workspace_id, envelope_id, day, connection_id, messages, statuses, provider_id)
                values (tenancy.here(), :envelope, :day, :connection, :messages, :statuses, :provider) on conflict do nothing
                """)
                .param("envelope", missing.envelope())
                .param("day", day)
                .param("connection", missing.connection().value())
                .param("messages", missing.messages())
                .param("statuses", missing.statuses())
                .param("provider", missing.providerId())
                .update();
    }

    void finish(LocalDate day, int setAside, Instant at) {
        sql.sql("""
                update conversations.reconciliation
                   set finished_at = :at, acknowledged = acknowledged + :aside, unreadable = :aside
                 where workspace_id = tenancy.here() and day = :day
                """)
                .param("day", day)
                .param("aside", setAside)
                .param("at", Times.utc(at))
                .update();
    }

    /** It is missing no longer: it stands where it belongs, or with what could not be read. */
    void settle(UUID envelope, boolean setAside) {
        sql.sql("""
                with gone as (
                    delete from conversations.missing_delivery where workspace_id = tenancy.here() and envelope_id = :envelope
                    returning day, messages, statuses)
                update conversations.reconciliation r
                   set missing = r.missing - 1,
                       unreadable = r.unreadable + case when :aside then 1 else 0 end,
                       messages = r.messages + case when :aside then 0 else gone.messages end,
                       statuses = r.statuses + case when :aside then 0 else gone.statuses end
                  from gone where r.workspace_id = tenancy.here() and r.day = gone.day
                """).param("envelope", envelope).param("aside", setAside).update();
    }

    List<Reconciliation> since(LocalDate day) {
        return sql.sql("""
                select day, whole, started_at, finished_at, acknowledged, unreadable, waiting, dead, missing, messages, statuses, strangers
                  from conversations.reconciliation where workspace_id = tenancy.here() and day >= :day order by day desc
                """).param("day", day).query(ReconciliationRows::read).list();
    }

    List<MissingDelivery> missingSince(LocalDate day, int most) {
        return sql.sql("""
                select envelope_id, day, connection_id, messages, statuses, provider_id from conversations.missing_delivery
                 where workspace_id = tenancy.here() and day >= :day order by envelope_id desc limit :most
                """)
                .param("day", day)
                .param("most", most)
                .query((row, n) -> new MissingDelivery(
                        row.getObject("envelope_id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        new ConnectionId(row.getObject("connection_id", UUID.class)),
                        row.getInt("messages"),
                        row.getInt("statuses"),
                        row.getString("provider_id")))
                .list();
    }

    int countMissingSince(LocalDate day) {
        return sql.sql("""
                select count(*) from conversations.missing_delivery where workspace_id = tenancy.here() and day >= :day
                """).param("day", day).query(Integer.class).single();
    }

    private static Reconciliation read(ResultSet row, int number) throws SQLException {
        return new Reconciliation(
                row.getObject("day", LocalDate.class),
                row.getBoolean("whole"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                new Reconciliation.Figures(
                        row.getInt("acknowledged"),
                        row.getInt("unreadable"),
                        row.getInt("waiting"),
                        row.getInt("dead"),
                        row.getInt("missing"),
                        row.getInt("messages"),
                        row.getInt("statuses"),
                        row.getInt("strangers")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? Optional.empty() : Optional.of(Times.read(row, column));
    }
}
