package com.digiflowhub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whatever happens at once or breaks in the middle, what was taken was given, and nothing is paid twice. */
class LedgerTest {
    private static final int AT_ONCE = 100;
    /** {@code -Dledger.runs=100} for the figure. */
    private static final int RUNS = Integer.getInteger("ledger.runs", 6);

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Ledger ledger = hub.part(Ledger.class);
    private final Account source = account("test.source");
    private final Account purse = account("test.purse");
    private final Account spent = account("test.spent");

    @BeforeEach
    void open() {
        agency.run(() -> {
            assertThat(ledger.openSource(source)).isTrue();
            assertThat(ledger.open(purse)).isTrue();
            assertThat(ledger.open(spent)).isTrue();
            assertThat(ledger.open(spent)).as("a second time").isFalse();
        });
    }

    @Test
    void an_entry_takes_from_one_account_what_it_gives_to_the_other() {
        assertThat(give(100, "first")).isInstanceOf(Posted.Written.class);
        assertThat(free()).isEqualTo(100);
        assertThat(balance(source)).isEqualTo(-100);
        assertThat(sum()).isZero();
    }

    @Test
    void of_one_reference_there_is_one_entry() {
        give(100, "first");
        assertThat(give(100, "first")).isEqualTo(new Posted.Already());
        assertThat(free()).isEqualTo(100);
    }

    @Test
    void more_than_is_there_is_not_taken() {
        give(5, "first");
        assertThat(spend(6, "too much")).isEqualTo(new Posted.TooLittle(5));
        assertThat(spend(5, "all")).isInstanceOf(Posted.Written.class);
        assertThat(spend(1, "one more")).isEqualTo(new Posted.TooLittle(0));
    }

    @Test
    void what_is_set_aside_cannot_be_spent_and_is_paid_once_when_it_is_settled() {
        give(5, "first");
        Reservation kept = kept(reserve(3, "a"));
        assertThat(free()).isEqualTo(2);
        assertThat(spend(3, "b")).isEqualTo(new Posted.TooLittle(2));
        assertThat(settle(kept)).isInstanceOf(Posted.Written.class);
        assertThat(settle(kept)).isEqualTo(new Posted.Already());
        assertThat(reserve(3, "a")).as("asked again after it was paid").isEqualTo(new Reserved.Paid());
        assertThat(free()).isEqualTo(2);
        assertThat(balance(spent)).isEqualTo(3);
    }

    @Test
    void what_is_released_is_free_again() {
        give(5, "first");
        Reservation kept = kept(reserve(5, "a"));
        assertThat(reserve(1, "b")).isEqualTo(new Reserved.TooLittle(0));
        agency.run(() -> ledger.release(kept));
        assertThat(free()).isEqualTo(5);
        assertThat(reserve(5, "a")).as("the same may be tried again").isInstanceOf(Reserved.Kept.class);
    }

    @Test
    void asked_again_under_the_same_reference_it_is_the_same_reservation() {
        give(5, "first");
        Reservation first = kept(reserve(3, "a"));
        assertThat(kept(reserve(3, "a"))).isEqualTo(first);
        assertThat(free()).isEqualTo(2);
    }

    @Test
    void a_reservation_that_nobody_ended_is_free_after_its_time_and_never_paid_twice() {
        give(3, "first");
        Reservation left = kept(reserve(3, "a"));
        assertThat(free()).isZero();
        hub.advance(KEPT.plusSeconds(1));
        assertThat(free()).isEqualTo(3);
        Reservation next = kept(reserve(3, "b"));
        assertThat(settle(next)).isInstanceOf(Posted.Written.class);
        assertThat(settle(left)).as("too late, and the amount is gone").isEqualTo(new Posted.TooLittle(0));
        assertThat(balance(spent)).isEqualTo(3);
        assertThat(sum()).isZero();
    }

    @Test
    void settled_late_it_is_taken_anew_when_it_is_still_there() {
        give(3, "first");
        Reservation late = kept(reserve(3, "a"));
        hub.advance(KEPT.plusSeconds(1));
        assertThat(spend(1, "b")).isInstanceOf(Posted.Written.class);
        give(1, "more");
        assertThat(settle(late)).isInstanceOf(Posted.Written.class);
        assertThat(free()).isZero();
        assertThat(agency.look(
                        "select reserved from ledger.account where workspace_id = :here and kind = 'test.purse'"))
                .containsExactly("0");
    }

