package com.digiflowhub.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.line.Faults.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How faults are planned, used up and counted. */
class PlansOfFaultsTest {
    private final Faults faults = new Faults();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void nothing_strikes_before_it_is_switched_on(Fault fault) {
        assertThat(faults.strike(fault)).isEmpty();
        assertThat(faults.states().get(fault)).isEqualTo(new State(false, "", "", 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void switched_on_it_strikes_until_it_is_switched_off_and_only_itself(Fault fault) {
        faults.on(fault, "7");
        for (var call = 0; call < 5; call++) {
            assertThat(faults.strike(fault)).hasValue("7");
        }
        for (var other : Fault.values()) {
            if (other != fault) {
                assertThat(faults.strike(other)).as(other.name()).isEmpty();
            }
        }
        faults.off(fault);
        assertThat(faults.strike(fault)).isEmpty();
        assertThat(faults.hits(fault)).isEqualTo(5);
    }

    @Test
    void the_next_three_are_struck_and_the_fourth_is_not() {
        faults.next(Fault.REFUSE, 3, "131047");
        assertThat(faults.states().get(Fault.REFUSE)).isEqualTo(new State(true, "131047", "", 3, 1, 0));
        assertThat(faults.strike(Fault.REFUSE)).hasValue("131047");
        assertThat(faults.states().get(Fault.REFUSE)).isEqualTo(new State(true, "131047", "", 2, 1, 1));
        assertThat(faults.strike(Fault.REFUSE)).isPresent();
        assertThat(faults.strike(Fault.REFUSE)).isPresent();
        assertThat(faults.strike(Fault.REFUSE)).isEmpty();
        assertThat(faults.states().get(Fault.REFUSE)).isEqualTo(new State(false, "", "", 0, 0, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void a_fault_that_would_strike_less_than_once_is_refused(int times) {
        assertThatThrownBy(() -> faults.next(Fault.DROP, times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(times));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_probability_that_is_none_is_refused(double probability) {
        assertThatThrownBy(() -> faults.randomly(Fault.DROP, probability, 1, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(faults.states().get(Fault.DROP)).extracting(State::on).isEqualTo(false);
    }

    @Test
    void certain_strikes_always_and_impossible_never() {
        faults.randomly(Fault.DROP, 1, 99, "");
        faults.randomly(Fault.DELAY, 0, 99, "50");
        for (var call = 0; call < 200; call++) {
            assertThat(faults.strike(Fault.DROP)).isPresent();
            assertThat(faults.strike(Fault.DELAY)).isEmpty();
        }
        assertThat(faults.hits(Fault.DELAY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
    void a_chance_strikes_about_as_often_as_it_says(double probability) {
        faults.randomly(Fault.DROP, probability, 4711, "");
        var calls = 4_000;
        for (var call = 0; call < calls; call++) {
            var ignored = faults.strike(Fault.DROP);
        }
        assertThat((double) faults.hits(Fault.DROP) / calls).isBetween(probability - 0.04, probability + 0.04);
    }

    @Test
    void a_seed_given_again_begins_anew() {
        faults.randomly(Fault.DROP, 0.5, 3, "");
        var first = strikes(30);
        var second = strikes(30);
        faults.randomly(Fault.DROP, 0.5, 3, "");
        assertThat(strikes(30)).isEqualTo(first).isNotEqualTo(second);
    }

    @Test
    void a_new_plan_takes_the_place_of_the_old_one() {
        faults.next(Fault.DELAY, 5, "100");
        faults.on(Fault.DELAY, "200");
        assertThat(faults.strike(Fault.DELAY)).hasValue("200");
        assertThat(faults.states().get(Fault.DELAY)).isEqualTo(new State(true, "200", "", -1, 1, 1));
    }

    @Test
    void a_fault_for_one_account_strikes_its_calls_and_nobody_elses() {
        faults.onFor("106540000224", Fault.HANG, "600000");
        assertThat(faults.strike(Fault.HANG, "106540000223")).isEmpty();
        assertThat(faults.strike(Fault.HANG)).isEmpty();
        assertThat(faults.strike(Fault.HANG, "106540000224")).hasValue("600000");
        assertThat(faults.states().get(Fault.HANG)).isEqualTo(new State(true, "600000", "106540000224", -1, 1, 1));
    }

    @Test
    void a_fault_for_everybody_strikes_every_account() {
        faults.on(Fault.HANG, "5");
        assertThat(faults.strike(Fault.HANG, "106540000223")).hasValue("5");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_LATER", "DUPLICATE", "REORDER_STATUSES", "REORDER_MESSAGES"})
    void what_strikes_no_calls_cannot_be_for_those_of_one_account(Fault fault) {
        assertThatThrownBy(() -> faults.onFor("106540000224", fault, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault.name());
    }

    @Test
    void clearing_ends_all_plans_and_keeps_the_counts() {
        faults.on(Fault.DROP);
        faults.next(Fault.HANG, 2);
        var ignored = faults.strike(Fault.DROP);
        faults.clear();
        assertThat(faults.states().values()).noneMatch(State::on);
        assertThat(faults.hits(Fault.DROP)).isEqualTo(1);
    }

    @Test
    void every_fault_has_a_state_in_the_order_of_the_enumeration() {
        assertThat(faults.states().keySet()).containsExactly(Fault.values());
    }

    @Test
    void of_many_who_come_at_once_exactly_as_many_are_struck_as_planned() throws InterruptedException {
        faults.next(Fault.REFUSE, 50);
        var struck = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var caller = 0; caller < 20; caller++) {
            threads.add(Thread.ofVirtual().start(() -> {
                await(start);
                for (var call = 0; call < 10; call++) {
                    faults.strike(Fault.REFUSE).ifPresent(parameter -> struck.incrementAndGet());
                }
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(struck).hasValue(50);
        assertThat(faults.hits(Fault.REFUSE)).isEqualTo(50);
    }

    private List<Boolean> strikes(int calls) {
        var strikes = new ArrayList<Boolean>();
        for (var call = 0; call < calls; call++) {
            strikes.add(faults.strike(Fault.DROP).isPresent());
        }
        return strikes;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
