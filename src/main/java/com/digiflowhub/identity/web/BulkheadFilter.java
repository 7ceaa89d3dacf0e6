package com.digiflowhub.identity.web;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Precedence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While there is work, and a moment longer, only so many requests of one workspace's programs are answered at once, and after each there is a
 * rest as long as it took: the others wait their turn, so that whoever imports or deletes in bulk leaves the machine to the leads who wait,
 * and to everybody else. Nothing is refused: who waited long enough goes in. Runs behind the filter that knows the workspace.
 */
final class BulkheadFilter extends OncePerRequestFilter {
    private static final Duration WAITS_AT_MOST = Duration.ofSeconds(2);
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Precedence precedence;
    private final int atOnce;
    private final Map<WorkspaceId, Gate> gates = new ConcurrentHashMap<>();

    BulkheadFilter(Precedence precedence, int atOnce) {
        this.precedence = precedence;
        this.atOnce = atOnce;
    }

    static int halfTheMachine() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Callers.hasBearer(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<WorkspaceId> here = Tenancy.here();
        if (here.isEmpty() || !precedence.atWork()) {
            chain.doFilter(request, response);
            return;
        }
        Gate gate = gates.computeIfAbsent(here.get(), workspace -> new Gate(atOnce));
        boolean inside = gate.enters();
        long began = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            if (inside) {
                gate.leaves(System.nanoTime() - began);
            }
        }
    }

    /** The way in of one workspace's programs. */
    private static final class Gate {
        private final Semaphore places;
        private volatile long restsUntil = System.nanoTime();

        Gate(int atOnce) {
            this.places = new Semaphore(atOnce, true);
        }

        /** When it is one's turn and the rest is over; false for who waited long enough, and goes in without a place. */
        boolean enters() {
            boolean inside = false;
            try {
                inside = places.tryAcquire(WAITS_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
                if (inside) {
                    TimeUnit.NANOSECONDS.sleep(restsUntil - System.nanoTime());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return inside;
        }

        void leaves(long took) {
            restsUntil = System.nanoTime() + Math.min(LONGEST_REST_NANOS, took);
            places.release();
        }
    }
}
