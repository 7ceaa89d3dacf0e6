package com.digiflowhub.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread will make true, looking often and giving up late. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration BETWEEN = Duration.ofMillis(15);
    /** Who waits long must not work so much at looking that it slows down what it waits for. */
    private static final Duration BETWEEN_LONG = Duration.ofMillis(250);

    private Patience() {}

    public static void waitUntil(String what, BooleanSupplier condition) {
        var ignored = waitFor(() -> what, condition::getAsBoolean, Boolean.TRUE::equals);
    }

    /** Until the value pleases; the last one seen is in the complaint when it never does. */
    public static <T> T waitFor(String what, Supplier<T> value, Predicate<T> pleases) {
        return waitFor(() -> what, value, pleases);
    }

    /** For what may take longer than anything in a test of the build. */
    public static <T> T waitFor(String what, Supplier<T> value, Predicate<T> pleases, Duration within) {
        return waitFor(() -> what, value, pleases, within, BETWEEN_LONG);
    }

    private static <T> T waitFor(Supplier<String> what, Supplier<T> value, Predicate<T> pleases) {
        return waitFor(what, value, pleases, LONGEST, BETWEEN);
    }

    private static <T> T waitFor(
            Supplier<String> what, Supplier<T> value, Predicate<T> pleases, Duration within, Duration between) {
        Instant deadline = Instant.now().plus(within);
        while (true) {
            T seen = value.get();
            if (pleases.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(what.get() + ": not within " + within + "; last seen: " + seen);
            }
            pause(between);
        }
    }

    /** For stories that need time to pass, not something to become true. */
    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
