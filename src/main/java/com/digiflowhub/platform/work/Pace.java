package com.digiflowhub.platform.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How fast one queue may go: the moments at which its next items may begin. The database gives them out in batches, so that several nodes
 * which all believe that they hold the desk keep one rate between them. Moments are of this process's time that passes
 * ({@link System#nanoTime}), never of a wall clock. Guarded by the engine's lock.
 */
final class Pace {
    static final int BATCHES_A_SECOND = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final boolean always;
    private final Deque<Long> moments = new ArrayDeque<>();
    private int perSecond;
    private boolean asked;
    private long freeUntil;

    private Pace(boolean always) {
        this.always = always;
    }

    /** Nobody ever sets a rate here. */
    static Pace none() {
        return new Pace(true);
    }

    /** Nothing begins before the database was asked. */
    static Pace unknown() {
        return new Pace(false);
    }

    /** How many moments are given out at once. */
    static int batch(int perSecond) {
        return Math.max(1, perSecond / BATCHES_A_SECOND);
    }

    /** Zero when there is no rate. */
    int perSecond() {
        return perSecond;
    }

    /** Half a batch ahead, so that the database's answer is there before the last moment is used. */
    boolean wantsMoments(long nano) {
        forgetMissed(nano);
        return !always && !free(nano) && moments.size() <= batch(perSecond) / 2;
    }

    /** A batch, the first of which comes after so many nanoseconds. */
    void given(int rate, long nano, long firstIn) {
        perSecond = rate;
        asked = true;
        freeUntil = nano;
        for (int n = 0; n < batch(rate); n++) {
            moments.addLast(nano + firstIn + n * SECOND / rate);
        }
    }

    /** No rate is set; somebody may set one meanwhile. */
    void unlimited(long nano) {
        perSecond = 0;
        asked = true;
        freeUntil = nano + SECOND;
        moments.clear();
    }

    boolean mayBegin(long nano) {
        forgetMissed(nano);
        return always || free(nano) || (!moments.isEmpty() && moments.getFirst() - nano <= 0);
    }

    void begun(long nano) {
        if (!always && !free(nano)) {
            moments.removeFirst();
        }
    }

    /** How long until the next item may begin; nothing when the database is to be asked, empty when that waits for no moment. */
    OptionalLong nanosUntilNext(long nano) {
        forgetMissed(nano);
        if (always || free(nano)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(moments.isEmpty() ? 0 : Math.max(0, moments.getFirst() - nano));
    }

    private boolean free(long nano) {
        return asked && freeUntil - nano > 0;
    }

    /** Moments are not saved up: after a quiet time no more than a batch leaves at once. */
    private void forgetMissed(long nano) {
        while (!moments.isEmpty() && nano - moments.getFirst() > batch(perSecond) * SECOND / perSecond) {
            moments.removeFirst();
        }
    }
}
