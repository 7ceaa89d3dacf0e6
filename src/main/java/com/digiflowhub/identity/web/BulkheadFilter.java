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
 * While there is work, and a moment longer, only so many requests of one workspace's programs are answered at once: the others wait their
 * turn, so that whoever imports or deletes in bulk leaves the machine to the leads who wait, and to everybody else. Nothing is refused: who
 * waited long enough goes in. Runs behind the filter that knows the workspace.
 */
final class BulkheadFilter extends OncePerRequestFilter {
    private static final Duration WAITS_AT_MOST = Duration.ofSeconds(2);

    private final Precedence precedence;
    private final int atOnce;
    private final Map<WorkspaceId, Semaphore> gates = new ConcurrentHashMap<>();

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
        Semaphore gate = gates.computeIfAbsent(here.get(), workspace -> new Semaphore(atOnce, true));
        boolean inside = enters(gate);
        try {
            chain.doFilter(request, response);
        } finally {
            if (inside) {
                gate.release();
            }
        }
    }

    private static boolean enters(Semaphore gate) {
        try {
            return gate.tryAcquire(WAITS_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
