package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One queue of one desk in memory: its lanes, each in order and one item at a time, how many run, whether it stands still. Nothing here is
 * truth; all of it may be lost at any moment and is read again. Guarded by the engine's lock.
 */
final class Queue {
    static final int WINDOW = 200;
    private static final int FULL_LANE = 50;
    /** The door says 503 to what takes longer than two seconds; the clocks of nodes differ a little. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMillis(2_500);

    private static final int MOST_KNOWN = WINDOW * 5;
    private static final int FEW = 50;
    private static final int CONCURRENCY = 16;
    private static final int HUB_CONCURRENCY = 4;
    /** A paced queue keeps its pace though each item takes a second; no queue takes so many that few are left for the others. */
    private static final int MOST_CONCURRENCY = 128;

    /** What failed comes first, whenever it is due: its lane waited for it. */
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> !row.held())
            .thenComparing(Row::dueAt)
            .thenComparingLong(Row::id);

    private static final NavigableSet<Row> NOTHING = Collections.emptyNavigableSet();

    private final String name;
    private final Pace pace;
    private final Map<UUID, NavigableSet<Row>> lanes = new LinkedHashMap<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<UUID, Set<Long>> busy = new HashMap<>();
    private final Map<UUID, Instant> waiting = new HashMap<>();
    /** Ended while a read was on its way: what that read still shows of them is old. */
    private final Set<Long> endedMeanwhile = new HashSet<>();

    private final Set<UUID> unsettledMeanwhile = new HashSet<>();
    /** Lanes of which so much is known that no more is read, each with the place from which on it was not. */
    private final Map<UUID, Instant> full = new HashMap<>();

    /** All that is due before is known or gone; it moves with what is read. */
    private Instant cursor = Instant.EPOCH;
    /** Whoever put what is due before has committed it, or never will. */
    private Instant settledUntil = Instant.EPOCH;

    /** Since the read that is on its way began. */
    private boolean rewound;

    private Instant pausedUntil = Instant.EPOCH;
    private boolean inDoubt;
    private int running;
    private int runningRows;
    private int read;
    private int added;
    /** Whether the table may hold what is due here and was not read. */
    private boolean leftBehind = true;

    Queue(String name) {
        this.name = name;
        this.pace = name.equals(NewItem.HUB) || name.equals(NewItem.MODEL) ? Pace.none() : Pace.unknown();
    }

    String name() {
        return name;
    }

    Pace pace() {
        return pace;
    }

    /** From the start again, for what was passed over; a read that is on its way passes over it still, and does not move the cursor on. */
    void rewind() {
        startOver();
        rewound = true;
    }

    /** The read that is about to look finds what came in behind the cursor too. */
    void startOver() {
        cursor = Instant.EPOCH;
        leftBehind = true;
    }

    /** A read begins: what ends from now on may still be shown by it. */
    void readBegins() {
        endedMeanwhile.clear();
        unsettledMeanwhile.clear();
        rewound = false;
        read = 0;
        added = 0;
        leftBehind = !hasRoom();
    }

    /** Before then there is nothing in the table that is not known here. */
    Instant knownUntil() {
        return full.values().stream().reduce(Times.earlier(cursor, settledUntil), Times::earlier);
    }

    /**
     * From where the next read has to begin so that nothing is passed over: not what was being committed during the last one, nor what a
     * lane that was full left in the table.
     */
    Instant readsFrom(Instant now) {
        Instant from = Times.earlier(cursor, settledUntil);
        for (Iterator<Map.Entry<UUID, Instant>> closed = full.entrySet().iterator(); closed.hasNext(); ) {
            Map.Entry<UUID, Instant> lane = closed.next();
            if (!isFull(lane.getKey())) {
                from = Times.earlier(from, lane.getValue());
                closed.remove();
            }
        }
        for (UUID lane : lanes.keySet()) {
            if (isFull(lane)) {
                full.putIfAbsent(lane, from);
                leftBehind = true;
            }
        }
        cursor = from;
        settledUntil = now.minus(COMMITTED_WITHIN);
        return from;
    }

    /** Lanes from which nothing more is to be read now. */
    Set<UUID> closedLanes() {
        Set<UUID> closed = new HashSet<>(waiting.keySet());
        closed.addAll(full.keySet());
        return closed;
    }

    private boolean isFull(UUID lane) {
        return lanes.getOrDefault(lane, NOTHING).size() >= FULL_LANE;
    }

    /** The read stopped at its window's end, and brought something that was not known before. */
    boolean hasMore() {
        return read >= WINDOW && added > 0 && hasRoom();
    }

    boolean hasRoom() {
        return known.size() < MOST_KNOWN;
    }

    /** Little is left of what was read, and there may be more; what is put later rings. */
    boolean runsLow() {
        return leftBehind && known.size() - runningRows < FEW;
    }

    /** A row of all that is due from the cursor on. */
    void add(Row row) {
        read++;
        leftBehind |= read >= WINDOW;
        if (!rewound && row.dueAt().isAfter(cursor)) {
            cursor = row.dueAt();
        }
        take(row);
    }

    private void take(Row row) {
        boolean old = endedMeanwhile.contains(row.id()) || unsettledMeanwhile.contains(row.lane());
        boolean behindFailed = !row.held() && waiting.containsKey(row.lane());
        if (!old && !behindFailed && known.add(row.id())) {
            lanes.computeIfAbsent(row.lane(), lane -> new TreeSet<>(ORDER)).add(row);
            added++;
        }
    }

    /** The lane waits for a failed item; what was read behind it is forgotten, the table has it. */
    void await(UUID lane, Instant until) {
        waiting.put(lane, until);
        forget(lane);
    }

    /** All that failed and is still there: what is due runs, for the others their lanes wait. True when a lane opened, of which it is gone. */
    boolean await(Collection<Row> failed, Instant now) {
        Set<UUID> gone = wakeable(now);
        failed.forEach(row -> gone.remove(row.lane()));
        gone.forEach(this::openAgain);
        for (Row row : failed) {
            if (row.dueAt().isAfter(now)) {
                await(row.lane(), row.dueAt());
            } else {
                take(row);
            }
        }
        return !gone.isEmpty();
    }

    /** The failed item of a waiting lane is through: what it put before those behind it, a read on its way may not show yet. */
    void open(UUID lane) {
        if (waiting.containsKey(lane)) {
            unsettledMeanwhile.add(lane);
            openAgain(lane);
        }
    }

    private void openAgain(UUID lane) {
        waiting.remove(lane);
        rewind();
    }

    /** Lanes whose time has come. */
    private Set<UUID> wakeable(Instant now) {
        Set<UUID> due = new HashSet<>();
        waiting.forEach((lane, until) -> {
            if (!until.isAfter(now) && !busy.containsKey(lane) && !lanes.containsKey(lane)) {
                due.add(lane);
            }
        });
        return due;
    }

    /** When something will be to do here without anybody telling: a lane that waited, a pause that ends. */
    Optional<Instant> nextChange(Instant now) {
        Optional<Instant> lane = waiting.entrySet().stream()
                .filter(entry -> !busy.containsKey(entry.getKey()) && !lanes.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Instant::compareTo);
        return pausedUntil.isAfter(now) && lane.map(pausedUntil::isBefore).orElse(true)
                ? Optional.of(pausedUntil)
                : lane;
    }

    void pauseUntil(Instant until) {
        pausedUntil = until;
    }

    /** Another node may have been told to pause; what this one knows may be newer. */
    void pauseFurther(Instant until) {
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    /** Whom it asks does not answer: one item at a time, so that only one more may get lost. */
    void doubt() {
        inDoubt = true;
    }

    /** An item is done again. */
    void certain() {
        inDoubt = false;
    }

    /** The next item that may run: of the first lane that is idle; the lane goes to the end of the line. */
    Optional<Row> next(Instant now, long nano, boolean oneAtATime) {
        if (!mayBegin(now, oneAtATime) || !pace.mayBegin(nano)) {
            return Optional.empty();
        }
        for (Iterator<Map.Entry<UUID, NavigableSet<Row>>> all = lanes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<UUID, NavigableSet<Row>> lane = all.next();
            if (!busy.containsKey(lane.getKey())) {
                Row row = lane.getValue().removeFirst();
                all.remove();
                if (!lane.getValue().isEmpty()) {
                    lanes.put(lane.getKey(), lane.getValue());
                }
                running++;
                begin(row, nano);
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** What may run together with it: of its kind, what follows it in its lane and what stands first in idle ones. Tried before runs alone. */
    List<Row> handful(Row first, int most, long nano) {
        if (most == 1 || first.tried()) {
            return List.of(first);
        }
        List<Row> handful = new ArrayList<>(List.of(first));
        takeInto(handful, first.lane(), most, nano);
        Iterator<UUID> idle = lanes.keySet().stream()
                .filter(lane -> !busy.containsKey(lane))
                .toList()
                .iterator();
        while (handful.size() < most && idle.hasNext()) {
            takeInto(handful, idle.next(), most, nano);
        }
        return handful;
    }

    private void takeInto(List<Row> handful, UUID lane, int most, long nano) {
        NavigableSet<Row> rows = lanes.getOrDefault(lane, NOTHING);
        String kind = handful.getFirst().kind();
        while (handful.size() < most
                && !rows.isEmpty()
                && rows.getFirst().kind().equals(kind)
                && !rows.getFirst().tried()
                && pace.mayBegin(nano)) {
            Row row = rows.removeFirst();
            begin(row, nano);
            handful.add(row);
        }
        if (rows.isEmpty()) {
            lanes.remove(lane);
        }
    }

    private void begin(Row row, long nano) {
        runningRows++;
        busy.computeIfAbsent(row.lane(), lane -> new HashSet<>()).add(row.id());
        pace.begun(nano);
    }

    /** Whether something would begin, were it not for the pace. */
    boolean waitsForItsPace(Instant now, boolean oneAtATime) {
        return !lanes.isEmpty()
                && mayBegin(now, oneAtATime)
                && lanes.keySet().stream().anyMatch(lane -> !busy.containsKey(lane));
    }

    private boolean mayBegin(Instant now, boolean oneAtATime) {
        return running < (oneAtATime || inDoubt ? 1 : concurrency()) && !pausedUntil.isAfter(now);
    }

    private int concurrency() {
        return name.equals(NewItem.HUB)
                ? HUB_CONCURRENCY
                : Math.max(CONCURRENCY, Math.min(pace.perSecond(), MOST_CONCURRENCY));
    }

    /** They no longer run; what they were is no longer known, so that a row that is still there is read again. */
    void ended(List<Row> handful) {
        running--;
        runningRows -= handful.size();
        handful.forEach(row -> {
            busy.remove(row.lane());
            known.remove(row.id());
            endedMeanwhile.add(row.id());
        });
    }

    /** The row is still there and comes first again: nothing of its lane that was read before may overtake it. */
    void readAgain(UUID lane) {
        unsettledMeanwhile.add(lane);
        forget(lane);
        rewind();
    }

    /** All that was read; what runs stays known, so that it is not begun a second time. */
    void forgetRead() {
        lanes.clear();
        full.clear();
        waiting.clear();
        known.clear();
        busy.values().forEach(known::addAll);
        rewind();
    }

    boolean idle() {
        return busy.isEmpty();
    }

    private void forget(UUID lane) {
        full.remove(lane);
        NavigableSet<Row> dropped = lanes.remove(lane);
        if (dropped != null) {
            dropped.forEach(row -> known.remove(row.id()));
        }
    }
}
