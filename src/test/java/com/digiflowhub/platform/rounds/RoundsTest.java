package com.digiflowhub.platform.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration NO_TIME = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final List<Thread> done = new CopyOnWriteArrayList<>();

    @Test
    void a_round_that_fails_is_followed_by_the_next() {
        Rounds rounds = new Rounds("failing", NO_TIME, () -> {
            done.add(Thread.currentThread());
            throw new IllegalStateException("the first of many");
        });
        rounds.start();
        Patience.waitUntil("three rounds", () -> done.size() >= 3);
        rounds.stop();
        Patience.waitUntil("the thread ends", () -> !done.getFirst().isAlive());
    }

    @Test
    void stopped_while_it_rests_it_ends_at_once_and_can_begin_again() {
        Rounds rounds = new Rounds("resting", LONG, () -> done.add(Thread.currentThread()));
        assertThat(rounds.running()).isFalse();
        rounds.start();
        assertThat(rounds.running()).isTrue();
        Patience.waitUntil("a round", () -> done.size() == 1);
        rounds.stop();
        assertThat(rounds.running()).isFalse();
        Patience.waitUntil("the thread ends", () -> !done.getFirst().isAlive());
        rounds.start();
        Patience.waitUntil("another round", () -> done.size() == 2);
        rounds.stop();
    }

    @Test
    void a_round_under_way_is_not_torn() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        Rounds rounds = new Rounds("at-work", LONG, () -> {
            done.add(Thread.currentThread());
            try {
                goOn.await();
                told.add("through");
            } catch (InterruptedException torn) {
                told.add("torn");
            }
        });
        rounds.start();
        Patience.waitUntil("it works", () -> done.size() == 1);
        rounds.stop();
        goOn.countDown();
        done.getFirst().join();
        assertThat(told).containsExactly("through");
    }
}
