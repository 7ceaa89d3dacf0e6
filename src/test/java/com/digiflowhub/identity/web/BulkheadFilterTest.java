package com.digiflowhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.BusyPrecedence;
import com.digiflowhub.platform.work.Precedence;
import com.digiflowhub.testing.Patience;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BulkheadFilterTest {
    private static final WorkspaceId ONE = new WorkspaceId(new UUID(0, 1));
    private static final WorkspaceId OTHER = new WorkspaceId(new UUID(0, 2));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final FilterChain chain = (request, response) -> {
        inside.incrementAndGet();
        wait(goOn);
    };

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.close();
    }

    @Test
    void while_there_is_work_a_workspace_s_programs_wait_for_each_other_and_nobody_else_for_them() {
        BulkheadFilter filter = new BulkheadFilter(BusyPrecedence.busy(), 1);
        CompletableFuture<Void> first = call(filter, ONE, true);
        awaitInside(1);
        CompletableFuture<Void> second = call(filter, ONE, true);
        CompletableFuture<Void> others = call(filter, OTHER, true);
        CompletableFuture<Void> person = call(filter, ONE, false);
        awaitInside(3);
        assertThat(second).isNotDone();
        goOn.countDown();
        CompletableFuture.allOf(first, second, others, person).join();
        assertThat(inside).hasValue(4);
    }

    @Test
    void nobody_waits_for_ever() {
        BulkheadFilter filter = new BulkheadFilter(BusyPrecedence.busy(), 1);
        CompletableFuture<Void> first = call(filter, ONE, true);
        awaitInside(1);
        CompletableFuture<Void> second = call(filter, ONE, true);
        awaitInside(2);
        goOn.countDown();
        CompletableFuture.allOf(first, second).join();
    }

    @Test
    void after_each_call_there_is_a_rest_as_long_as_it_took() {
        BulkheadFilter filter = new BulkheadFilter(BusyPrecedence.busy(), 1);
        long began = System.nanoTime();
        CompletableFuture<Void> first = call(filter, ONE, true);
        awaitInside(1);
        Patience.pause(Duration.ofMillis(100));
        long took = System.nanoTime() - began;
        goOn.countDown();
        first.join();
        long left = System.nanoTime();
        call(filter, ONE, true).join();
        assertThat(System.nanoTime() - left).isGreaterThan(took / 2);
        call(filter, OTHER, true).join();
        assertThat(inside).hasValue(3);
    }

    @Test
    void without_work_nobody_waits() {
        BulkheadFilter filter = new BulkheadFilter(new Precedence(), 1);
        long began = System.nanoTime();
        CompletableFuture<Void> first = call(filter, ONE, true);
        CompletableFuture<Void> second = call(filter, ONE, true);
        awaitInside(2);
        assertThat(System.nanoTime() - began).isLessThan(1_900_000_000L);
        goOn.countDown();
        CompletableFuture.allOf(first, second).join();
    }

    private void awaitInside(int many) {
        Patience.waitFor("so many inside", inside::get, found -> found == many);
    }

    private CompletableFuture<Void> call(BulkheadFilter filter, WorkspaceId workspace, boolean program) {
        MockHttpServletRequest request = new MockHttpServletRequest("DELETE", "/api/qa-training/1");
        if (program) {
            request.addHeader("Authorization", "Bearer hub_1");
        }
        return CompletableFuture.runAsync(
                () -> Tenancy.run(workspace, () -> {
                    try {
                        filter.doFilter(request, new MockHttpServletResponse(), chain);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    } catch (ServletException failure) {
                        throw new IllegalStateException(failure);
                    }
                }),
                threads);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
