package com.digiflowhub.credits;

import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.ledger.Account;
import com.digiflowhub.platform.ledger.Entry;
import com.digiflowhub.platform.ledger.Given;
import com.digiflowhub.platform.ledger.Ledger;
import com.digiflowhub.platform.ledger.Posted;
import com.digiflowhub.platform.ledger.Reserved;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The credits of the workspace in force, counted in tenths. The books are opened with the first look at them. */
@Component
public class Credits {
    /** One scoring of one lead: 0.2 credit. */
    public static final long ANALYSIS = 2;

    public static final long START = 1_000;
    /** Longer than any model takes with all its retries; what a killed process had set aside is free again after it. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Ledger ledger;
    private final JdbcClient sql;
    private final HubClock clock;
    private final Live live;

    Credits(Ledger ledger, JdbcClient sql, HubClock clock, Live live) {
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
        this.live = live;
    }

    /** Sets aside what an analysis costs. The same reference is the same analysis: after a crash it finds what was set aside for it. */
    @Transactional
    public Hold hold(UUID conversation, String reference) {
        opened();
        if (unlimited()) {
            return new Hold.Free();
        }
        return switch (ledger.reserve(left(), ANALYSIS, reference, KEPT)) {
            case Reserved.Kept kept -> new Hold.Kept(kept.reservation(), conversation);
            case Reserved.Paid paid -> new Hold.Free();
            case Reserved.TooLittle little -> new Hold.UsedUp();
        };
    }

    /** The analysis was made. */
    @Transactional
    public void settle(Hold hold) {
        if (hold instanceof Hold.Kept kept) {
            Posted ignored = ledger.settle(
                    kept.reservation(),
                    used(),
                    Entry.Words.of(kept.reservation().reference(), "analysis", kept.conversation()));
            live.changed("credits", Tenancy.require());
        }
    }

    /** It was not: nothing is paid. */
    @Transactional
    public void release(Hold hold) {
        if (hold instanceof Hold.Kept kept) {
            ledger.release(kept.reservation());
        }
    }

    /** The owner adds so many tenths. */
    @Transactional
    public UUID grant(long tenths, String reason, UserId by) {
        opened();
        UUID reference = clock.nextId();
        Posted posted = ledger.post(
                given(),
                left(),
                tenths,
                new Entry.Words(
                        "credits.grant:" + reference, "grant", reason, Optional.empty(), Optional.of(by.value())));
        live.changed("credits", Tenancy.require());
        if (posted instanceof Posted.Written written) {
            return written.entry();
        }
        throw new IllegalStateException("a grant was not written: " + posted);
    }

    @Transactional
    public void setUnlimited(boolean unlimited) {
        sql.sql("""
                insert into credits.setting (workspace_id, unlimited, changed_at) values (tenancy.here(), :unlimited, :now)
                    on conflict (workspace_id) do update set unlimited = excluded.unlimited, changed_at = excluded.changed_at
                """)
                .param("unlimited", unlimited)
                .param("now", Times.utc(clock.now()))
                .update();
        live.changed("credits", Tenancy.require());
    }

    @Transactional
    public Standing standing() {
        opened();
        var balance = ledger.balance(left());
        Given week = ledger.given(used(), clock.now().minus(WEEK));
        Given month = ledger.given(used(), clock.now().minus(MONTH));
        return new Standing(
                balance.amount(), balance.reserved(), unlimited(), week.amount(), month.amount(), month.subjects());
    }

    /** Asked for the top of every page, so it only looks: books that are not open yet are full. */
    @Transactional(readOnly = true)
    public boolean usedUp() {
        return !unlimited() && ledger.has(left()) && ledger.balance(left()).free() < ANALYSIS;
    }

    /** Newest first. */
    @Transactional
    public List<Entry> entries(Optional<UUID> after, int most) {
        opened();
        return ledger.entries(left(), after, most);
    }

    /** The conversations of the last 30 days that cost most. */
    @Transactional(readOnly = true)
    public List<Given.For> dearest(int most) {
        return ledger.givenMost(used(), clock.now().minus(MONTH), most);
    }

    /** Positive for what came in, negative for what was spent. */
    public static long signed(Entry entry) {
        return entry.to().kind().equals("credits.left") ? entry.amount() : -entry.amount();
    }

    private void opened() {
        if (ledger.open(left())) {
            boolean source = ledger.openSource(given());
            boolean used = ledger.open(used());
            assert source && used;
            Posted start = ledger.post(
                    given(),
                    left(),
                    START,
                    new Entry.Words("credits.start", "start", "", Optional.empty(), Optional.empty()));
            assert start instanceof Posted.Written;
        }
    }

    private boolean unlimited() {
        return sql.sql("select unlimited from credits.setting where workspace_id = tenancy.here()")
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Account left() {
        return account("credits.left");
    }

    private static Account used() {
        return account("credits.used");
    }

    private static Account given() {
        return account("credits.given");
    }

    private static Account account(String kind) {
        return new Account(kind, Tenancy.require().value());
    }
}
