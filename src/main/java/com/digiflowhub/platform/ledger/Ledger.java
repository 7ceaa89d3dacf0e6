package com.digiflowhub.platform.ledger;

import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Locks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The books of the workspace in force. Whoever takes from an account holds its lock until the transaction ends, so that what was free stays
 * free; a transaction that takes from two accounts takes them in the order of their kinds.
 */
@Component
public class Ledger {
    private final LedgerRows rows;
    private final Locks locks;
    private final HubClock clock;

    Ledger(LedgerRows rows, Locks locks, HubClock clock) {
        this.rows = rows;
        this.locks = locks;
        this.clock = clock;
    }

    /** An account, if there is none yet. True for whoever opened it. */
    @Transactional
    public boolean open(Account account) {
        return rows.open(account, false);
    }

    /** Where amounts come into the books; it alone may fall below nothing. */
    @Transactional
    public boolean openSource(Account account) {
        return rows.open(account, true);
    }

    @Transactional(readOnly = true)
    public boolean has(Account account) {
        return rows.has(account);
    }

    /** What was set aside longer ago than it is kept counts as free. */
    @Transactional(readOnly = true)
    public Balance balance(Account account) {
        return rows.balance(account, clock.now());
    }

    @Transactional
    public Posted post(Account from, Account to, long amount, Entry.Words words) {
        hold(from);
        return posted(from, to, amount, words);
    }

    /** Sets the amount aside. Asked again under the same reference, as after a crash, it is the same amount and not another. */
    @Transactional
    public Reserved reserve(Account account, long amount, String reference, Duration kept) {
        hold(account);
        if (rows.written(reference)) {
            return new Reserved.Paid();
        }
        Optional<LedgerRows.Kept> known = rows.reservation(reference);
        if (known.isPresent() && known.get().state().equals(LedgerRows.OPEN)) {
            rows.keep(known.get().id(), clock.now().plus(kept));
            return new Reserved.Kept(known.get().reservation());
        }
        LedgerRows.Funds funds = funds(account, amount);
        if (!funds.cover(amount)) {
            return new Reserved.TooLittle(funds.free());
        }
        if (known.isPresent()) {
            rows.keep(known.get().id(), clock.now().plus(kept));
            return new Reserved.Kept(known.get().reservation());
        }
        Reservation made = new Reservation(clock.nextId(), account, amount, reference);
        rows.reserve(made, clock.now(), clock.now().plus(kept));
        return new Reserved.Kept(made);
    }

    /**
     * Pays with what was set aside: once, however often it is asked. Of a reservation whose time was over the amount is taken anew, if it
     * is still there.
     */
    @Transactional
    public Posted settle(Reservation reservation, Account to, Entry.Words words) {
        hold(reservation.account());
        rows.end(reservation.id(), "settled");
        CrashPoint.pass("led-1");
        return posted(reservation.account(), to, reservation.amount(), words);
    }

    /** Nothing was bought. */
    @Transactional
    public void release(Reservation reservation) {
        hold(reservation.account());
        rows.end(reservation.id(), "released");
    }

    /** Those that took from the account or gave to it, newest first. */
    @Transactional(readOnly = true)
    public List<Entry> entries(Account account, Optional<UUID> after, int most) {
        return rows.entries(account, after, most);
    }

    /** What the account was given since then, and for how many subjects. */
    @Transactional(readOnly = true)
    public Given given(Account account, Instant since) {
        return rows.given(account, since);
    }

    /** The subjects for which the account was given most since then. */
    @Transactional(readOnly = true)
    public List<Given.For> givenMost(Account account, Instant since, int most) {
        return rows.givenMost(account, since, most);
    }

    /** Until the transaction ends nobody else takes from the account. */
    private void hold(Account account) {
        locks.hold("ledger " + account.kind() + " " + account.holder());
    }

    /** What was set aside for too long is given back once it is needed. */
    private LedgerRows.Funds funds(Account account, long amount) {
        LedgerRows.Funds funds = rows.funds(account);
        if (funds.cover(amount)) {
            return funds;
        }
        rows.releaseOverdue(account, clock.now());
        return rows.funds(account);
    }

    private Posted posted(Account from, Account to, long amount, Entry.Words words) {
        if (rows.written(words.reference())) {
            return new Posted.Already();
        }
        LedgerRows.Funds funds = funds(from, amount);
        if (!funds.cover(amount)) {
            return new Posted.TooLittle(funds.free());
        }
        UUID id = clock.nextId();
        return rows.add(new Entry(id, from, to, amount, words, clock.now()))
                ? new Posted.Written(id)
                : new Posted.Already();
    }
}
