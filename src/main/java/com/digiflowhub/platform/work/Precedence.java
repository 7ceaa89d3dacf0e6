package com.digiflowhub.platform.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/**
 * Who stands back for whom. Work does while many stand in line to be answered at once: it begins a little at a time and writes one item
 * after the other, so that they find the machine free; what waits a little longer is kept, what is not acknowledged must be sent again. What
 * programs ask in plenty does while there is work: behind it waits a lead.
 */
@Component
public class Precedence {
    private static final int MANY = 4;
    private static final long LASTS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Between two items of one answer no time is left for a crowd. */
    private static final long WORK_LASTS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<IntSupplier> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger working = new AtomicInteger();
    private volatile long seen = System.nanoTime() - LASTS_NANOS;
    private volatile long worked = System.nanoTime() - WORK_LASTS_NANOS;

    /** {@code standing} tells at any time how many wait there. */
    public void watch(IntSupplier standing) {
        lines.add(standing);
    }

    /** For a while after it was seen: between two that are answered together the line is short. */
    boolean rush() {
        long now = System.nanoTime();
        if (lines.stream().anyMatch(line -> line.getAsInt() >= MANY)) {
            seen = now;
        }
        return now - seen < LASTS_NANOS;
    }

    void begins() {
        working.incrementAndGet();
    }

    void ends() {
        worked = System.nanoTime();
        working.decrementAndGet();
    }

    /** Whether this node does any work, or did a moment ago. */
    public boolean atWork() {
        return working.get() > 0 || System.nanoTime() - worked < WORK_LASTS_NANOS;
    }
}