    @Test
    void a_hundred_at_once_never_take_more_than_there_is() throws ExecutionException, InterruptedException {
        long expected = 0;
        long wins = 0;
        long lowest = Long.MAX_VALUE;
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int run = 0; run < RUNS; run++) {
                long there = 60L + run % 80;
                give(there, "run " + run);
                List<Future<Boolean>> tried = new ArrayList<>();
                for (int n = 0; n < AT_ONCE; n++) {
                    String reference = run + "/" + n;
                    boolean straight = n % 2 == 0;
                    tried.add(everybody.submit(
                            () -> insisting(() -> straight ? took(spend(2, reference)) : paid(reference))));
                }
                long won = 0;
                for (Future<Boolean> one : tried) {
                    won += one.get() ? 1 : 0;
                }
                expected += there;
                long could = Math.min(AT_ONCE, expected / 2);
                assertThat(won).as("run " + run).isEqualTo(could);
                expected -= could * 2;
                wins += won;
                lowest = Math.min(lowest, free());
                assertThat(free()).isEqualTo(expected);
            }
        }
        assertThat(balance(spent)).isEqualTo(wins * 2);
        assertThat(sum()).isZero();
        Figures.write(
                "ledger", """
                %d runs of %d debits at once (half of them reserve and settle): %d of %d went through, the others found too little
                sum of all balances: %d; lowest free balance seen: %d; entries: %s; balances that differ from their entries: %s
                """.formatted(RUNS, AT_ONCE, wins, RUNS * AT_ONCE, sum(), lowest, entries(), differences()));
        assertThat(lowest).isNotNegative();
        assertThat(differences()).isEqualTo("0");
    }

    @Test
    void nobody_writes_a_balance_or_changes_an_entry() {
        give(5, "first");
        for (String statement : List.of(
                "update ledger.account set balance = 1000",
                "update ledger.account set reserved = 0",
                "insert into ledger.account (workspace_id, kind, holder, balance) values (tenancy.here(), 'x', gen_random_uuid(), 9)",
                "update ledger.entry set amount = 1",
                "delete from ledger.entry",
                "delete from ledger.reservation",
                "update ledger.reservation set amount = 1")) {
            assertThatThrownBy(() ->
                            agency.transaction(() -> hub.part(org.springframework.jdbc.core.simple.JdbcClient.class)
                                    .sql(statement)
                                    .update()))
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void entries_are_read_newest_first_page_by_page_and_by_their_workspace_alone() {
        give(5, "first");
        spend(1, "second");
        spend(2, "third");
        List<Entry> page = agency.in(() -> ledger.entries(purse, Optional.empty(), 2));
        assertThat(page).extracting(entry -> entry.words().reference()).containsExactly("third", "second");
        assertThat(agency.in(
                        () -> ledger.entries(purse, Optional.of(page.getLast().id()), 2)))
                .extracting(Entry::amount)
                .containsExactly(5L);
        assertThat(hub.newWorkspace().in(() -> ledger.entries(purse, Optional.empty(), 10)))
                .isEmpty();
        assertThat(agency.in(() -> ledger.given(spent, java.time.Instant.EPOCH)))
                .isEqualTo(new Given(3, 1));
    }

    private Account account(String kind) {
        return new Account(kind, agency.id().value());
    }

    private Posted give(long amount, String reference) {
        return agency.in(() -> ledger.post(source, purse, amount, words(reference)));
    }

    private Posted spend(long amount, String reference) {
        return agency.in(() -> ledger.post(purse, spent, amount, words(reference)));
    }

    private Reserved reserve(long amount, String reference) {
        return agency.in(() -> ledger.reserve(purse, amount, reference, KEPT));
    }

    private Posted settle(Reservation reservation) {
        return agency.in(() -> ledger.settle(reservation, spent, words(reservation.reference())));
    }

    private boolean paid(String reference) {
        return switch (reserve(2, reference)) {
            case Reserved.Kept kept -> took(settle(kept.reservation()));
            case Reserved.Paid paid -> false;
            case Reserved.TooLittle little -> false;
        };
    }

    /** A hundred want a connection of a pool of few: who got none in time had begun nothing, and asks again. */
    private static boolean insisting(BooleanSupplier debit) {
        while (true) {
            try {
                return debit.getAsBoolean();
            } catch (CannotCreateTransactionException noConnection) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean took(Posted posted) {
        return posted instanceof Posted.Written;
    }

    private static Reservation kept(Reserved reserved) {
        if (reserved instanceof Reserved.Kept kept) {
            return kept.reservation();
        }
        throw new AssertionError("not kept: " + reserved);
    }

    private Entry.Words words(String reference) {
        return Entry.Words.of(reference, "test", agency.id().value());
    }

    private long free() {
        return agency.in(() -> ledger.balance(purse)).free();
    }

    private long balance(Account account) {
        return agency.in(() -> ledger.balance(account)).amount();
    }

    private long sum() {
        return Long.parseLong(agency.look("select sum(balance) from ledger.account where workspace_id = :here")
                .getFirst());
    }

    private String entries() {
        return agency.look("select count(*) from ledger.entry where workspace_id = :here")
                .getFirst();
    }

    private String differences() {
        return agency.look("""
                select count(*) from ledger.account a where a.workspace_id = :here and a.balance <>
                       (select coalesce(sum(case when (e.to_kind, e.to_holder) = (a.kind, a.holder) then e.amount else -e.amount end), 0)
                          from ledger.entry e where e.workspace_id = a.workspace_id
                           and ((e.to_kind, e.to_holder) = (a.kind, a.holder) or (e.from_kind, e.from_holder) = (a.kind, a.holder)))
                """).getFirst();
    }
}
