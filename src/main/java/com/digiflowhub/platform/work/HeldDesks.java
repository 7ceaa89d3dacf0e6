package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The desks that this node holds, in memory, each in its turn, and for which of them somebody rang. One lock guards all of it, the desks and
 * their queues too: what is said to be guarded is called inside {@link #locked} or {@link #under}, the rest from anywhere.
 */
final class HeldDesks {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<WorkspaceId, Desk> desks = new HashMap<>();
    private final Deque<Desk> turns = new ArrayDeque<>();
    private final Set<WorkspaceId> woken = new HashSet<>();
    private long sweeps;

    void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    <R> R under(Supplier<R> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** Something is to be read there; of a workspace that we do not hold, others are told. */
    void wake(WorkspaceId workspace) {
        locked(() -> {
            woken.add(workspace);
            changed.signalAll();
        });
    }

    /** Others put something there; what is not ours is somebody else's to hear. */
    void wakeOurs(WorkspaceId workspace) {
        locked(() -> {
            if (desks.containsKey(workspace)) {
                wake(workspace);
            }
        });
    }

    /** Those that were woken since the last time. */
    Set<WorkspaceId> takeWoken() {
        return under(() -> {
            Set<WorkspaceId> taken = new HashSet<>(woken);
            woken.clear();
            return taken;
        });
    }

    /** Guarded. */
    boolean somebodyRang() {
        return !woken.isEmpty();
    }

    /** Guarded: whoever sleeps looks up. */
    void signal() {
        changed.signalAll();
    }

    /** Until nothing is left of the time, or {@code awake}: both are asked anew at each signal, under the lock. */
    void sleep(BooleanSupplier awake, LongSupplier nanosLeft) throws InterruptedException {
        lock.lock();
        try {
            long left = nanosLeft.getAsLong();
            while (!awake.getAsBoolean() && left > 0) {
                changed.awaitNanos(left);
                left = nanosLeft.getAsLong();
            }
        } finally {
            lock.unlock();
        }
    }

    Set<WorkspaceId> known() {
        return under(() -> new HashSet<>(desks.keySet()));
    }

    /** Those of them that we do not hold. */
    Set<WorkspaceId> strangers(Set<WorkspaceId> among) {
        Set<WorkspaceId> strangers = new HashSet<>(among);
        strangers.removeAll(known());
        return strangers;
    }

    Set<WorkspaceId> dueForALook(Set<WorkspaceId> fresh, Instant now) {
        return under(() -> desks.values().stream()
                .filter(desk ->
                        fresh.contains(desk.workspace()) || !desk.lookAt().isAfter(now))
                .map(Desk::workspace)
                .collect(Collectors.toSet()));
    }

    /** Those that are to be read from the start: who waited longest for it. */
    Set<WorkspaceId> toSweep(int most) {
        return under(() -> {
            sweeps++;
            List<Desk> chosen = desks.values().stream()
                    .sorted(Comparator.comparingLong(Desk::lastSweep))
                    .limit(most)
                    .toList();
            chosen.forEach(desk -> desk.swept(sweeps));
            return chosen.stream().map(Desk::workspace).collect(Collectors.toSet());
        });
    }

    Instant nextLook() {
        return under(() -> desks.values().stream()
                .map(Desk::lookAt)
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    }

    /** Whether the last read left something behind anywhere. */
    boolean haveMore() {
        return under(() -> desks.values().stream().anyMatch(Desk::hasMore));
    }

    /** All that was read. */
    void forgetRead() {
        locked(() -> desks.values().forEach(desk -> desk.queues().forEach(Queue::forgetRead)));
    }

    /** Before the node says which are ours: none is to go. */
    void allStay() {
        locked(() -> desks.values().forEach(desk -> desk.leaving(false)));
    }

    /** Nothing more is begun at a desk that is to go; it goes when nothing runs there any more. */
    boolean drained(WorkspaceId workspace) {
        return under(() -> {
            find(workspace).ifPresent(desk -> desk.leaving(true));
            return find(workspace).map(Desk::idle).orElse(true);
        });
    }

    /** These are ours from now on, with the crashes counted against each and the pauses of their queues. */
    void hold(Map<WorkspaceId, Integer> mine, Map<WorkspaceId, List<Pause>> pauses, Instant now) {
        locked(() -> {
            desks.keySet().retainAll(mine.keySet());
            turns.removeIf(desk -> !desks.containsValue(desk));
            mine.forEach((workspace, crashes) -> desks.computeIfAbsent(workspace, key -> {
                Desk desk = new Desk(key, crashes, now);
                turns.addLast(desk);
                return desk;
            }));
            desks.forEach((workspace, desk) -> desk.pause(pauses.getOrDefault(workspace, List.of())));
        });
    }

    /** Guarded. */
    Collection<Desk> all() {
        return Collections.unmodifiableCollection(desks.values());
    }

    /** Guarded. */
    Optional<Desk> find(WorkspaceId workspace) {
        return Optional.ofNullable(desks.get(workspace));
    }

    /** Guarded. */
    Optional<Queue> queue(Row row) {
        return find(row.workspace()).map(desk -> desk.queue(row.queue()));
    }

    /** Guarded: whose turn it is; there is one. */
    Desk next() {
        Desk desk = turns.removeFirst();
        turns.addLast(desk);
        return desk;
    }
}
