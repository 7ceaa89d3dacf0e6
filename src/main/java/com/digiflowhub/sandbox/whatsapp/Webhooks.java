package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Journal;
import com.digiflowhub.sandbox.line.Journal.Told;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs what happened and posts it until the answer is 2xx, with growing pauses. First tries of one lane go out in order;
 * a repetition does not hold back what comes after it, as with the platform itself.
 */
final class Webhooks implements AutoCloseable {

    /** After five doublings the pauses grow no more, so that whoever was away for a minute is told soon after. */
    private static final int MOST_DOUBLINGS = 5;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Account account;
    private final Faults faults;
    private final Journal journal;
    private final Signature signature;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final HttpClient http;
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
    private final AtomicLong waiting = new AtomicLong();

    Webhooks(Account account, Faults faults, Journal journal) {
        this.account = account;
        this.faults = faults;
        this.journal = journal;
        this.signature = new Signature(account.settings().appSecret());
        this.http = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Not yet acknowledged, or still to be told. */
    long waiting() {
        return waiting.get();
    }

    /** What it will send is waited for from now on. */
    void later(Duration delay, Runnable telling) {
        waiting.incrementAndGet();
        schedule(delay, () -> {
            telling.run();
            waiting.decrementAndGet();
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it; closing ends it
    private void schedule(Duration delay, Runnable task) {
        clock.schedule(() -> threads.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing goes out for an account whose app is not subscribed. */
    @SuppressWarnings("FutureReturnValueIgnored") // the lane keeps it
    void send(String lane, String correlation, byte[] body) {
        if (!account.subscribed()) {
            journal.write("whatsapp webhook", correlation, body, "not subscribed", Told.NOTHING);
            return;
        }
        var copies = faults.strike(Fault.DUPLICATE)
                .map(parameter -> parameter.isBlank() ? 2 : Integer.parseInt(parameter))
                .orElse(1);
        waiting.addAndGet(copies);
        var first = new Delivery(correlation, body);
        for (var copy = 1; copy < copies; copy++) {
            threads.execute(() -> attempt(new Delivery(correlation, body)));
        }
        lanes.compute(
                lane,
                (key, tail) -> tail == null
                        ? CompletableFuture.runAsync(() -> attempt(first), threads)
                        : tail.handle((done, failure) -> null).thenRunAsync(() -> attempt(first), threads));
    }

    /** Asks the callback to prove that it is ours; what it answered. */
    Verification verify(String challenge) {
        var callback = account.callback().orElseThrow(() -> new IllegalStateException("No callback address is set"));
        var query = "hub.mode=subscribe&hub.challenge=%s&hub.verify_token=%s"
                .formatted(encoded(challenge), encoded(account.settings().verifyToken()));
        var address = URI.create(callback + (callback.getQuery() == null ? "?" : "&") + query);
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return new Verification(
                    answer.statusCode() == 200 && answer.body().equals(challenge), answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Verification(false, 0, "no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verification(false, 0, "interrupted");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
        http.shutdownNow();
    }

    private void attempt(Delivery delivery) {
        var status =
                account.callback().map(address -> post(address, delivery.body)).orElse(0);
        if (status >= 200 && status < 300) {
            waiting.decrementAndGet();
            journal.write("whatsapp webhook", delivery.correlation, delivery.body, "delivered", Told.TRUTH);
            return;
        }
        var outcome = account.callback().isEmpty() ? "no callback" : "failed " + status;
        journal.write(
                "whatsapp webhook",
                delivery.correlation,
                delivery.body,
                outcome,
                status > 0 ? Told.TRUTH : Told.NOTHING);
        if (!clock.isShutdown()) {
            schedule(delivery.nextPause(account.settings().pace().firstRepeat()), () -> attempt(delivery));
        }
    }

    private int post(URI address, byte[] body) {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .header("X-Hub-Signature-256", signature.of(body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static final class Delivery {
        final String correlation;
        final byte[] body;
        int attempts;

        Delivery(String correlation, byte[] body) {
            this.correlation = correlation;
            this.body = body;
        }

        Duration nextPause(Duration first) {
            return first.multipliedBy(1L << Math.min(attempts++, MOST_DOUBLINGS));
        }
    }
}
