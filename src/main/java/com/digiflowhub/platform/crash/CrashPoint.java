package com.digiflowhub.platform.crash;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A named moment of the code. {@code -Dhub.crash=out-1:3} ends the process there the third time it passes, as a kill does: nothing is closed,
 * nothing is said. {@code -Dhub.crash=out-1:3:200} lets 200 milliseconds more go by, so that a call that begins there is under way. Asked for
 * nothing, a pass costs one comparison.
 */
public final class CrashPoint {
    private static final int KILLED = 137;
    private static final @Nullable CrashPoint ASKED = read(System.getProperty("hub.crash", ""));

    private final String name;
    private final Duration later;
    private final AtomicInteger left;

    private CrashPoint(String name, int pass, Duration later) {
        this.name = name;
        this.left = new AtomicInteger(pass);
        this.later = later;
    }

    public static void pass(String name) {
        if (ASKED != null && ASKED.name.equals(name) && ASKED.left.decrementAndGet() == 0) {
            ASKED.die();
        }
    }

    /** The moment itself, or of those that bear its name the one of this kind, asked for as {@code name/kind}. */
    public static void pass(String name, String kind) {
        if (ASKED != null) {
            pass(name);
            pass(name + "/" + kind);
        }
    }

    static @Nullable CrashPoint read(String asked) {
        if (asked.isBlank()) {
            return null;
        }
        String[] parts = asked.split(":", 3);
        if (parts.length < 2) {
            throw new IllegalArgumentException("hub.crash is name:pass or name:pass:milliseconds, not " + asked);
        }
        return new CrashPoint(
                parts[0],
                Integer.parseInt(parts[1]),
                Duration.ofMillis(parts.length < 3 ? 0 : Long.parseLong(parts[2])));
    }

    private void die() {
        if (later.isZero()) {
            Runtime.getRuntime().halt(KILLED);
        }
        Thread.ofPlatform().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(later.toMillis());
            } catch (InterruptedException sooner) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(KILLED);
        });
    }
}
