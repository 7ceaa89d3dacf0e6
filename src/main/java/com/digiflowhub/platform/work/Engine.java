package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the work of the desks that this node holds: reads what is due, in order, and runs it, one item a lane. Reads and marks nothing; an
 * item ends in the transaction of its effect, so whatever is lost here is simply read again.
 */
@Component("workEngine")
class Engine implements SmartLifecycle, Wake {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);
    private static final Duration CURSOR_TRAIL = Duration.ofSeconds(1);

    private final DeskRows rows;
    private final Handling handling;
    private final Node node;
    private final HubClock clock;
    private final WorkSettings settings;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<WorkspaceId, Desk> desks = new HashMap<>();
    private final Set<WorkspaceId> woken = new HashSet<>();
    private int running;
    private volatile boolean alive;

    Engine(DeskRows rows, Handling handling, Node node, HubClock clock, WorkSettings settings) {
        this.rows = rows;
        this.handling = handling;
        this.node = node;
        this.clock = clock;
        this.settings = settings;
    }

    /** One workspace's queues in memory. */
    private record Desk(boolean cautious, Map<String, Queue> queues) {
        Queue queue(String name) {
            return queues.computeIfAbsent(name, key -> new Queue(key, cautious));
        }
    }

    @Override
    public void up(WorkspaceId workspace) {
        locked(() -> {
            woken.add(workspace);
            changed.signalAll();
        });
    }

    @Override
    public void start() {
        if (settings.running()) {
            alive = true;
            Thread.ofPlatform().name("work-engine").daemon(true).start(this::loop);
        }
    }

    @Override
    public void stop() {
        alive = false;
        Instant deadline = Instant.now().plus(STOP_WITHIN);
        locked(() -> changed.signalAll());
        while (runningNow() > 0 && Instant.now().isBefore(deadline)) {
            pause(Duration.ofMillis(20));
        }
        node.leave();
    }

    @Override
    public boolean isRunning() {
        return alive;
    }

    private void loop() {
        Instant nextSweep = Instant.EPOCH;
        boolean away = false;
        while (alive) {
            try {
                boolean sweep = !clock.now().isBefore(nextSweep);
                if (sweep) {
                    nextSweep = clock.now().plus(settings.sweep());
                }
                Instant wakeAt = round(sweep);
                if (away) {
                    LOG.info("The database is back; work goes on");
                    away = false;
                }
                sleepUntil(wakeAt.isBefore(nextSweep) ? wakeAt : nextSweep);
            } catch (RuntimeException failure) {
                if (!away) {
                    LOG.warn("Work waits for the database and will go on by itself: {}", failure.getMessage());
                }
                away = true;
                forgetEverything();
                pause(OUTAGE_PAUSE);
            }
        }
    }

    /** Reads what is due and starts what may run; returns when the next item will be due. */
    private Instant round(boolean sweep) {
        Set<WorkspaceId> fresh = takeWoken();
        if (sweep || !desks.keySet().containsAll(fresh)) {
            holdDesks(node.desks());
        }
        Set<WorkspaceId> look = sweep ? known() : known(fresh);
        Instant next = look.isEmpty() ? Instant.MAX : readDue(look, sweep);
        dispatch();
        return next;
    }

    private Instant readDue(Set<WorkspaceId> look, boolean sweep) {
        Instant now = clock.now();
        Instant next = Instant.MAX;
        List<DeskRows.Cursor> cursors = new ArrayList<>();
        Set<UUID> closed = new HashSet<>();
        List<DeskRows.FirstDue> queues = rows.queues(look);
        lock.lock();
        try {
            for (DeskRows.FirstDue first : queues) {
                if (first.dueAt().isAfter(now)) {
                    next = first.dueAt().isBefore(next) ? first.dueAt() : next;
                    continue;
                }
                Queue queue = desk(first.workspace()).queue(first.queue());
                if (sweep) {
                    queue.rewind();
                }
                if (queue.hasRoom()) {
                    closed.addAll(queue.closedLanes());
                    cursors.add(new DeskRows.Cursor(
                            first.workspace(), first.queue(), trail(queue.cursorDue()), Long.MIN_VALUE));
                }
            }
        } finally {
            lock.unlock();
        }
        Instant soon = readHeld(look, now);
        if (!cursors.isEmpty()) {
            List<Row> due = rows.due(cursors, closed, now, Queue.WINDOW);
            locked(() -> due.forEach(row -> queue(row).ifPresent(queue -> queue.add(row))));
        }
        return soon.isBefore(next) ? soon : next;
    }

    /** Lanes that wait for a failed item: its time has come, or it is gone and the lane opens. */
    private Instant readHeld(Set<WorkspaceId> look, Instant now) {
        Map<UUID, Row> held = new HashMap<>();
        rows.held(look).forEach(row -> held.putIfAbsent(row.lane(), row));
        lock.lock();
        try {
            Instant next = Instant.MAX;
            for (WorkspaceId workspace : look) {
                for (Queue queue : desk(workspace).queues().values()) {
                    for (UUID lane : queue.wakeable(now)) {
                        if (!held.containsKey(lane)) {
                            queue.open(lane);
                        }
                    }
                    next = queue.firstWaiting().filter(next::isAfter).orElse(next);
                }
            }
            for (Row row : held.values()) {
                queue(row).ifPresent(queue -> {
                    if (row.dueAt().isAfter(now)) {
                        queue.await(row.lane(), row.dueAt());
                    } else {
                        queue.add(row);
                    }
                });
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void dispatch() {
        locked(() -> {
            boolean found = true;
            while (found && alive && running < settings.permits()) {
                found = false;
                for (Desk desk : desks.values()) {
                    for (Queue queue : desk.queues().values()) {
                        Optional<Row> row = running < settings.permits() ? queue.next(clock.now()) : Optional.empty();
                        if (row.isPresent()) {
                            found = true;
                            run(queue, row.get(), desk.cautious());
                        }
                    }
                }
            }
        });
    }

    private void run(Queue queue, Row row, boolean cautious) {
        running++;
        Thread.ofVirtual().name("work-" + row.kind()).start(() -> {
            Handling.Ended ended = new Handling.Ended.ReadAgain();
            try {
                ended = handling.handle(row, cautious);
            } catch (RuntimeException outage) {
                LOG.warn("Item {} waits for the database: {}", row.id(), outage.getMessage());
                pause(OUTAGE_PAUSE);
            } finally {
                finish(queue, row, ended);
            }
        });
    }

    private void finish(Queue queue, Row row, Handling.Ended ended) {
        locked(() -> {
            running--;
            queue.ended(row);
            switch (ended) {
                case Handling.Ended.Gone gone -> queue.open(row.lane());
                case Handling.Ended.LaneWaits waits -> queue.await(row.lane(), waits.until());
                case Handling.Ended.ComesBack back -> queue.open(row.lane());
                case Handling.Ended.QueuePaused paused -> {
                    queue.pauseUntil(paused.until());
                    queue.forgetLane(row.lane());
                }
                case Handling.Ended.ReadAgain again -> queue.forgetLane(row.lane());
            }
            woken.add(row.workspace());
            changed.signalAll();
        });
    }

    private void holdDesks(Map<WorkspaceId, Integer> mine) {
        Set<WorkspaceId> taken = new HashSet<>(mine.keySet());
        lock.lock();
        try {
            desks.keySet().retainAll(mine.keySet());
            taken.removeAll(desks.keySet());
            taken.forEach(workspace ->
                    desks.put(workspace, new Desk(mine.getOrDefault(workspace, 0) >= 2, new HashMap<>())));
        } finally {
            lock.unlock();
        }
        Set<WorkspaceId> all = mine.keySet();
        all.forEach(workspace -> {
            List<Pause> pauses = rows.pauses(workspace, clock.now());
            locked(() -> {
                Desk desk = desk(workspace);
                desk.queues().values().forEach(queue -> queue.pauseUntil(Instant.EPOCH));
                pauses.forEach(pause -> desk.queue(pause.queue()).pauseUntil(pause.until()));
            });
        });
    }

    private Optional<Queue> queue(Row row) {
        return Optional.ofNullable(desks.get(row.workspace())).map(desk -> desk.queue(row.queue()));
    }

    private Desk desk(WorkspaceId workspace) {
        return desks.computeIfAbsent(workspace, key -> new Desk(false, new HashMap<>()));
    }

    private void forgetEverything() {
        locked(desks::clear);
    }

    private Set<WorkspaceId> takeWoken() {
        lock.lock();
        try {
            Set<WorkspaceId> taken = new HashSet<>(woken);
            woken.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Set<WorkspaceId> known() {
        lock.lock();
        try {
            return new HashSet<>(desks.keySet());
        } finally {
            lock.unlock();
        }
    }

    private Set<WorkspaceId> known(Set<WorkspaceId> some) {
        Set<WorkspaceId> ours = known();
        ours.retainAll(some);
        return ours;
    }

    private int runningNow() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void sleepUntil(Instant wakeAt) {
        lock.lock();
        try {
            long left = Math.min(
                    Math.max(0, Duration.between(clock.now(), wakeAt).toNanos()),
                    settings.sweep().toNanos());
            while (alive && woken.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            alive = false;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private static Instant trail(Instant cursor) {
        return cursor.equals(Instant.EPOCH) ? cursor : cursor.minus(CURSOR_TRAIL);
    }

    private static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
