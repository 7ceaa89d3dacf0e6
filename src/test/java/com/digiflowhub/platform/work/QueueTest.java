package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of things in memory, without any database. */
class QueueTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID LANE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Queue queue = unpaced("connection:a");

    @Test
    void a_lane_is_run_by_due_time_then_by_number_whatever_order_it_was_read_in() {
        queue.add(row(3, LANE, 0));
        queue.add(row(2, LANE, 1));
        queue.add(row(1, LANE, 0));
        assertThat(runAll()).containsExactly(1L, 3L, 2L);
    }

    @Test
    void one_item_of_a_lane_runs_at_a_time_and_another_lane_beside_it() {
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        queue.add(row(3, OTHER, 0));
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(3);
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.ended(List.of(row(1, LANE, 0)));
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void lanes_take_turns() {
        for (int n = 0; n < 6; n++) {
            queue.add(row(n, n % 2 == 0 ? LANE : OTHER, 0));
        }
        assertThat(runAll()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void the_same_row_read_twice_is_run_once() {
        queue.add(row(1, LANE, 0));
        queue.add(row(1, LANE, 0));
        assertThat(runAll()).containsExactly(1L);
    }

    @Test
    void what_ended_while_it_was_being_read_again_is_not_run_again() {
        queue.add(row(1, LANE, 0));
        assertThat(next()).isEqualTo(1);
        queue.readBegins();
        queue.ended(List.of(row(1, LANE, 0)));
        queue.add(row(1, LANE, 0));
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.readBegins();
        queue.add(row(1, LANE, 0));
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void nothing_overtakes_an_item_that_must_be_read_again() {
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        assertThat(next()).isEqualTo(1);
        queue.readBegins();
        queue.ended(List.of(row(1, LANE, 0)));
        queue.readAgain(LANE);
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.readBegins();
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        assertThat(runAll()).containsExactly(1L, 2L);
    }

    @Test
    void a_lane_that_waits_lets_nothing_through_but_the_item_it_waits_for() {
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        assertThat(next()).isEqualTo(1);
        queue.ended(List.of(row(1, LANE, 0)));
        queue.await(LANE, NOW.plusSeconds(1));
        queue.readBegins();
        queue.add(row(2, LANE, 0));
        queue.add(row(4, OTHER, 0));
        assertThat(next()).isEqualTo(4);
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.add(held(1, LANE, 60));
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void what_a_read_shows_of_a_lane_that_opens_meanwhile_is_read_again_in_order() {
        queue.await(LANE, NOW);
        queue.readBegins();
        queue.open(LANE);
        queue.add(row(2, LANE, 0));
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.readBegins();
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        assertThat(runAll()).containsExactly(1L, 2L);
    }

    @Test
    void the_failed_item_comes_before_those_that_were_due_earlier() {
        queue.add(row(2, LANE, 0));
        queue.add(held(1, LANE, 60));
        assertThat(runAll()).containsExactly(1L, 2L);
    }

    @Test
    void a_waiting_lane_says_when_it_wants_to_be_looked_at_and_opens_when_what_it_waits_for_is_gone() {
        queue.await(LANE, NOW.plusSeconds(5));
        queue.await(OTHER, NOW.plusSeconds(3));
        assertThat(queue.nextChange(NOW)).contains(NOW.plusSeconds(3));
        assertThat(queue.await(List.of(), NOW)).as("a lane opened").isFalse();
        assertThat(queue.await(List.of(held(1, LANE, 5)), NOW.plusSeconds(4))).isTrue();
        assertThat(queue.closedLanes()).containsExactly(LANE);
        assertThat(queue.nextChange(NOW)).contains(NOW.plusSeconds(5));
    }

    @Test
    void a_pause_that_ends_is_a_change_too() {
        queue.pauseUntil(NOW.plusSeconds(2));
        queue.await(LANE, NOW.plusSeconds(5));
        assertThat(queue.nextChange(NOW)).contains(NOW.plusSeconds(2));
        assertThat(queue.nextChange(NOW.plusSeconds(2))).contains(NOW.plusSeconds(5));
    }

    @Test
    void a_paused_queue_begins_nothing_until_its_time() {
        queue.add(row(1, LANE, 0));
        queue.pauseUntil(NOW.plusSeconds(1));
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        assertThat(queue.next(NOW.plusSeconds(1), 0, false)).isPresent();
    }

    @Test
    void a_full_lane_is_closed_to_reading_and_what_it_left_is_read_from_there_when_it_has_drained() {
        IntStream.range(0, 50).forEach(n -> queue.add(row(n, LANE, n)));
        Instant from = queue.readsFrom(NOW.plusSeconds(90));
        assertThat(queue.closedLanes()).containsExactly(LANE);
        queue.add(row(99, OTHER, 80));
        assertThat(next()).isEqualTo(0);
        assertThat(queue.readsFrom(NOW.plusSeconds(91))).isEqualTo(from);
        assertThat(queue.closedLanes()).isEmpty();
    }

    @Test
    void a_read_begins_where_the_last_one_ended_but_for_what_was_being_committed_then() {
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isBefore(NOW);
        queue.add(row(1, LANE, 20));
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(20));
        queue.add(row(2, LANE, 60));
        assertThat(queue.readsFrom(NOW.plusSeconds(61)))
                .isBefore(NOW.plusSeconds(58))
                .isAfter(NOW.plusSeconds(57));
    }

    @Test
    void what_is_to_be_read_again_is_not_passed_over_by_the_read_that_is_on_its_way() {
        queue.add(row(1, LANE, 0));
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isBefore(NOW);
        queue.rewind();
        queue.add(row(2, LANE, 50));
        assertThat(queue.readsFrom(NOW.plusSeconds(61))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void what_is_to_be_read_again_is_not_passed_over_by_a_read_that_begins_and_looks_only_then() {
        queue.readBegins();
        queue.readAgain(LANE);
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isEqualTo(Instant.EPOCH);
        queue.add(row(1, LANE, 20));
        queue.readBegins();
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_failed_item_that_comes_back_hides_nothing_that_was_due_before() {
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isBefore(NOW);
        queue.add(row(1, LANE, 10));
        assertThat(queue.await(List.of(held(2, OTHER, 50)), NOW.plusSeconds(60)))
                .isFalse();
        assertThat(queue.readsFrom(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(10));
        assertThat(runAll()).containsExactly(1L, 2L);
    }

    @Test
    void memory_is_bounded() {
        int n = 0;
        while (queue.hasRoom()) {
            queue.add(row(n, new UUID(1, n), 0));
            n++;
        }
        assertThat(n).isEqualTo(5 * Queue.WINDOW);
    }

    @Test
    void so_many_run_at_once_and_on_the_hub_s_queue_fewer_and_cautiously_one() {
        assertThat(runningAtOnce("connection:a", false)).isEqualTo(16);
        assertThat(runningAtOnce("model", false)).isEqualTo(16);
        assertThat(runningAtOnce("hub", false)).isEqualTo(4);
        assertThat(runningAtOnce("connection:a", true)).isEqualTo(1);
    }

    @Test
    void in_doubt_one_item_runs_at_a_time_until_one_is_done() {
        IntStream.range(0, 9).forEach(n -> queue.add(row(n, new UUID(6, n), 0)));
        assertThat(next()).isZero();
        assertThat(next()).isEqualTo(1);
        queue.doubt();
        queue.ended(List.of(row(0, new UUID(6, 0), 0)));
        assertThat(queue.next(NOW, 0, false)).as("another runs").isEmpty();
        queue.ended(List.of(row(1, new UUID(6, 1), 0)));
        assertThat(next()).isEqualTo(2);
        assertThat(queue.next(NOW, 0, false)).as("one runs").isEmpty();
        queue.certain();
        assertThat(next()).isEqualTo(3);
        assertThat(next()).isEqualTo(4);
    }

    @Test
    void what_runs_when_everything_is_forgotten_is_not_begun_a_second_time() {
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        queue.await(OTHER, NOW.plusSeconds(9));
        assertThat(next()).isEqualTo(1);
        queue.forgetRead();
        queue.readBegins();
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        queue.add(row(3, OTHER, 0));
        assertThat(next()).isEqualTo(3);
        assertThat(queue.next(NOW, 0, false)).isEmpty();
        queue.ended(List.of(row(1, LANE, 0)));
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void a_read_that_filled_its_window_with_news_has_more_and_one_that_brought_nothing_new_has_not() {
        List<Row> window = IntStream.range(0, Queue.WINDOW)
                .mapToObj(n -> row(n, new UUID(2, n), 0))
                .toList();
        window.forEach(queue::add);
        assertThat(queue.hasMore()).isTrue();
        queue.readBegins();
        window.forEach(queue::add);
        assertThat(queue.hasMore()).isFalse();
    }

    @Test
    void it_runs_low_when_few_wait_behind_those_that_run() {
        IntStream.range(0, 60).forEach(n -> queue.add(row(n, new UUID(3, n), 0)));
        assertThat(queue.runsLow()).isFalse();
        IntStream.range(0, 11).forEach(n -> next());
        assertThat(queue.runsLow()).isTrue();
    }

    @Test
    void what_was_read_to_its_end_wants_no_other_read_until_a_lane_opens() {
        queue.readBegins();
        queue.add(row(1, LANE, 0));
        assertThat(queue.runsLow()).isFalse();
        queue.await(OTHER, NOW.plusSeconds(1));
        assertThat(queue.runsLow()).isFalse();
        queue.open(OTHER);
        assertThat(queue.runsLow()).isTrue();
    }

    @Test
    void what_a_full_window_or_a_full_lane_left_behind_is_read_when_little_is_left() {
        queue.readBegins();
        IntStream.range(0, Queue.WINDOW).forEach(n -> queue.add(row(n, LANE, 0)));
        assertThat(queue.runsLow()).isFalse();
        runAll();
        assertThat(queue.runsLow()).isTrue();
        queue.readBegins();
        IntStream.range(0, 60).forEach(n -> queue.add(row(n, LANE, 0)));
        assertThat(queue.readsFrom(NOW)).isNotNull();
        assertThat(queue.closedLanes()).containsExactly(LANE);
        runAll();
        assertThat(queue.runsLow()).isTrue();
    }

    @Test
    void a_handful_is_what_follows_in_the_lane_and_what_stands_first_in_idle_ones() {
        queue.add(row(1, LANE, 0));
        queue.add(row(2, LANE, 0));
        queue.add(row(3, OTHER, 0));
        queue.add(row(4, OTHER, 0));
        Row first = queue.next(NOW, 0, false).orElseThrow();
        assertThat(queue.handful(first, 3, 0)).extracting(Row::id).containsExactly(1L, 2L, 3L);
        assertThat(queue.next(NOW, 0, false)).as("both lanes are busy").isEmpty();
        assertThat(queue.idle()).isFalse();
        queue.ended(List.of(row(1, LANE, 0), row(2, LANE, 0), row(3, OTHER, 0)));
        assertThat(queue.idle()).isTrue();
        assertThat(runAll()).containsExactly(4L);
    }

    @Test
    void what_was_tried_before_and_what_is_of_another_kind_is_in_no_handful() {
        queue.add(row(1, LANE, 0));
        queue.add(held(2, OTHER, 0));
        Row untried = queue.next(NOW, 0, false).orElseThrow();
        assertThat(queue.handful(untried, 9, 0)).containsExactly(untried);
        Row tried = queue.next(NOW, 0, false).orElseThrow();
        queue.add(row(3, new UUID(0, 3), 0));
        assertThat(queue.handful(tried, 9, 0)).containsExactly(tried);
    }

    @Test
    void a_handful_leaves_at_the_pace_of_its_queue() {
        IntStream.range(0, 9).forEach(n -> queue.add(row(n, new UUID(5, n), 0)));
        queue.pace().given(20, 0, 0);
        Row first = queue.next(NOW, 0, false).orElseThrow();
        assertThat(queue.handful(first, 9, 0)).hasSize(1);
    }

    @Test
    void queues_of_a_desk_take_turns_however_full_one_is() {
        Desk desk = new Desk(new WorkspaceId(new UUID(0, 0)), 0, NOW);
        IntStream.range(0, 8).forEach(n -> desk.queue("connection:a").add(row(n, new UUID(4, n), 0)));
        desk.queue("connection:b").add(row(100, LANE, 0));
        desk.queues().forEach(queue -> queue.pace().unlimited(0));
        List<Long> order = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            order.add(desk.next(NOW, 0, row -> 1)
                    .orElseThrow()
                    .handful()
                    .getFirst()
                    .id());
        }
        assertThat(order).contains(100L);
    }

    @Test
    void a_desk_that_is_to_leave_begins_nothing_and_goes_when_it_is_idle() {
        Desk desk = new Desk(new WorkspaceId(new UUID(0, 0)), 0, NOW);
        desk.queue("hub").add(row(1, LANE, 0));
        desk.queue("hub").add(row(2, OTHER, 0));
        Desk.Turn turn = desk.next(NOW, 0, row -> 1).orElseThrow();
        desk.leaving(true);
        assertThat(desk.next(NOW, 0, row -> 1)).isEmpty();
        assertThat(desk.idle()).isFalse();
        turn.queue().ended(turn.handful());
        assertThat(desk.idle()).isTrue();
        desk.leaving(false);
        assertThat(desk.next(NOW, 0, row -> 1)).isPresent();
    }

    @Test
    void a_desk_is_cautious_after_two_crashes_until_what_was_due_then_is_through() {
        WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
        assertThat(new Desk(workspace, 1, NOW).cautious()).isFalse();
        Desk desk = new Desk(workspace, 2, NOW);
        assertThat(desk.cautious()).isTrue();
        assertThat(desk.outlivedItsCrashes(List.of(due(workspace, NOW)), NOW)).isFalse();
        assertThat(desk.outlivedItsCrashes(List.of(due(workspace, NOW.plusMillis(1))), NOW))
                .isTrue();
        assertThat(desk.outlivedItsCrashes(List.of(due(new WorkspaceId(new UUID(0, 9)), NOW)), NOW))
                .isTrue();
        desk.forgetCrashes();
        assertThat(desk.cautious()).isFalse();
    }

    @Test
    void behind_a_backlog_a_desk_is_cautious_for_a_while_the_longer_the_more_often_it_crashed() {
        WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
        List<DeskRows.FirstDue> left = List.of(due(workspace, NOW.minusSeconds(60)));
        Desk twice = new Desk(workspace, 2, NOW);
        Desk often = new Desk(workspace, 10, NOW);
        assertThat(twice.outlivedItsCrashes(left, NOW.plusMillis(5_999))).isFalse();
        assertThat(twice.outlivedItsCrashes(left, NOW.plusSeconds(6))).isTrue();
        assertThat(often.outlivedItsCrashes(left, NOW.plusSeconds(29))).isFalse();
        assertThat(often.outlivedItsCrashes(left, NOW.plusSeconds(30))).isTrue();
        assertThat(new Desk(workspace, 0, NOW).outlivedItsCrashes(left, NOW.plusSeconds(60)))
                .isFalse();
    }

    private static DeskRows.FirstDue due(WorkspaceId workspace, Instant at) {
        return new DeskRows.FirstDue(workspace, "hub", at, java.util.Optional.empty());
    }

    private static int runningAtOnce(String name, boolean cautious) {
        Queue queue = unpaced(name);
        IntStream.range(0, 40).forEach(n -> queue.add(row(n, new UUID(5, n), 0)));
        int running = 0;
        while (queue.next(NOW, 0, cautious).isPresent()) {
            running++;
        }
        return running;
    }

    /** As the database answers for a queue that has no rate. */
    private static Queue unpaced(String name) {
        Queue queue = new Queue(name);
        queue.pace().unlimited(0);
        return queue;
    }

    private long next() {
        return queue.next(NOW.plus(Duration.ofHours(1)), 0, false).orElseThrow().id();
    }

    private List<Long> runAll() {
        List<Long> order = new ArrayList<>();
        for (var row = queue.next(NOW, 0, false); row.isPresent(); row = queue.next(NOW, 0, false)) {
            order.add(row.get().id());
            queue.ended(List.of(row.get()));
        }
        return order;
    }

    private static Row row(long id, UUID lane, int dueInSeconds) {
        return row(id, lane, dueInSeconds, false);
    }

    private static Row held(long id, UUID lane, int dueInSeconds) {
        return row(id, lane, dueInSeconds, true);
    }

    private static Row row(long id, UUID lane, int dueInSeconds, boolean held) {
        return row(id, lane, NOW.plusSeconds(dueInSeconds), held);
    }

    static Row row(long id, UUID lane, Instant due, boolean held) {
        return new Row(
                new WorkspaceId(new UUID(0, 0)),
                "connection:a",
                due,
                id,
                lane,
                "note",
                "{}",
                0,
                held,
                Optional.empty());
    }
}
