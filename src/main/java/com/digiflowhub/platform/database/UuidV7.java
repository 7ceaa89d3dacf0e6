package com.digiflowhub.platform.database;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers that sort by the time they were made (RFC 9562 §5.7): 48 bits of milliseconds, then a counter that starts at a random
 * value each millisecond so that those of one process stay in order, then random bits.
 */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_LIMIT = 1 << 12;
    private static final int TIME_SHIFT = 16;
    private static final long FIRST_LOW = 0x8000_0000_0000_0000L;

    private long lastMillis;
    private int counter;

    public UUID next(Instant now) {
        long low = (RANDOM.nextLong() >>> 2) | FIRST_LOW;
        return new UUID(nextHigh(now.toEpochMilli()), low);
    }

    /** The first that can be made at that time: those made from then on are not before it. */
    public static UUID first(Instant at) {
        return new UUID(high(at.toEpochMilli(), 0), FIRST_LOW);
    }

    /** When it was made, to the millisecond. */
    public static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
    }

    private synchronized long nextHigh(long millis) {
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = RANDOM.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter >= COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        return high(lastMillis, counter);
    }

    private static long high(long millis, int counter) {
        return (millis << TIME_SHIFT) | 0x7000L | counter;
    }
}
