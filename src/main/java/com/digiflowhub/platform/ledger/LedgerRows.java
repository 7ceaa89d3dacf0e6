package com.digiflowhub.platform.ledger;

import com.digiflowhub.platform.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of the books. Balances are kept by the database as rows are written; nobody may write a balance. */
@Component
class LedgerRows {
    static final String OPEN = "open";

    private final JdbcClient sql;

    LedgerRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A reservation as it is stored. */
    record Kept(UUID id, Account account, long amount, String reference, String state) {
        Reservation reservation() {
            return new Reservation(id, account, amount, reference);
        }
    }

    /** What may be taken from an account. */
    record Funds(long free, boolean source) {
        boolean cover(long amount) {
            return source || free >= amount;
        }
    }

    boolean open(Account account, boolean source) {
        return sql.sql("""
                insert into ledger.account (workspace_id, kind, holder, source) values (tenancy.here(), :kind, :holder, :source)
                    on conflict (workspace_id, kind, holder) do nothing
                """)
                        .param("kind", account.kind())
                        .param("holder", account.holder())
                        .param("source", source)
                        .update()
                == 1;
    }

    boolean has(Account account) {
        return sql.sql("""
                select count(*) from ledger.account where workspace_id = tenancy.here() and kind = :kind and holder = :holder
                """)
                        .param("kind", account.kind())
                        .param("holder", account.holder())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Of an account that is held. What was set aside for too long and not released yet is not free here. */
    Funds funds(Account account) {
        return sql.sql("""
                select balance - reserved as free, source from ledger.account
                 where workspace_id = tenancy.here() and kind = :kind and holder = :holder
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .query((row, n) -> new Funds(row.getLong("free"), row.getBoolean("source")))
                .single();
    }

    Balance balance(Account account, Instant now) {
        return sql.sql("""
                select a.balance,
                       (select coalesce(sum(r.amount), 0) from ledger.reservation r
                         where r.workspace_id = a.workspace_id and r.kind = a.kind and r.holder = a.holder and r.state = 'open'
                           and r.kept_until > :now) as reserved
                  from ledger.account a where a.workspace_id = tenancy.here() and a.kind = :kind and a.holder = :holder
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .param("now", Times.utc(now))
                .query((row, n) -> new Balance(row.getLong("balance"), row.getLong("reserved")))
                .optional()
                .orElse(new Balance(0, 0));
    }

    void releaseOverdue(Account account, Instant now) {
        sql.sql("""
                update ledger.reservation set state = 'released'
                 where workspace_id = tenancy.here() and kind = :kind and holder = :holder and state = 'open' and kept_until <= :now
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .param("now", Times.utc(now))
                .update();
    }

    Optional<Kept> reservation(String reference) {
        return sql.sql("""
                select id, kind, holder, amount, reference, state from ledger.reservation
                 where workspace_id = tenancy.here() and reference = :reference
                """)
                .param("reference", reference)
                .query((row, n) -> new Kept(
                        row.getObject("id", UUID.class),
                        new Account(row.getString("kind"), row.getObject("holder", UUID.class)),
                        row.getLong("amount"),
                        row.getString("reference"),
                        row.getString("state")))
                .optional();
    }

    void reserve(Reservation made, Instant now, Instant until) {
        sql.sql("""
                insert into ledger.reservation (workspace_id, id, kind, holder, amount, reference, made_at, kept_until)
                values (tenancy.here(), :id, :kind, :holder, :amount, :reference, :now, :until)
                """)
                .param("id", made.id())
                .param("kind", made.account().kind())
                .param("holder", made.account().holder())
                .param("amount", made.amount())
                .param("reference", made.reference())
                .param("now", Times.utc(now))
                .param("until", Times.utc(until))
                .update();
    }

    void keep(UUID reservation, Instant until) {
        sql.sql("""
                update ledger.reservation set state = 'open', kept_until = :until where workspace_id = tenancy.here() and id = :id
                """).param("id", reservation).param("until", Times.utc(until)).update();
    }

    /** Found by its id: the index of open ones, which the word itself would call for, is long under an old snapshot. */
    void end(UUID reservation, String state) {
        sql.sql("""
                update ledger.reservation set state = :state
                 where workspace_id = tenancy.here() and id = :id and state not in ('settled', 'released')
                """).param("id", reservation).param("state", state).update();
    }

    boolean written(String reference) {
        return sql.sql(
                                "select count(*) from ledger.entry where workspace_id = tenancy.here() and reference = :reference")
                        .param("reference", reference)
                        .query(Long.class)
                        .single()
                > 0;
    }

    boolean add(Entry entry) {
        return sql.sql("""
                insert into ledger.entry (workspace_id, id, from_kind, from_holder, to_kind, to_holder, amount, reference, why, note, subject,
                                          by_user, made_at)
                values (tenancy.here(), :id, :fromKind, :fromHolder, :toKind, :toHolder, :amount, :reference, :why, :note, :subject, :by, :at)
                    on conflict (workspace_id, reference) do nothing
                """)
                        .param("id", entry.id())
                        .param("fromKind", entry.from().kind())
                        .param("fromHolder", entry.from().holder())
                        .param("toKind", entry.to().kind())
                        .param("toHolder", entry.to().holder())
                        .param("amount", entry.amount())
                        .param("reference", entry.words().reference())
                        .param("why", entry.words().why())
                        .param("note", entry.words().note())
                        .param("subject", entry.words().subject().orElse(null))
                        .param("by", entry.words().by().orElse(null))
                        .param("at", Times.utc(entry.at()))
                        .update()
                == 1;
    }

    List<Entry> entries(Account account, Optional<UUID> after, int most) {
        return sql.sql("""
                select e.* from ledger.entry e
                 where e.workspace_id = tenancy.here()
                   and ((e.from_kind = :kind and e.from_holder = :holder) or (e.to_kind = :kind and e.to_holder = :holder))
                   and (:after::uuid is null or (e.made_at, e.id) < (
                        select p.made_at, p.id from ledger.entry p where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by e.made_at desc, e.id desc limit :most
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .param("after", after.orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Given given(Account account, Instant since) {
        return sql.sql("""
                select coalesce(sum(e.amount), 0) as amount, count(distinct e.subject) as subjects from ledger.entry e
                 where e.workspace_id = tenancy.here() and e.to_kind = :kind and e.to_holder = :holder and e.made_at >= :since
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .param("since", Times.utc(since))
                .query((row, n) -> new Given(row.getLong("amount"), row.getLong("subjects")))
                .single();
    }

    List<Given.For> givenMost(Account account, Instant since, int most) {
        return sql.sql("""
                select e.subject, sum(e.amount) as amount, count(*) as entries from ledger.entry e
                 where e.workspace_id = tenancy.here() and e.to_kind = :kind and e.to_holder = :holder and e.made_at >= :since
                   and e.subject is not null
                 group by e.subject order by 2 desc, max(e.made_at) desc limit :most
                """)
                .param("kind", account.kind())
                .param("holder", account.holder())
                .param("since", Times.utc(since))
                .param("most", most)
                .query((row, n) -> new Given.For(
                        row.getObject("subject", UUID.class), row.getLong("amount"), row.getLong("entries")))
                .list();
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                new Account(row.getString("from_kind"), row.getObject("from_holder", UUID.class)),
                new Account(row.getString("to_kind"), row.getObject("to_holder", UUID.class)),
                row.getLong("amount"),
                new Entry.Words(
                        row.getString("reference"),
                        row.getString("why"),
                        row.getString("note"),
                        Optional.ofNullable(row.getObject("subject", UUID.class)),
                        Optional.ofNullable(row.getObject("by_user", UUID.class))),
                Times.read(row, "made_at"));
    }
}
