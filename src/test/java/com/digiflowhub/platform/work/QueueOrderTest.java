package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A queue in memory over a table of which reads show what was there when they began, whatever ends, fails, is put or is committed late in
 * between: in each lane everything ends in the order in which it was put. Steps are drawn by a seed.
 */
class QueueOrderTest {
    private static final int STORIES = 50;
    private static final int STEPS = 1_500;
    private static final int LANES = 4;
    private static final Duration LATEST_COMMIT = Duration.ofMillis(1_900);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void in_each_lane_everything_ends_in_the_order_in_which_it_was_put(long seed) {
        for (int story = 0; story < STORIES; story++) {
            Story told = new Story(new Random(seed * 1_000_003 + story));
            for (int step = 0; step < STEPS; step++) {
                told.step();
            }
            told.comesToItsEnd();
            assertThat(told.ended).as("how many ended in story %d", story).isGreaterThan(100);
        }
    }

    /** One queue, its table and a clock. */
    private static final class Story {
        private final Random random;
        private final Queue queue = new Queue("connection:a");
        private final Map<Long, Row> table = new HashMap<>();
        private final Map<Row, Instant> uncommitted = new HashMap<>();
        private final List<List<Row>> running = new ArrayList<>();
        private final List<Written> written = new ArrayList<>();
        private final Map<UUID, List<Long>> promised = new HashMap<>();
        /** Of what was not taken apart. */
        private final Map<Long, Instant> putAt = new HashMap<>();

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");
        /** A read has begun and asks first which queues have something. */
        private boolean asks;

        private Optional<Read> onItsWay = Optional.empty();
        private long lastId;
        private int ended;

        Story(Random random) {
            this.random = random;
            queue.pace().unlimited(0);
        }

        /** What a read shows when it arrives. */
        private record Read(List<Row> due, List<Row> failed, Instant at) {}

        /** How a handful ended, which the queue is yet to be told. */
        private record Written(List<Row> handful, List<Runnable> told) {}

        void step() {
            now = now.plusMillis(random.nextInt(60));
            uncommitted.entrySet().removeIf(late -> {
                boolean committed = !late.getValue().isAfter(now);
                if (committed) {
                    table.put(late.getKey().id(), late.getKey());
                }
                return committed;
            });
            switch (random.nextInt(10)) {
                case 0, 1 -> putSome();
                case 2, 3, 4 -> read();
                case 5, 6 -> begin();
                case 7, 8 -> write(false);
                default -> tell();
            }
        }

        /** Nothing is put any more; what is there must end. */
        void comesToItsEnd() {
            for (int step = 0; step < 20 * STEPS && !(table.isEmpty() && uncommitted.isEmpty()); step++) {
                now = now.plusMillis(100);
                uncommitted.keySet().forEach(row -> table.put(row.id(), row));
                uncommitted.clear();
                if (step % 10 == 0) {
                    queue.rewind();
                }
                read();
                read();
                read();
                begin();
                while (!running.isEmpty()) {
                    write(true);
                }
                while (!written.isEmpty()) {
                    tell();
                }
            }
            assertThat(table).as("what never ended").isEmpty();
        }

        /** Who waits for one to be taken puts the next after it; a flood brings many at once. */
        private void putSome() {
            UUID lane = new UUID(0, random.nextInt(LANES));
            if (uncommitted.keySet().stream().anyMatch(row -> row.lane().equals(lane))) {
                return;
            }
            int many = random.nextInt(20) == 0 ? 120 : 1;
            for (int n = 0; n < many; n++) {
                now = now.plusNanos(1_000);
                Row row = QueueTest.row(++lastId, lane, now, false);
                putAt.put(row.id(), now);
                promised.computeIfAbsent(lane, key -> new ArrayList<>()).add(row.id());
                if (many == 1 && random.nextInt(4) == 0) {
                    uncommitted.put(row, now.plusMillis(random.nextLong(LATEST_COMMIT.toMillis())));
                } else {
                    table.put(row.id(), row);
                }
            }
        }

        private void read() {
            if (onItsWay.isPresent()) {
                Read arrives = onItsWay.get();
                onItsWay = Optional.empty();
                boolean ignored = queue.await(arrives.failed, arrives.at);
                arrives.due.forEach(queue::add);
                return;
            }
            if (!asks) {
                queue.readBegins();
                asks = true;
                return;
            }
            asks = false;
            if (random.nextInt(40) == 0) {
                queue.startOver();
            }
            if (queue.hasRoom()) {
                Instant from = queue.readsFrom(now);
                Set<UUID> closed = queue.closedLanes();
                List<Row> due = table.values().stream()
                        .filter(row ->
                                !row.dueAt().isBefore(from) && !row.dueAt().isAfter(now))
                        .filter(row -> !closed.contains(row.lane()))
                        .sorted(Comparator.comparing(Row::dueAt).thenComparingLong(Row::id))
                        .limit(Queue.WINDOW)
                        .toList();
                List<Row> failed = table.values().stream().filter(Row::held).toList();
                onItsWay = Optional.of(new Read(due, failed, now));
            }
        }

        private void begin() {
            Optional<Row> next = queue.next(now, 0, false);
            next.ifPresent(row -> running.add(queue.handful(row, random.nextInt(1, 70), 0)));
        }

        /** As a handful's items are handled: what lies behind one that did not end is left as it was. */
        private void write(boolean allWell) {
            if (running.isEmpty()) {
                return;
            }
            List<Row> handful = running.removeFirst();
            Set<UUID> waiting = new HashSet<>();
            List<Runnable> told = new ArrayList<>();
            for (Row row : handful) {
                int luck = allWell ? 9 : random.nextInt(10);
                if (waiting.contains(row.lane()) || luck == 0 || !row.equals(table.get(row.id()))) {
                    waiting.add(row.lane());
                    told.add(() -> queue.readAgain(row.lane()));
                } else if (luck == 1) {
                    waiting.add(row.lane());
                    Instant later = now.plusMillis(random.nextInt(3_000));
                    table.put(row.id(), QueueTest.row(row.id(), row.lane(), later, true));
                    told.add(() -> queue.await(row.lane(), later));
                } else if (luck == 2 && putAt.containsKey(row.id())) {
                    waiting.add(row.lane());
                    takeApart(row);
                    told.add(() -> queue.readAgain(row.lane()));
                } else {
                    done(row);
                    told.add(() -> queue.open(row.lane()));
                }
            }
            written.add(new Written(handful, told));
        }

        private void done(Row row) {
            Row gone = table.remove(row.id());
            assertThat(gone).isEqualTo(row);
            assertThat(row.id())
                    .as("of %s what was put first ends first", row.lane())
                    .isEqualTo(Objects.requireNonNull(promised.get(row.lane())).removeFirst());
            ended++;
        }

        /** Others take its place, in the order of their numbers at the time at which it was put. */
        private void takeApart(Row row) {
            table.remove(row.id());
            List<Long> lane = Objects.requireNonNull(promised.get(row.lane()));
            Instant put = Objects.requireNonNull(putAt.get(row.id()));
            assertThat(lane.removeFirst()).isEqualTo(row.id());
            for (int part = 2; part > 0; part--) {
                Row alone = QueueTest.row(++lastId, row.lane(), put, false);
                table.put(alone.id(), alone);
                lane.add(2 - part, alone.id());
            }
        }

        private void tell() {
            if (!written.isEmpty()) {
                Written ready = written.removeFirst();
                queue.ended(ready.handful);
                ready.told.forEach(Runnable::run);
            }
        }
    }
}
