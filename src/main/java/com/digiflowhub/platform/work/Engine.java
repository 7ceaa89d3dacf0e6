package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Wordless;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    /** Between two reads that left nothing behind: what wakes us in quick succession is read together. */
    private static final int RESTS_AS_LONG_AS_IT_READ = 3;

    /** Between two sweeps from the start: they walk over all that was done and not cleared away yet, and everybody waits for them. */
    private static final int SWEPT_RESTS_AS_LONG = 100;
    /** However long it took: what came in behind a cursor is found by a sweep alone. */
    private static final long SWEPT_RESTS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int SWEPT_TOGETHER_AT_FIRST = 64;
    /** What takes longer is done for fewer desks at once. */
    private static final long LONGEST_SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Between two beginnings while others stand in line to be answered at once: a handful is many envelopes, but few answers. */
    static final long BETWEEN_IN_A_RUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

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

    private final HeldDesks desks = new HeldDesks();
    /** Desks that others held when we last looked; used by the engine's thread alone. */
    private final Set<WorkspaceId> elsewhere = new HashSet<>();

    private long restsUntil = System.nanoTime();
    private long sweptRestsUntil = System.nanoTime();
    private int sweptTogether = SWEPT_TOGETHER_AT_FIRST;
    private long lastBegun = System.nanoTime() - BETWEEN_IN_A_RUSH_NANOS;
    private boolean somethingEnded;
    private int running;
    private volatile boolean alive;
    private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

    Engine(DeskRows rows, Paces paces, Handling handling, Node node, HubClock clock, WorkSettings settings, Bell bell) {
        this.rows = rows;
        this.paces = paces;
        this.handling = handling;
        this.node = node;
        this.clock = clock;
        this.settings = settings;
        this.bell = bell;
    }

    @Override
    public void start() {
        if (settings.running()) {
            alive = true;
            bell.hear(desks::wake, desks::wakeOurs);
            thread = Thread.ofPlatform().name("work-engine").daemon(true).start(this::loop);
        }
    }

    /** Lets what runs come to its end, then gives the desks back. */
    @Override
    public void stop() {
        alive = false;
        Instant deadline = Instant.now().plus(STOP_WITHIN);
        desks.locked(desks::signal);
        while ((thread.isAlive() || runningNow() > 0) && Instant.now().isBefore(deadline)) {
            Handling.pause(Duration.ofMillis(5));
        }
        hands.shutdown();
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
                desks.forgetRead();
                Handling.pause(settings.outage());
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
        return desks.nextLook();
    }

    private void read(boolean sweep) {
        Set<WorkspaceId> fresh = desks.takeWoken();
        if (sweep) {
            elsewhere.clear();
        }
        Set<WorkspaceId> others = desks.strangers(fresh);
        if (sweep || !elsewhere.containsAll(others)) {
            holdDesks();
            others = desks.strangers(fresh);
        }
        elsewhere.addAll(others);
        bell.ring(others);
        Instant now = clock.now();
        Set<WorkspaceId> look = sweep ? desks.known() : desks.dueForALook(fresh, now);
        if (!look.isEmpty()) {
            long began = System.nanoTime();
            Set<WorkspaceId> fromTheStart =
                    sweep && began - sweptRestsUntil >= 0 ? desks.toSweep(sweptTogether) : Set.of();
            readDue(look, now, fromTheStart);
            long ended = System.nanoTime();
            if (!fromTheStart.isEmpty()) {
                sweptRestsUntil = ended + Math.min(SWEPT_RESTS_NANOS, SWEPT_RESTS_AS_LONG * (ended - began));
                sweptTogether = ended - began > LONGEST_SWEEP_NANOS
                        ? Math.ceilDiv(fromTheStart.size(), 2)
                        : fromTheStart.size() * 2;
            }
            restsUntil = desks.haveMore()
                    ? ended
                    : ended + Math.min(LONGEST_REST_NANOS, RESTS_AS_LONG_AS_IT_READ * (ended - began));
        }
    }

    private void readDue(Set<WorkspaceId> look, Instant now, Set<WorkspaceId> fromTheStart) {
        List<DeskRows.Seen> seen = desks.under(() -> readBegins(look, fromTheStart));
        List<DeskRows.FirstDue> queues = rows.queues(seen, now);
        List<DeskRows.Cursor> cursors = new ArrayList<>();
        desks.locked(() -> queues.stream()
                .filter(first -> !first.dueAt().isAfter(now))
                .forEach(first -> cursor(first, now, fromTheStart).ifPresent(cursors::add)));
        List<Row> due = cursors.isEmpty() ? List.of() : rows.due(cursors, now, Queue.WINDOW);
        // After what is due, so that the lane of what fails meanwhile at another node is seen to wait.
        List<Row> held = rows.held(look);
        desks.locked(() -> {
            await(look, held, now);
            due.forEach(row -> desks.queue(row).ifPresent(queue -> queue.add(row)));
            look.forEach(workspace -> desks.find(workspace)
                    .ifPresent(desk -> desk.lookAt(desk.hasMore() ? now : next(queues, desk), now)));
        });
        outlived(fromTheStart, queues, now).forEach(desk -> {
            node.forgetCrashes(desk.workspace());
            desks.locked(desk::forgetCrashes);
        });
    }

    /** Guarded. */
    private List<DeskRows.Seen> readBegins(Set<WorkspaceId> look, Set<WorkspaceId> fromTheStart) {
        List<DeskRows.Seen> seen = new ArrayList<>();
        for (WorkspaceId workspace : look) {
            seen.add(DeskRows.Seen.beforeAll(workspace));
            desks.find(workspace)
                    .ifPresent(desk -> desk.queues().forEach(queue -> {
                        queue.readBegins();
                        if (!fromTheStart.contains(workspace)) {
                            seen.add(new DeskRows.Seen(workspace, queue.name(), queue.knownUntil()));
                        }
                    }));
        }
        return seen;
    }

    private Optional<DeskRows.Cursor> cursor(DeskRows.FirstDue first, Instant now, Set<WorkspaceId> fromTheStart) {
        return desks.find(first.workspace())
                .map(desk -> desk.queue(first.queue()))
                .flatMap(queue -> {
                    if (fromTheStart.contains(first.workspace())) {
                        queue.startOver();
                    }
                    if (!queue.hasRoom()) {
                        return Optional.empty();
                    }
                    Instant from = queue.readsFrom(now);
                    return Optional.of(
                            new DeskRows.Cursor(first.workspace(), first.queue(), from, queue.closedLanes()));
                });
    }

    /** Lanes that wait for a failed item: its time has come, or it is gone and the lane opens. Guarded. */
    private void await(Set<WorkspaceId> look, List<Row> held, Instant now) {
        Map<Queue, List<Row>> byQueue = new HashMap<>();
        held.forEach(row -> desks.queue(row)
                .ifPresent(queue ->
                        byQueue.computeIfAbsent(queue, key -> new ArrayList<>()).add(row)));
        look.forEach(workspace -> desks.find(workspace)
                .ifPresent(desk -> desk.queues().forEach(queue -> {
                    if (queue.await(byQueue.getOrDefault(queue, List.of()), now)) {
                        desks.wake(workspace);
                    }
                })));
    }

    private static Instant next(List<DeskRows.FirstDue> queues, Desk desk) {
        return queues.stream()
                .filter(first -> first.workspace().equals(desk.workspace()))
                .flatMap(first -> first.nextAt().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private List<Desk> outlived(Set<WorkspaceId> swept, List<DeskRows.FirstDue> left, Instant now) {
        return desks.under(() -> desks.all().stream()
                .filter(desk -> swept.contains(desk.workspace()))
                .filter(desk -> desk.outlivedItsCrashes(left, now))
                .toList());
    }

    /** Asks for the moments at which what waits may begin; a queue that has no rate says so for a while. */
    private void keepPace() {
        Instant now = clock.now();
        Map<PaceRows.Asked, Queue> asking = desks.under(() -> Paces.asking(desks.all(), now));
        if (!asking.isEmpty()) {
            Runnable given = paces.give(asking);
            desks.locked(given);
        }
    }

    /** Each desk in its turn, an item or a handful at a time, so that none is kept waiting by another's flood. */
    private void dispatch() {
        desks.locked(() -> {
            somethingEnded = false;
            int idle = 0;
            while (alive && nanosUntilBeginning() <= 0 && idle < desks.all().size()) {
                Desk desk = desks.next();
                Optional<Desk.Turn> turn = desk.next(clock.now(), System.nanoTime(), handling::handful);
                turn.ifPresent(next -> run(next.queue(), next.handful(), desk.cautious()));
                idle = turn.isPresent() ? 0 : idle + 1;
            }
        });
    }

    private void run(Queue queue, List<Row> handful, boolean cautious) {
        running++;
        lastBegun = System.nanoTime();
        hands.execute(() -> {
            Thread.currentThread().setName("work-" + handful.getFirst().kind());
            Map<Row, Handling.Ended> ended = new HashMap<>();
            try {
                handling.handle(handful, cautious, ended::put);
            } catch (RuntimeException | Error outage) {
                LOG.warn(
                        "{} items wait for the database: {}", handful.size() - ended.size(), Wordless.describe(outage));
                Handling.pause(settings.outage());
            } finally {
                finish(queue, handful, ended);
            }
        });
    }

    /** Of what has no end, nothing is known: it is read again. */
    private void finish(Queue queue, List<Row> handful, Map<Row, Handling.Ended> ended) {
        desks.locked(() -> {
            running--;
            queue.ended(handful);
            handful.forEach(row -> settle(queue, row, ended.getOrDefault(row, new Handling.Ended.ReadAgain())));
            somethingEnded = true;
            desks.signal();
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
            desks.wake(row.workspace());
        }
    }

    private void holdDesks() {
        desks.allStay();
        Map<WorkspaceId, Integer> mine = node.desks(desks::drained);
        desks.hold(mine, rows.pauses(mine.keySet(), clock.now()), clock.now());
    }

    private int runningNow() {
        return desks.under(() -> running);
    }

    private void sleepUntil(Instant wakeAt, long nextSweep) {
        try {
            desks.sleep(() -> !alive || somethingEnded, () -> nanosLeft(wakeAt, nextSweep));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            alive = false;
        }
    }

    private long nanosLeft(Instant wakeAt, long nextSweep) {
        Duration untilSweep = Duration.ofNanos(nextSweep - System.nanoTime());
        Duration untilLook = desks.somebodyRang() ? Duration.ZERO : Duration.between(clock.now(), wakeAt);
        Duration rest = Duration.ofNanos(restsUntil - System.nanoTime());
        Duration untilLookAfterRest = untilLook.compareTo(rest) > 0 ? untilLook : rest;
        return Math.min(
                nanosUntilMoment(),
                (untilLookAfterRest.compareTo(untilSweep) < 0 ? untilLookAfterRest : untilSweep).toNanos());
    }

    /** While this node is full, what ends wakes it. In a rush nothing tells that it is over: what could begin is looked at again. */
    private long nanosUntilMoment() {
        long beginning = nanosUntilBeginning();
        return beginning > 0
                ? beginning
                : Paces.nanosUntilNext(desks.all(), clock.now()).orElse(Long.MAX_VALUE);
    }

    private long nanosUntilBeginning() {
        if (running >= settings.atOnce()) {
            return Long.MAX_VALUE;
        }
        return handling.rush() ? lastBegun + BETWEEN_IN_A_RUSH_NANOS - System.nanoTime() : 0;
    }
}
