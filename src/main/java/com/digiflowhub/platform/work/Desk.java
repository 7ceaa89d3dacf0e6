package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** One workspace's queues in memory, served in turn. Guarded by the engine's lock. */
final class Desk {
    private static final Duration OUTLIVED_AFTER = Duration.ofSeconds(3);
    private static final int CRASHES_THAT_MAKE_CAUTIOUS = 2;

    private final WorkspaceId workspace;
    private final Instant takenAt;
    private final Map<String, Queue> queues = new HashMap<>();
    private final Deque<Queue> turns = new ArrayDeque<>();
    private int crashes;
    private boolean leaving;
    private Instant lookAt = Instant.EPOCH;
    private long lastSweep;

    Desk(WorkspaceId workspace, int crashes, Instant takenAt) {
        this.workspace = workspace;
        this.crashes = crashes;
        this.takenAt = takenAt;
    }

    /** What runs next, with the queue in which it lies: an item, or several that end together. */
    record Turn(Queue queue, List<Row> handful) {}

    WorkspaceId workspace() {
        return workspace;
    }

    Queue queue(String name) {
        return queues.computeIfAbsent(name, key -> {
            Queue queue = new Queue(key);
            turns.addLast(queue);
            return queue;
        });
    }

    Collection<Queue> queues() {
        return queues.values();
    }

    /** Each queue in its turn, so that a full one keeps no other waiting. */
    Optional<Turn> next(Instant now, long nano, ToIntFunction<Row> most) {
        for (int tried = 0; !leaving && tried < queues.size(); tried++) {
            Queue queue = turns.removeFirst();
            turns.addLast(queue);
            Optional<Row> row = queue.next(now, nano, cautious());
            if (row.isPresent()) {
                return row.map(first -> new Turn(
                        queue, cautious() ? List.of(first) : queue.handful(first, most.applyAsInt(first), nano)));
            }
        }
        return Optional.empty();
    }

    /** Those in which something would begin, were it not for the pace. */
    List<Queue> waitingForTheirPace(Instant now) {
        return leaving
                ? List.of()
                : queues.values().stream()
                        .filter(queue -> queue.waitsForItsPace(now, cautious()))
                        .toList();
    }

    /** What was at work when its nodes died twice may be what killed them: items are begun one at a time. */
    boolean cautious() {
        return crashes >= CRASHES_THAT_MAKE_CAUTIOUS;
    }

    /**
     * After crashes that are still counted: whether everything that was due when the desk was taken is through, or a while has passed in
     * which what was at work then had its turn, the longer the more often it crashed.
     */
    boolean outlivedItsCrashes(Collection<DeskRows.FirstDue> left, Instant now) {
        boolean through = idle()
                && left.stream()
                        .noneMatch(first -> first.workspace().equals(workspace)
                                && !first.dueAt().isAfter(takenAt));
        return crashes > 0 && (through || !now.isBefore(takenAt.plus(OUTLIVED_AFTER.multipliedBy(crashes))));
    }

    void forgetCrashes() {
        crashes = 0;
    }

    /** Nothing more is begun, the desk goes to another node; or stays after all. */
    void leaving(boolean soon) {
        leaving = soon;
    }

    boolean idle() {
        return queues.values().stream().allMatch(Queue::idle);
    }

    void pause(List<Pause> pauses) {
        queues.values().forEach(queue -> queue.pauseUntil(Instant.EPOCH));
        pauses.forEach(pause -> queue(pause.queue()).pauseUntil(pause.until()));
    }

    /** The number of the sweep in which it was read from the start; 0 when it never was. */
    long lastSweep() {
        return lastSweep;
    }

    void swept(long sweep) {
        lastSweep = sweep;
    }

    /** Whether the last read stopped at the window's end and brought something new. */
    boolean hasMore() {
        return queues.values().stream().anyMatch(Queue::hasMore);
    }

    Instant lookAt() {
        return lookAt;
    }

    /** The next look is due then, or when a queue changes by itself. */
    void lookAt(Instant nextDue, Instant now) {
        lookAt = queues.values().stream()
                .flatMap(queue -> queue.nextChange(now).stream())
                .filter(nextDue::isAfter)
                .min(Instant::compareTo)
                .orElse(nextDue);
    }
}
