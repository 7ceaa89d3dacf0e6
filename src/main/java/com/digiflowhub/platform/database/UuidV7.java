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

    private long lastMillis;
    private int counter;

    public UUID next(Instant now) {
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(nextHigh(now.toEpochMilli()), low);
    }

    private synchronized long nextHigh(long millis) {
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = RANDOM.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter >= COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        return (lastMillis << 16) | 0x7000L | counter;
    }
}
