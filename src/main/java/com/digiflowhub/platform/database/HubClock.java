package com.digiflowhub.platform.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The one clock of the hub: the database's time at start, carried on by the machine's monotonic clock, so that a jump of the wall clock
 * moves nothing. Cut to microseconds, which is what PostgreSQL keeps. Tests pass a source of their own.
 */
public final class HubClock implements InstantSource {
    private static final Duration DATABASE_MAY_DIFFER = Duration.ofMillis(100);
    private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

    private final InstantSource source;
    private final Duration differs;
    private final UuidV7 identifiers = new UuidV7();

    public HubClock(InstantSource source) {
        this(source, Duration.ZERO);
    }

    private HubClock(InstantSource source, Duration differs) {
        this.source = source;
        this.differs = differs;
    }

    public static HubClock anchoredAt(Instant databaseNow) {
        return anchoredAt(databaseNow, System.nanoTime());
    }

    /** {@code origin} is the reading of {@link System#nanoTime} at which the database's clock stood there. */
    static HubClock anchoredAt(Instant databaseNow, long origin) {
        return new HubClock(() -> databaseNow.plusNanos(System.nanoTime() - origin), DATABASE_MAY_DIFFER);
    }

    /** By how much the database's clock may differ from this one and still be asked for an order among nodes; nothing for a given source. */
    public Duration differsFromDatabase() {
        return differs;
    }

    @Override
    public Instant instant() {
        return (THEN.isBound() ? THEN.get() : source.instant()).truncatedTo(ChronoUnit.MICROS);
    }

    /** Works as if it were then: what is taken over from before the hub knew of it gets the time at which it would have been done. */
    public void at(Instant then, Runnable work) {
        ScopedValue.where(THEN, then).run(work);
    }

    public Instant now() {
        return instant();
    }

    /** A new identifier that sorts by the time it was made, whatever time the work is done for. */
    public UUID nextId() {
        return identifiers.next(source.instant());
    }
}
