package com.digiflowhub.platform.rounds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that is done again and again, with a rest in between, on a thread of its own, so that none waits for another. A round that fails
 * is told and the next comes all the same. Whoever stops it ends the rest, not the round: an interrupt would tear the line to the database.
 */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration rest;
    private final Runnable round;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    public Rounds(String name, Duration rest, Runnable round) {
        this.name = name;
        this.rest = rest;
        this.round = round;
    }

    public void start() {
        CountDownLatch end = new CountDownLatch(1);
        stopped = end;
        Thread.ofVirtual().name(name).start(() -> {
            do {
                attempt();
            } while (!endedWithin(end, rest));
        });
    }

    public void stop() {
        stopped.countDown();
    }

    public boolean running() {
        return stopped.getCount() > 0;
    }

    private void attempt() {
        try {
            round.run();
        } catch (RuntimeException failure) { // of whatever kind: else nothing would be done any more and nobody told
            LOG.warn("A round of {} failed and comes again in {}: {}", name, rest, failure.toString());
        }
    }

    private static boolean endedWithin(CountDownLatch end, Duration rest) {
        try {
            return end.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException alsoEnds) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
