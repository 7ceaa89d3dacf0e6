package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.SettableTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** One rate for a queue, whichever nodes work on it; times are only ever held against the least that they may be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPaceTest {
    private static final String QUEUE = "connection:a";

    private final EngineStory story = new EngineStory();
    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));

    private PaceRows one() {
        return story.nodes().getFirst().getBean(PaceRows.class);
    }

    private PaceRows two() {
        return story.nodes().get(1).getBean(PaceRows.class);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        ConfigurableApplicationContext first = story.startNode(folder.resolve("one"));
        ConfigurableApplicationContext second = story.startNode(folder.resolve("two"));
        assertThat(first).isNotSameAs(second);
    }

    @BeforeEach
    void clean() {
        story.startAnew();
        story.ownerExecutes("delete from work.pace");
        workspace = story.newWorkspace();
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @Test
    void what_one_node_was_given_no_other_is_given() {
        pace(8);
        List<PaceRows.Asked> asked = List.of(new PaceRows.Asked(workspace, QUEUE));
        assertThat(one().give(asked)).singleElement().satisfies(given -> {
            assertThat(given.perSecond()).isEqualTo(8);
            assertThat(given.firstInNanos()).isLessThanOrEqualTo(0);
            assertThat(given.pausedUntil()).isEmpty();
        });
        String first = nextAt();
        List<Thread> nodes = IntStream.range(0, 2)
                .mapToObj(n -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 8)
                                .forEach(again -> assertThat((n == 0 ? one() : two()).give(asked))
                                        .hasSize(1))))
                .toList();
        nodes.forEach(SharedPaceTest::join);
        assertThat(story.one("select (next_at - '" + first + "' >= interval '2 seconds')::text from work.pace"))
                .as("sixteen batches of an eighth of a second")
                .isEqualTo("true");
    }

    @Test
    void a_queue_without_a_rate_is_given_nothing_and_waits_for_nothing() {
        assertThat(one().give(List.of(new PaceRows.Asked(workspace, QUEUE)))).isEmpty();
        story.put(workspace, note(QUEUE, UUID.randomUUID(), "free"));
        await(() -> story.told() == 1);
    }

    @Test
    void a_clock_that_was_set_back_keeps_nobody_waiting() {
        pace(8);
        story.ownerExecutes("update work.pace set next_at = clock_timestamp() + interval '1 hour'");
        assertThat(one().give(List.of(new PaceRows.Asked(workspace, QUEUE))))
                .singleElement()
                .satisfies(given -> assertThat(given.firstInNanos()).isLessThanOrEqualTo(0));
    }

    @Test
    void a_pause_that_another_node_wrote_comes_with_the_moments() {
        pace(8);
        story.ownerExecutes(
                "insert into work.pause values ('" + workspace + "', '" + QUEUE + "', '2099-01-01Z', 'told')");
        assertThat(two().give(List.of(new PaceRows.Asked(workspace, QUEUE))))
                .singleElement()
                .satisfies(given -> assertThat(given.pausedUntil()).contains(Instant.parse("2099-01-01T00:00:00Z")));
    }

    @Test
    void a_pause_that_another_node_wrote_holds_the_queue_of_this_one() {
        pace(8);
        story.ownerExecutes(
                "insert into work.pause values ('" + workspace + "', '" + QUEUE + "', '2099-01-01Z', 'told')");
        Queue queue = new Queue(QUEUE);
        queue.add(waiting());
        assertThat(queue.waitsForItsPace(Instant.now(), false)).isTrue();
        Paces paces = story.nodes().get(1).getBean(Paces.class);
        paces.give(Map.of(new PaceRows.Asked(workspace, QUEUE), queue)).run();
        assertThat(queue.waitsForItsPace(Instant.now(), false)).isFalse();
        assertThat(queue.next(Instant.parse("2098-12-31T23:59:59Z"), System.nanoTime() + 1, false))
                .isEmpty();
    }

    @Test
    void a_node_whose_clock_is_an_hour_ahead_is_given_the_moments_of_all(@TempDir Path folder) {
        pace(8);
        story.time = Optional.of(new SettableTime(Instant.now().plus(Duration.ofHours(1))));
        try (ConfigurableApplicationContext ahead = story.startNode(folder)) {
            var ignored = ahead.getBean(PaceRows.class).give(List.of(new PaceRows.Asked(workspace, QUEUE)));
            assertThat(story.one("select (next_at < clock_timestamp() + interval '5 seconds')::text from work.pace"))
                    .isEqualTo("true");
        } finally {
            story.time = Optional.empty();
        }
    }

    @Test
    void another_rate_counts_from_the_next_batch_on() {
        pace(8);
        pace(80);
        assertThat(one().give(List.of(new PaceRows.Asked(workspace, QUEUE))))
                .singleElement()
                .satisfies(given -> assertThat(given.perSecond()).isEqualTo(80));
    }

    @Test
    void twenty_items_of_a_queue_of_twenty_a_second_take_their_time_though_as_many_could_run_at_once() {
        pace(20);
        List<Long> begun = new CopyOnWriteArrayList<>();
        story.handler = item -> {
            begun.add(System.nanoTime());
            return story.remember(item);
        };
        long before = System.nanoTime();
        story.put(
                workspace,
                IntStream.range(0, 20)
                        .mapToObj(n -> note(QUEUE, UUID.randomUUID(), "n"))
                        .toArray(NewItem[]::new));
        await(() -> story.told() == 20);
        List<Long> inOrder = begun.stream().sorted().toList();
        for (int n = 0; n < 20; n++) {
            assertThat(inOrder.get(n) - before).as("item %d", n).isGreaterThanOrEqualTo(n * 50_000_000L - 5_000_000L);
        }
    }

    private void pace(int perSecond) {
        story.in(workspace, () -> story.work().pace(QUEUE, perSecond));
    }

    private String nextAt() {
        return story.one("select next_at::text from work.pace");
    }

    private Row waiting() {
        return new Row(workspace, QUEUE, Instant.EPOCH, 1, UUID.randomUUID(), "note", "{}", 0, false, Optional.empty());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
