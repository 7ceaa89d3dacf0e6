package com.digiflowhub.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells each minute how far a run is, and at its end where its time went. */
final class Progress implements AutoCloseable {
    private static final Duration EACH = Duration.ofMinutes(1);

    private final long begun = System.nanoTime();
    private final Map<String, Duration> stages = new LinkedHashMap<>();
    private final Thread telling = Thread.ofVirtual().unstarted(this::tell);
    private volatile Supplier<String> figures = () -> "";
    private volatile String stage;
    private long since = begun;

    Progress(String first) {
        this.stage = first;
        telling.start();
    }

    void follow(Supplier<String> figures) {
        this.figures = figures;
    }

    void goesOn(String next) {
        long now = System.nanoTime();
        stages.merge(stage, Duration.ofNanos(now - since), Duration::plus);
        stage = next;
        since = now;
    }

    /** Of the stages that are over. */
    String line() {
        return stages.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().toSeconds() + " s")
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        telling.interrupt();
    }

    private void tell() {
        try {
            while (true) {
                Thread.sleep(EACH);
                System.out.printf(
                        "%4d min, %s: %s%n",
                        Duration.ofNanos(System.nanoTime() - begun).toMinutes(), stage, figures.get());
            }
        } catch (InterruptedException over) {
            // The run is.
        }
    }
}
