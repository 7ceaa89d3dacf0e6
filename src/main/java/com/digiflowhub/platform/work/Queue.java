package com.digiflowhub.platform.work;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One queue of one desk in memory: its lanes, each in order and one item at a time, how many run, whether it stands still. Nothing here is
 * truth; all of it may be lost at any moment and is read again. Guarded by the engine's lock.
 */
final class Queue {
    static final int WINDOW = 200;
    private static final int FULL_LANE = 50;
    private static final int CONCURRENCY = 16;
    private static final int HUB_CONCURRENCY = 4;

    private final int concurrency;
    private final Map<UUID, Deque<Row>> lanes = new LinkedHashMap<>();
    private final Set<Long> known = new HashSet<>();
    private final Set<UUID> busy = new HashSet<>();
    private final Map<UUID, Instant> waiting = new HashMap<>();
    private Instant cursorDue = Instant.EPOCH;
    private long cursorId = Long.MIN_VALUE;
    private Instant pausedUntil = Instant.EPOCH;

    Queue(String name, boolean cautious) {
        this.concurrency = cautious ? 1 : name.equals(NewItem.HUB) ? HUB_CONCURRENCY : CONCURRENCY;
    }

    Instant cursorDue() {
        return cursorDue;
    }

    long cursorId() {
        return cursorId;
    }

    /** From the start again, for what came in behind the cursor. */
    void rewind() {
        cursorDue = Instant.EPOCH;
        cursorId = Long.MIN_VALUE;
    }

    /** Lanes from which nothing more is to be read now. */
    Set<UUID> closedLanes() {
        Set<UUID> closed = new HashSet<>(waiting.keySet());
        lanes.forEach((lane, rows) -> {
            if (rows.size() >= FULL_LANE) {
                closed.add(lane);
            }
        });
        return closed;
    }

    boolean hasRoom() {
        return known.size() < WINDOW * 5;
    }

    void add(Row row) {
        if (row.dueAt().isAfter(cursorDue) || (row.dueAt().equals(cursorDue) && row.id() > cursorId)) {
            cursorDue = row.dueAt();
            cursorId = row.id();
        }
        if (!row.held() && waiting.containsKey(row.lane())) {
            return;
        }
        if (known.add(row.id())) {
            lanes.computeIfAbsent(row.lane(), lane -> new ArrayDeque<>()).add(row);
        }
    }

    /** The lane waits for a failed item; what was read behind it is forgotten, the table has it. */
    void await(UUID lane, Instant until) {
        waiting.put(lane, until);
        Deque<Row> dropped = lanes.remove(lane);
        if (dropped != null) {
            dropped.forEach(row -> known.remove(row.id()));
        }
    }

    /** The failed item of a waiting lane is there again, or gone. */
    void open(UUID lane) {
        if (waiting.remove(lane) != null) {
            rewind();
        }
    }

    /** Lanes whose time has come. */
    Set<UUID> wakeable(Instant now) {
        Set<UUID> due = new HashSet<>();
        waiting.forEach((lane, until) -> {
            if (!until.isAfter(now) && !busy.contains(lane) && !lanes.containsKey(lane)) {
                due.add(lane);
            }
        });
        return due;
    }

    Optional<Instant> firstWaiting() {
        return waiting.entrySet().stream()
                .filter(entry -> !busy.contains(entry.getKey()) && !lanes.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Instant::compareTo);
    }

    void pauseUntil(Instant until) {
        pausedUntil = until;
    }

    Instant pausedUntil() {
        return pausedUntil;
    }

    /** The next item that may run: of the first lane that is idle; the lane goes to the end of the line. */
    Optional<Row> next(Instant now) {
        if (busy.size() >= concurrency || pausedUntil.isAfter(now)) {
            return Optional.empty();
        }
        for (Iterator<Map.Entry<UUID, Deque<Row>>> all = lanes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<UUID, Deque<Row>> lane = all.next();
            if (!busy.contains(lane.getKey())) {
                Row row = lane.getValue().removeFirst();
                all.remove();
                if (!lane.getValue().isEmpty()) {
                    lanes.put(lane.getKey(), lane.getValue());
                }
                busy.add(lane.getKey());
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** It no longer runs; what it was is no longer known, so that a row that is still there is read again. */
    void ended(Row row) {
        busy.remove(row.lane());
        known.remove(row.id());
    }

    /** Put back as the first of its lane: its queue stands still. */
    void forgetLane(UUID lane) {
        Deque<Row> dropped = lanes.remove(lane);
        if (dropped != null) {
            dropped.forEach(row -> known.remove(row.id()));
        }
        rewind();
    }

    boolean idle() {
        return known.isEmpty() && busy.isEmpty() && waiting.isEmpty();
    }
}
