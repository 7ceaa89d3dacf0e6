package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the door needs done now and then: partitions made and dropped, signs of life written, and what was left unclaimed handed over
 * when a claim right after a connection's commit was lost. Each is safe to do on several nodes at once.
 */
@Component
class Upkeep implements SmartLifecycle {
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration CLAIMS = Duration.ofMinutes(1);
    private static final Duration PARTITIONS = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final JdbcClient engine;
    private final SignsOfLife signs;
    private final Unclaimed unclaimed;
    private final KnownConnections known;
    private final HubClock clock;
    private Instant nextClaims = Instant.MIN;
    private Instant nextPartitions = Instant.MIN;
    private volatile boolean running;

    Upkeep(@Qualifier("engine") JdbcClient engine, SignsOfLife signs, DoorMemory memory, HubClock clock) {
        this.engine = engine;
        this.signs = signs;
        this.unclaimed = memory.unclaimed();
        this.known = memory.known();
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("connections-upkeep").start(() -> {
            while (running) {
                round();
                rest();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        attempt("the signs of life", signs::write);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    void round() {
        Instant now = clock.now();
        attempt("the signs of life", signs::write);
        if (!now.isBefore(nextPartitions)) {
            attempt("the envelopes' partitions", this::tendPartitions);
            nextPartitions = now.plus(PARTITIONS);
        }
        if (!now.isBefore(nextClaims)) {
            attempt("what is unclaimed", this::claim);
            nextClaims = now.plus(CLAIMS);
        }
    }

    void tendPartitions() {
        engine.sql("select connections.tend_envelopes(:now)")
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> n)
                .list();
    }

    private void claim() {
        unclaimed.waiting().stream()
                .flatMap(account -> known.with(account.provider(), account.name()).stream())
                .forEach(unclaimed::claim);
    }

    private static void attempt(String what, Runnable task) {
        try {
            task.run();
        } catch (DataAccessException failure) {
            LOG.warn("{} could not be tended; will be tried again: {}", what, failure.getMessage());
        }
    }

    private static void rest() {
        try {
            Thread.sleep(ROUND);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
