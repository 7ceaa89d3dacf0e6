package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    Path folder;

    private final EngineStory story = new EngineStory();
    private WorkspaceId workspace;

    @BeforeEach
    void start() {
        story.handler = story::remember;
        story.startNode(folder.resolve("one"));
        workspace = story.newWorkspace();
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void what_is_in_one_lane_is_done_in_order_and_lanes_do_not_wait_for_each_other() {
        List<UUID> lanes =
                IntStream.range(0, 10).mapToObj(n -> UUID.randomUUID()).toList();
        for (int n = 0; n < 20; n++) {
            String text = String.valueOf(n);
            story.put(workspace, lanes.stream().map(lane -> note(lane, text)).toArray(NewItem[]::new));
        }
        await(() -> story.told() == 200);
        List<String> inOrder = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
        assertThat(story.story())
                .hasSize(10)
                .allSatisfy((lane, texts) -> assertThat(texts).isEqualTo(inOrder));
        assertThat(story.left()).isZero();
    }

    @Test
    void two_nodes_that_both_believe_they_hold_every_desk_do_each_item_once_and_in_order() {
        story.startNode(folder.resolve("two"));
        for (int n = 0; n < 30; n++) {
            story.ownerExecutes("update work.desk set node_id = (select id from work.node order by random() limit 1)");
            NewItem[] items = IntStream.range(0, 10)
                    .mapToObj(lane -> note(new UUID(0, lane), "x"))
                    .toArray(NewItem[]::new);
            story.put(workspace, items);
        }
        await(() -> story.left() == 0);
        assertThat(story.told()).isEqualTo(300);
        assertThat(story.story()).allSatisfy((lane, texts) -> assertThat(texts).hasSize(30));
    }

    @Test
    void a_poison_item_is_given_up_with_its_reason_and_others_flow() {
        UUID poisoned = UUID.randomUUID();
        story.close();
        story.startNode(folder.resolve("three"), "hub.work.attempts-at-most=2");
        story.handler = item -> {
            if (item.payload().text().equals("poison")) {
                throw new IllegalArgumentException("poison");
            }
            return story.remember(item);
        };
        story.put(workspace, note(poisoned, "poison"), note(poisoned, "after"), note(UUID.randomUUID(), "other"));
        await(() -> story.told() == 2);
        assertThat(story.owner()
                        .sql("select reason from work.dead")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("IllegalArgumentException");
    }

    @Test
    void a_failure_holds_its_lane_and_a_hold_does_not() {
        UUID failing = UUID.randomUUID();
        UUID holding = UUID.randomUUID();
        AtomicInteger failures = new AtomicInteger();
        story.handler = item -> switch (item.payload().text()) {
            case "fails once" ->
                failures.getAndIncrement() == 0
                        ? new Outcome.Again(Duration.ofMillis(10), new Reason("test", ""), Effect.none())
                        : story.remember(item);
            case "held once" ->
                item.dueAt().isAfter(Instant.now().minusMillis(500))
                        ? story.remember(item)
                        : new Outcome.Later(Instant.now().plusSeconds(2), Effect.none());
            default -> story.remember(item);
        };
        story.put(workspace, note(failing, "fails once"), note(failing, "second"));
        story.put(workspace, note(holding, "held once"), note(holding, "passes"));
        await(() -> story.told() == 4);
        assertThat(story.story().get(failing)).containsExactly("fails once", "second");
        assertThat(story.story().get(holding)).containsExactly("passes", "held once");
    }

    @Test
    void a_paused_queue_stands_still_and_no_other_does() {
        UUID blocked = UUID.randomUUID();
        story.handler = item -> item.queue().equals("connection:a") && story.told() < 3
                ? new Outcome.Blocked(Instant.now().plusMillis(1500), new Reason("429", "too many"), Effect.none())
                : story.remember(item);
        story.put(workspace, note("connection:a", blocked, "first"), note("connection:a", blocked, "second"));
        await(() -> story.owner()
                        .sql("select count(*) from work.pause")
                        .query(Integer.class)
                        .single()
                == 1);
        story.put(
                workspace,
                note("connection:b", UUID.randomUUID(), "1"),
                note("hub", UUID.randomUUID(), "2"),
                note("model", UUID.randomUUID(), "3"));
        await(() -> story.told() == 5);
        assertThat(story.story().get(blocked)).containsExactly("first", "second");
    }

    @Test
    void an_alarm_moved_while_its_handler_runs_is_done_with_the_newer_facts_only() {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        UUID lane = UUID.randomUUID();
        story.handler = item -> {
            if (item.payload().text().equals("old")) {
                reached.countDown();
                try {
                    moved.await();
                } catch (InterruptedException stop) {
                    throw new IllegalStateException(stop);
                }
            }
            return story.remember(item);
        };
        story.put(workspace, alarm(lane, "old", Instant.now()));
        await(() -> reached.getCount() == 0);
        story.put(workspace, alarm(lane, "new", Instant.now()));
        moved.countDown();
        await(() -> story.left() == 0);
        assertThat(story.story().get(lane)).containsExactly("new");
    }

    @Test
    void an_alarm_rings_at_its_time_and_not_before() {
        Instant put = Instant.now();
        story.put(workspace, alarm(UUID.randomUUID(), "ring", put.plusMillis(700)));
        await(() -> story.told() == 1);
        assertThat(Duration.between(put, Instant.now())).isBetween(Duration.ofMillis(690), Duration.ofSeconds(3));
    }

    @Test
    void a_flooded_lane_keeps_nobody_else_waiting() {
        UUID flood = UUID.randomUUID();
        List<NewItem> items = new ArrayList<>();
        for (int n = 0; n < 3000; n++) {
            items.add(note("connection:a", flood, "flood"));
        }
        items.add(note("connection:a", UUID.randomUUID(), "other"));
        story.handler = item -> {
            pause();
            return story.remember(item);
        };
        story.put(workspace, items.toArray(NewItem[]::new));
        await(() -> story.story().values().stream().anyMatch(texts -> texts.contains("other")));
        assertThat(story.left()).isGreaterThan(1000);
    }

    @Test
    void a_database_that_drops_every_connection_costs_no_item_and_no_attempt() {
        AtomicInteger runs = new AtomicInteger();
        ConcurrentHashMap<Integer, Integer> attempts = new ConcurrentHashMap<>();
        story.handler = item -> {
            attempts.merge(item.attempts(), 1, Integer::sum);
            runs.incrementAndGet();
            return story.remember(item);
        };
        for (int n = 0; n < 40; n++) {
            story.putUntilCommitted(workspace, note(new UUID(1, n % 4), String.valueOf(n)));
            if (n % 10 == 5) {
                var ignored = story.owner()
                        .sql(
                                "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'hub-%' and datname = current_database()")
                        .query(Integer.class)
                        .single();
                pause();
            }
        }
        await(() -> story.left() == 0);
        assertThat(story.told()).isEqualTo(40);
        assertThat(attempts.keySet()).containsOnly(0);
    }

    @Test
    void an_item_of_a_kind_that_nobody_knows_is_listed_not_lost() {
        story.put(
                workspace,
                NewItem.item("hub", UUID.randomUUID(), "unheard-of", new EngineStory.Note("x"), Instant.now()));
        await(() -> story.owner()
                        .sql("select count(*) from work.dead")
                        .query(Integer.class)
                        .single()
                == 1);
        assertThat(story.left()).isZero();
    }

    private static NewItem alarm(UUID lane, String text, Instant at) {
        return NewItem.alarm("alarm:1", "hub", lane, "note", new EngineStory.Note(text), at);
    }

    private static void pause() {
        try {
            Thread.sleep(3);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
