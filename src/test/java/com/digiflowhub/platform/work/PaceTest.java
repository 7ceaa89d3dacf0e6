package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Moments in memory, in a time that the test counts. */
class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long MILLI = 1_000_000;

    private final Pace pace = Pace.unknown();

    @Test
    void nothing_begins_before_the_database_was_asked() {
        assertThat(pace.wantsMoments(0)).isTrue();
        assertThat(pace.mayBegin(0)).isFalse();
        assertThat(pace.nanosUntilNext(0)).as("ask now").hasValue(0);
        pace.unlimited(0);
        assertThat(pace.mayBegin(0)).isTrue();
        assertThat(pace.nanosUntilNext(0)).isEmpty();
        assertThat(pace.wantsMoments(999 * MILLI)).isFalse();
        assertThat(pace.wantsMoments(1_000 * MILLI))
                .as("somebody may have set a rate")
                .isTrue();
        assertThat(pace.mayBegin(1_000 * MILLI)).isFalse();
    }

    @Test
    void hub_and_model_ask_for_nothing() {
        assertThat(Pace.none().wantsMoments(0)).isFalse();
        assertThat(Pace.none().mayBegin(0)).isTrue();
    }

    @Test
    void an_item_begins_at_its_moment_and_not_before() {
        pace.given(80, 0, 5 * MILLI);
        assertThat(pace.mayBegin(4 * MILLI)).isFalse();
        assertThat(pace.nanosUntilNext(4 * MILLI)).hasValue(MILLI);
        assertThat(pace.mayBegin(5 * MILLI)).isTrue();
        pace.begun(5 * MILLI);
        assertThat(pace.mayBegin(17 * MILLI)).isFalse();
        assertThat(pace.mayBegin(18 * MILLI)).isTrue();
    }

    @Test
    void more_is_asked_for_while_half_a_batch_is_left() {
        pace.given(80, 0, 0);
        for (int n = 0; n < 4; n++) {
            assertThat(pace.wantsMoments(50 * MILLI)).isFalse();
            pace.begun(50 * MILLI);
        }
        pace.begun(50 * MILLI);
        assertThat(pace.wantsMoments(50 * MILLI)).isTrue();
    }

    @Test
    void what_was_not_used_is_not_saved_up() {
        pace.given(80, 0, 0);
        pace.given(80, 0, 125 * MILLI);
        long late = 5_000 * MILLI;
        assertThat(pace.mayBegin(late)).isFalse();
        pace.given(80, late, 0);
        int atOnce = 0;
        while (pace.mayBegin(late + 1)) {
            pace.begun(late + 1);
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(1);
    }

    @Test
    void one_a_second_is_one_a_second() {
        pace.given(1, 0, 0);
        pace.begun(0);
        assertThat(pace.wantsMoments(0)).isTrue();
        pace.given(1, 0, 1_000 * MILLI);
        assertThat(pace.mayBegin(999 * MILLI)).isFalse();
        assertThat(pace.mayBegin(1_900 * MILLI)).isTrue();
    }

    @Test
    void eighty_a_second_leave_though_each_takes_most_of_a_second() {
        assertThat(begunInTenSeconds(80, 0)).isBetween(799, 801);
        assertThat(begunInTenSeconds(80, 200)).isBetween(799, 801);
        assertThat(begunInTenSeconds(80, 900)).isBetween(799, 801);
        assertThat(begunInTenSeconds(7, 200)).isBetween(69, 71);
    }

    /** Of more lanes than can run, with a provider that takes so long; time goes by in steps of half a millisecond. */
    private static int begunInTenSeconds(int rate, long latencyMillis) {
        Queue queue = new Queue("connection:a");
        PriorityQueue<Running> running = new PriorityQueue<>(java.util.Comparator.comparingLong(Running::endsAt));
        long nextFree = 0;
        int begun = 0;
        int added = 0;
        for (long nano = 0; nano < 10_000 * MILLI; nano += MILLI / 2) {
            while (!running.isEmpty() && running.peek().endsAt() <= nano) {
                queue.ended(List.of(running.remove().row()));
            }
            while (queue.hasRoom()) {
                queue.add(row(added++));
            }
            if (queue.waitsForItsPace(NOW, false) && queue.pace().wantsMoments(nano)) {
                nextFree = Math.max(nextFree, nano);
                queue.pace().given(rate, nano, nextFree - nano);
                nextFree += Pace.batch(rate) * 1_000L * MILLI / rate;
            }
            for (Optional<Row> row = queue.next(NOW, nano, false);
                    row.isPresent();
                    row = queue.next(NOW, nano, false)) {
                running.add(new Running(row.get(), nano + latencyMillis * MILLI));
                begun++;
            }
        }
        return begun;
    }

    private record Running(Row row, long endsAt) {}

    @Test
    void a_desk_names_the_queues_that_wait_for_nothing_but_their_pace() {
        Desk desk = new Desk(new WorkspaceId(new UUID(0, 0)), 0, NOW);
        desk.queue("connection:idle");
        desk.queue("connection:paused").add(row(1));
        desk.queue("connection:paused").pauseFurther(NOW.plusSeconds(9));
        desk.queue("connection:paused").pauseFurther(NOW.plusSeconds(3));
        desk.queue("connection:waits").add(row(2));
        assertThat(names(desk, NOW)).containsExactly("connection:waits");
        assertThat(names(desk, NOW.plusSeconds(8))).containsExactly("connection:waits");
        assertThat(names(desk, NOW.plusSeconds(9))).hasSize(2);
        desk.leaving(true);
        assertThat(names(desk, NOW)).isEmpty();
    }

    private static List<String> names(Desk desk, Instant now) {
        return new ArrayList<>(
                desk.waitingForTheirPace(now).stream().map(Queue::name).toList());
    }

    private static Row row(long id) {
        return new Row(
                new WorkspaceId(new UUID(0, 0)),
                "connection:a",
                NOW,
                id,
                new UUID(7, id),
                "note",
                "{}",
                0,
                false,
                Optional.empty());
    }
}
