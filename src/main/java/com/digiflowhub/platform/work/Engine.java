package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the work of the desks that this node holds: reads what is due, in order, and runs it, one item a lane. Reads and marks nothing; an
 * item ends in the transaction of its effect, so whatever is lost here is simply read again.
 */
@Component("workEngine")
class Engine implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);
    private static final Duration CURSOR_TRAIL = Duration.ofSeconds(1);
    /** Between two reads that left nothing behind: what wakes us in quick succession is read together. */
    private static final int RESTS_AS_LONG_AS_IT_READ = 3;

    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final DeskRows rows;
    private final Paces paces;
    private final Handling handling;
    private final Node node;
    private final HubClock clock;
    private final WorkSettings settings;
    private final Bell bell;

    /** The machine's own threads, which share its cores fairly: work in plenty must not keep the door and the pages waiting. */
    private final ExecutorService hands =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<WorkspaceId, Desk> desks = new HashMap<>();
    private final Deque<Desk> turns = new ArrayDeque<>();
    private final Set<WorkspaceId> woken = new HashSet<>();
    /** Desks that others held when we last looked; used by the engine's thread alone. */
    private final Set<WorkspaceId> elsewhere = new HashSet<>();

    private long restsUntil = System.nanoTime();
    private boolean somethingEnded;
    private int running;
    private volatile boolean alive;
    private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

    Engine(
            DeskRows rows,
            Paces paces,
            Handling handling,
            Node node,
            HubClock clock,
            WorkSettings settings,
            Wake wake,
            Bell bell) {
        this.rows = rows;
        this.paces = paces;
        this.handling = handling;
        this.node = node;
        this.clock = clock;
        this.settings = settings;
        this.bell = bell;
        wake.calls(this::wakeUp);
    }

    /** Another node put work; what is not ours is somebody else's to hear. */
    private void called(Collection<WorkspaceId> workspaces) {
        locked(() -> {
            workspaces.stream().filter(desks::containsKey).forEach(woken::add);
            changed.signalAll();
        });
    }

    private void wakeUp(WorkspaceId workspace) {
        locked(() -> {
            woken.add(workspace);
            changed.signalAll();
        });
    }

    @Override
    public void start() {
        if (settings.running()) {
            alive = true;
            bell.hear(this::called);
            thread = Thread.ofPlatform().name("work-engine").daemon(true).start(this::loop);
        }
    }

    /** Lets what runs come to its end, then gives the desks back. */
    @Override
    public void stop() {
        alive = false;
        Instant deadline = Instant.now().plus(STOP_WITHIN);
        locked(() -> changed.signalAll());
        while ((thread.isAlive() || runningNow() > 0) && Instant.now().isBefore(deadline)) {
            pause(Duration.ofMillis(5));
        }
        hands.shutdown();
        bell.stop();
        node.leave();
    }

    @Override
    public boolean isRunning() {
        return alive;
    }

    /** Sweeps go by time that passes, as leases do: a clock that is set back must not keep them waiting. */
    private void loop() {
        long nextSweep = System.nanoTime();
        boolean away = false;
        while (alive) {
            try {
                boolean sweep = System.nanoTime() - nextSweep >= 0;
                if (sweep) {
                    nextSweep = System.nanoTime() + settings.sweep().toNanos();
                }
                Instant wakeAt = round(sweep);
                if (away) {
                    LOG.info("The database is back; work goes on");
                    away = false;
                }
                sleepUntil(wakeAt, nextSweep);
            } catch (RuntimeException failure) {
                if (!away) {
                    LOG.warn("Work waits for the database and will go on by itself: {}", Wordless.describe(failure));
                }
                away = true;
                forgetEverything();
                pause(settings.outage());
            }
        }
    }

    /** Reads what is due and starts what may run; returns when the next look is due. */
    private Instant round(boolean sweep) {
        if (sweep || System.nanoTime() - restsUntil >= 0) {
            read(sweep);
        }
        keepPace();
        dispatch();
        return nextLook();
    }

    private void read(boolean sweep) {
        Set<WorkspaceId> fresh = takeWoken();
        if (sweep) {
            elsewhere.clear();
        }
        Set<WorkspaceId> others = strangers(fresh);
        if (sweep || !elsewhere.containsAll(others)) {
            holdDesks();
            others = strangers(fresh);
        }
        elsewhere.addAll(others);
        bell.ring(others);
        Instant now = clock.now();
        Set<WorkspaceId> look = sweep ? known() : dueForALook(fresh, now);
        if (!look.isEmpty()) {
            long began = System.nanoTime();
            readDue(look, now, sweep);
            long ended = System.nanoTime();
            boolean more = under(() -> desks.values().stream().anyMatch(Desk::hasMore));
            restsUntil =
                    more ? ended : ended + Math.min(LONGEST_REST_NANOS, RESTS_AS_LONG_AS_IT_READ * (ended - began));
        }
    }

    private void readDue(Set<WorkspaceId> look, Instant now, boolean sweep) {
        locked(() -> look.forEach(
                workspace -> desk(workspace).ifPresent(desk -> desk.queues().forEach(Queue::readBegins))));
        List<DeskRows.FirstDue> queues = rows.queues(look, now);
        List<DeskRows.Cursor> cursors = new ArrayList<>();
        locked(() -> queues.stream()
                .filter(first -> !first.dueAt().isAfter(now))
                .forEach(first -> cursor(first, sweep).ifPresent(cursors::add)));
        readHeld(look, now);
        List<Row> due = cursors.isEmpty() ? List.of() : rows.due(cursors, now, Queue.WINDOW);
        locked(() -> {
            due.forEach(row -> queue(row).ifPresent(queue -> queue.add(row)));
            look.forEach(workspace ->
                    desk(workspace).ifPresent(desk -> desk.lookAt(desk.hasMore() ? now : next(queues, desk), now)));
        });
        if (sweep) {
            outlived(queues, now).forEach(desk -> {
                node.forgetCrashes(desk.workspace());
                locked(desk::forgetCrashes);
            });
        }
    }

    private Optional<DeskRows.Cursor> cursor(DeskRows.FirstDue first, boolean sweep) {
        return desk(first.workspace()).map(desk -> desk.queue(first.queue())).flatMap(queue -> {
            if (sweep) {
                queue.rewind();
            }
            return queue.hasRoom()
                    ? Optional.of(new DeskRows.Cursor(
                            first.workspace(), first.queue(), trail(queue.cursorDue()), queue.closedLanes()))
                    : Optional.empty();
        });
    }

    /** Lanes that wait for a failed item: its time has come, or it is gone and the lane opens. */
    private void readHeld(Set<WorkspaceId> look, Instant now) {
        List<Row> held = rows.held(look);
        locked(() -> {
            Set<Lane> stillHeld = held.stream().map(Lane::of).collect(Collectors.toSet());
            look.forEach(workspace -> desk(workspace)
                    .ifPresent(desk -> desk.queues()
                            .forEach(queue -> queue.wakeable(now).stream()
                                    .filter(lane -> !stillHeld.contains(new Lane(workspace, queue.name(), lane)))
                                    .forEach(lane -> {
                                        queue.openAgain(lane);
                                        woken.add(workspace);
                                    }))));
            held.forEach(row -> queue(row).ifPresent(queue -> {
                if (row.dueAt().isAfter(now)) {
                    queue.await(row.lane(), row.dueAt());
                } else {
                    queue.add(row);
                }
            }));
        });
    }

    /** A lane lives inside its queue: the same conversation may wait in one and go on in another. */
    private record Lane(WorkspaceId workspace, String queue, UUID id) {
        static Lane of(Row row) {
            return new Lane(row.workspace(), row.queue(), row.lane());
        }
    }

    private static Instant next(List<DeskRows.FirstDue> queues, Desk desk) {
        return queues.stream()
                .filter(first -> first.workspace().equals(desk.workspace()))
                .flatMap(first -> first.nextAt().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private List<Desk> outlived(List<DeskRows.FirstDue> left, Instant now) {
        return under(() -> desks.values().stream()
                .filter(desk -> desk.outlivedItsCrashes(left, now))
                .toList());
    }

    /** Asks for the moments at which what waits may begin; a queue that has no rate says so for a while. */
    private void keepPace() {
        Instant now = clock.now();
        Map<PaceRows.Asked, Queue> asking = under(() -> Paces.asking(desks.values(), now));
        if (!asking.isEmpty()) {
            Runnable given = paces.give(asking);
            locked(given);
        }
    }

    /** Each desk in its turn, an item or a handful at a time, so that none is kept waiting by another's flood. */
    private void dispatch() {
        locked(() -> {
            somethingEnded = false;
            int idle = 0;
            while (alive && running < settings.atOnce() && idle < turns.size()) {
                Desk desk = turns.removeFirst();
                turns.addLast(desk);
                Optional<Desk.Turn> turn = desk.next(clock.now(), System.nanoTime(), handling::handful);
                turn.ifPresent(next -> run(next.queue(), next.handful(), desk.cautious()));
                idle = turn.isPresent() ? 0 : idle + 1;
            }
        });
    }

    private void run(Queue queue, List<Row> handful, boolean cautious) {
        running++;
        hands.execute(() -> {
            Thread.currentThread().setName("work-" + handful.getFirst().kind());
            Map<Row, Handling.Ended> ended = new HashMap<>();
            try {
                handling.handle(handful, cautious, ended::put);
            } catch (RuntimeException | Error outage) {
                LOG.warn(
                        "{} items wait for the database: {}", handful.size() - ended.size(), Wordless.describe(outage));
                pause(settings.outage());
            } finally {
                finish(queue, handful, ended);
            }
        });
    }

    /** Of what has no end, nothing is known: it is read again. */
    private void finish(Queue queue, List<Row> handful, Map<Row, Handling.Ended> ended) {
        locked(() -> {
            running--;
            queue.ended(handful);
            handful.forEach(row -> settle(queue, row, ended.getOrDefault(row, new Handling.Ended.ReadAgain())));
            somethingEnded = true;
            changed.signalAll();
        });
    }

    private void settle(Queue queue, Row row, Handling.Ended ended) {
        boolean look = false;
        switch (ended) {
            case Handling.Ended.Gone gone -> {
                queue.certain();
                queue.open(row.lane());
            }
            case Handling.Ended.InDoubt doubt -> {
                queue.doubt();
                queue.open(row.lane());
                look = true;
            }
            case Handling.Ended.ComesBack back -> {
                queue.open(row.lane());
                look = true;
            }
            case Handling.Ended.LaneWaits waits -> {
                queue.await(row.lane(), waits.until());
                look = true;
            }
            case Handling.Ended.QueuePaused paused -> {
                queue.pauseUntil(paused.until());
                queue.readAgain(row.lane());
                look = true;
            }
            case Handling.Ended.ReadAgain again -> {
                queue.readAgain(row.lane());
                look = true;
            }
        }
        if (look || queue.runsLow()) {
            woken.add(row.workspace());
        }
    }

    private void holdDesks() {
        locked(() -> desks.values().forEach(desk -> desk.leaving(false)));
        Map<WorkspaceId, Integer> mine = node.desks(this::drained);
        Map<WorkspaceId, List<Pause>> pauses = rows.pauses(mine.keySet(), clock.now());
        locked(() -> {
            desks.keySet().retainAll(mine.keySet());
            turns.removeIf(desk -> !desks.containsValue(desk));
            mine.forEach((workspace, crashes) -> desks.computeIfAbsent(workspace, key -> {
                Desk desk = new Desk(key, crashes, clock.now());
                turns.addLast(desk);
                return desk;
            }));
            desks.forEach((workspace, desk) -> desk.pause(pauses.getOrDefault(workspace, List.of())));
        });
    }

    /** Nothing more is begun at a desk that is to go; it goes when nothing runs there any more. */
    private boolean drained(WorkspaceId workspace) {
        return under(() -> {
            desk(workspace).ifPresent(desk -> desk.leaving(true));
            return desk(workspace).map(Desk::idle).orElse(true);
        });
    }

    private Optional<Desk> desk(WorkspaceId workspace) {
        return Optional.ofNullable(desks.get(workspace));
    }

    private Optional<Queue> queue(Row row) {
        return desk(row.workspace()).map(desk -> desk.queue(row.queue()));
    }

    private void forgetEverything() {
        locked(() -> desks.values().forEach(desk -> desk.queues().forEach(Queue::forgetRead)));
    }

    private Set<WorkspaceId> takeWoken() {
        return under(() -> {
            Set<WorkspaceId> taken = new HashSet<>(woken);
            woken.clear();
            return taken;
        });
    }

    private Set<WorkspaceId> strangers(Set<WorkspaceId> fresh) {
        Set<WorkspaceId> strangers = new HashSet<>(fresh);
        strangers.removeAll(known());
        return strangers;
    }

    private Set<WorkspaceId> known() {
        return under(() -> new HashSet<>(desks.keySet()));
    }

    private Set<WorkspaceId> dueForALook(Set<WorkspaceId> fresh, Instant now) {
        return under(() -> desks.values().stream()
                .filter(desk ->
                        fresh.contains(desk.workspace()) || !desk.lookAt().isAfter(now))
                .map(Desk::workspace)
                .collect(Collectors.toSet()));
    }

    private Instant nextLook() {
        return under(() -> desks.values().stream()
                .map(Desk::lookAt)
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    }

    private int runningNow() {
        return under(() -> running);
    }

    private void sleepUntil(Instant wakeAt, long nextSweep) {
        lock.lock();
        try {
            long left = nanosLeft(wakeAt, nextSweep);
            while (alive && !somethingEnded && left > 0) {
                changed.awaitNanos(left);
                left = nanosLeft(wakeAt, nextSweep);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            alive = false;
        } finally {
            lock.unlock();
        }
    }

    private long nanosLeft(Instant wakeAt, long nextSweep) {
        Duration untilSweep = Duration.ofNanos(nextSweep - System.nanoTime());
        Duration untilLook = woken.isEmpty() ? Duration.between(clock.now(), wakeAt) : Duration.ZERO;
        Duration rest = Duration.ofNanos(restsUntil - System.nanoTime());
        Duration untilLookAfterRest = untilLook.compareTo(rest) > 0 ? untilLook : rest;
        return Math.min(
                nanosUntilMoment(),
                (untilLookAfterRest.compareTo(untilSweep) < 0 ? untilLookAfterRest : untilSweep).toNanos());
    }

    /** While this node is full, what ends wakes it. */
    private long nanosUntilMoment() {
        return running >= settings.atOnce()
                ? Long.MAX_VALUE
                : Paces.nanosUntilNext(desks.values(), clock.now()).orElse(Long.MAX_VALUE);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private <R> R under(Supplier<R> look) {
        lock.lock();
        try {
            return look.get();
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
