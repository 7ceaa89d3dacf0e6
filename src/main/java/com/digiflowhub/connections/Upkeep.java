package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the door needs done now and then: days of envelopes made and let go, signs of life written, what was left unclaimed handed over when
 * a claim right after a connection's commit was lost, and secrets no longer held open that nobody may want any more. Each is safe to do on
 * several nodes at once.
 */
@Component
class Upkeep implements SmartLifecycle {
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration CLAIMS = Duration.ofMinutes(1);
    private static final Duration DAYS_ARE_MADE = Duration.ofMinutes(10);
    /** More often than days come, so that none is left over. */
    private static final Duration A_DAY_LEAVES = Duration.ofHours(6);

    /** Of a connection that was removed on another node, this one is told nothing. */
    private static final Duration SECRETS_ARE_KEPT = Duration.ofHours(1);

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final JdbcClient engine;
    private final SignsOfLife signs;
    private final Unclaimed unclaimed;
    private final KnownConnections known;
    private final ConnectionRows rows;
    private final HubClock clock;
    private Instant nextClaims = Instant.MIN;
    private Instant nextMaking = Instant.MIN;
    private Instant nextLeaving = Instant.MIN;
    private Instant nextForgetting = Instant.MIN;
    private final Rounds rounds = new Rounds("connections-upkeep", ROUND, this::round);

    Upkeep(
            @Qualifier("engine") JdbcClient engine,
            SignsOfLife signs,
            DoorMemory memory,
            ConnectionRows rows,
            HubClock clock) {
        this.engine = engine;
        this.signs = signs;
        this.unclaimed = memory.unclaimed();
        this.known = memory.known();
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
        attempt("the signs of life", signs::write);
    }

    @Override
    public boolean isRunning() {
        return rounds.running();
    }

    void round() {
        Instant now = clock.now();
        attempt("the signs of life", signs::write);
        if (!now.isBefore(nextMaking)) {
            nextMaking = now.plus(daysMade() ? DAYS_ARE_MADE : AGAIN);
        }
        if (!now.isBefore(nextLeaving)) {
            nextLeaving = now.plus(dayLeft() ? A_DAY_LEAVES : AGAIN);
        }
        if (!now.isBefore(nextForgetting)) {
            rows.forgetDeciphered();
            nextForgetting = now.plus(SECRETS_ARE_KEPT);
        }
        if (!now.isBefore(nextClaims)) {
            attempt("what is unclaimed", this::claim);
            nextClaims = now.plus(CLAIMS);
        }
    }

    private boolean daysMade() {
        return attempt("the envelopes' coming days", () -> ask("select connections.make_envelope_days(:now)"));
    }

    private boolean dayLeft() {
        return attempt("the envelopes' oldest day", () -> ask("select connections.leave_envelope_day(:now)"));
    }

    /** False when somebody was in the way. */
    private boolean ask(String step) {
        return engine.sql(step)
                .param("now", Times.utc(clock.now()))
                .query(Boolean.class)
                .single();
    }

    private void claim() {
        unclaimed.waiting().stream()
                .flatMap(account -> known.with(account.provider(), account.name()).stream())
                .forEach(unclaimed::claim);
    }

    private static void attempt(String what, Runnable task) {
        boolean ignored = attempt(what, () -> {
            task.run();
            return true;
        });
    }

    private static boolean attempt(String what, BooleanSupplier task) {
        try {
            return task.getAsBoolean();
        } catch (DataAccessException failure) {
            LOG.warn("{} could not be tended; will be tried again: {}", what, failure.getMessage());
            return false;
        }
    }
}
