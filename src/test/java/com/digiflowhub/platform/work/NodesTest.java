package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Several nodes on one database share the desks, take over from one another, and find out what kills them. */
class NodesTest {
    private static final String SHORT_LEASE = "hub.work.lease=1s";
    private static final String LONG_LEASE = "hub.work.lease=10m";
    private static final String QUICK_BEAT = "hub.work.beat=100ms";

    @TempDir
    Path folder;

    private final EngineStory story = new EngineStory();

    @BeforeEach
    void plain() {
        story.handler = story::remember;
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void nodes_that_live_keep_their_share_of_the_desks_beyond_the_lease() {
        String one = story.nodeId(start("one", SHORT_LEASE));
        List<WorkspaceId> workspaces = workspaces(6);
        String two = story.nodeId(start("two", SHORT_LEASE));
        await(() -> story.desks().equals(Map.of(one, 3, two, 3)));
        Map<String, String> before = whoHoldsWhat();
        long end = System.nanoTime() + 2_500_000_000L;
        while (System.nanoTime() < end) {
            assertThat(whoHoldsWhat()).isEqualTo(before);
            assertThat(crashes()).isZero();
            int told = story.told();
            workspaces.forEach(workspace -> story.put(workspace, note(UUID.randomUUID(), "x")));
            await(() -> story.told() == told + 6);
        }
        await(() -> story.left() == 0);
    }

    @Test
    void a_node_that_stops_leaves_its_desks_to_the_others_at_once() {
        ConfigurableApplicationContext first = start("one", LONG_LEASE);
        List<WorkspaceId> workspaces = workspaces(5);
        String two = story.nodeId(start("two", LONG_LEASE));
        await(() -> story.desks().getOrDefault(two, 0) == 2);
        story.stop(first);
        await(() -> story.desks().equals(Map.of(two, 5)));
        assertThat(crashes()).isZero();
        workspaces.forEach(workspace -> story.put(workspace, note(UUID.randomUUID(), "x")));
        await(() -> story.told() == 5);
    }

    @Test
    void a_desk_changes_hands_only_when_what_runs_there_has_ended() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        Map<String, Integer> runs = new ConcurrentHashMap<>();
        story.handler = item -> {
            runs.merge(item.payload().text(), 1, Integer::sum);
            begun.countDown();
            uninterrupted(goOn);
            return story.remember(item);
        };
        String one = story.nodeId(start("one", LONG_LEASE));
        List<WorkspaceId> workspaces = workspaces(4);
        for (int n = 0; n < 4; n++) {
            story.put(workspaces.get(n), note(new UUID(1, n), "running " + n), note(new UUID(1, n), "behind " + n));
        }
        begun.await();
        String two = story.nodeId(start("two", LONG_LEASE));
        long end = System.nanoTime() + 600_000_000L;
        while (System.nanoTime() < end) {
            assertThat(story.desks()).containsEntry(one, 4);
        }
        goOn.countDown();
        await(() -> story.desks().equals(Map.of(one, 2, two, 2)));
        await(() -> story.left() == 0);
        assertThat(runs)
                .hasSize(8)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        for (int n = 0; n < 4; n++) {
            assertThat(story.story(new UUID(1, n))).containsExactly("running " + n, "behind " + n);
        }
    }

    @Test
    void the_desks_of_a_dead_node_are_taken_when_its_lease_has_ended_and_its_death_is_counted() {
        CountDownLatch goOn = new CountDownLatch(1);
        story.handler = item -> {
            uninterrupted(goOn);
            return story.remember(item);
        };
        String living = story.nodeId(start("one", LONG_LEASE));
        UUID dead = UUID.randomUUID();
        WorkspaceId workspace = workspaces(1).getFirst();
        await(() -> story.desks().equals(Map.of(living, 1)));
        WorkspaceId orphan = new WorkspaceId(UUID.randomUUID());
        story.ownerExecutes("insert into work.node values ('" + dead + "', now() + interval '700 ms')");
        story.ownerExecutes("insert into work.desk values ('" + orphan + "', '" + dead + "', 0)");
        story.put(orphan, note(UUID.randomUUID(), "left behind"));
        assertThat(whoHoldsWhat()).containsEntry(orphan.toString(), dead.toString());
        await(() -> living.equals(whoHoldsWhat().get(orphan.toString())));
        assertThat(crashesOf(orphan)).isEqualTo(1);
        assertThat(crashesOf(workspace)).isZero();
        goOn.countDown();
        await(() -> story.told() == 1);
        await(() -> crashesOf(orphan) == 0);
    }

    @Test
    void a_node_that_was_killed_finds_its_desks_again_at_once_and_counts_its_crash() throws Exception {
        UUID id = UUID.randomUUID();
        ConfigurableApplicationContext first = start("other", LONG_LEASE);
        WorkspaceId workspace = workspaces(1).getFirst();
        story.stop(first);
        Files.writeString(Files.createDirectories(folder.resolve("killed")).resolve("node.id"), id.toString());
        story.ownerExecutes("insert into work.node values ('" + id + "', now() + interval '10 minutes')");
        story.ownerExecutes("update work.desk set node_id = '" + id + "'");
        CountDownLatch goOn = new CountDownLatch(1);
        story.handler = item -> {
            uninterrupted(goOn);
            return story.remember(item);
        };
        story.ownerExecutes("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values ('%s', 'hub', now() - interval '1 minute', gen_random_uuid(), 'note', '{"text":"x"}')
                """.formatted(workspace));
        start("killed", LONG_LEASE);
        await(() -> crashesOf(workspace) == 1);
        goOn.countDown();
        await(() -> story.told() == 1);
        await(() -> crashesOf(workspace) == 0);
    }

    @Test
    void a_node_that_was_taken_for_dead_starts_anew_and_no_crash_is_counted() {
        String one = story.nodeId(start("one", SHORT_LEASE));
        WorkspaceId workspace = workspaces(1).getFirst();
        await(() -> story.desks().equals(Map.of(one, 1)));
        story.ownerExecutes("update work.node set alive_until = now() - interval '1 second'");
        await(() ->
                story.one("select (alive_until > now())::text from work.node").equals("true"));
        story.put(workspace, note(UUID.randomUUID(), "goes on"));
        await(() -> story.told() == 1);
        assertThat(crashes()).isZero();
    }

    @Test
    void work_that_is_put_on_one_node_is_done_by_the_node_that_holds_the_desk() {
        start("one", LONG_LEASE);
        List<WorkspaceId> workspaces = workspaces(4);
        String two = story.nodeId(start("two", LONG_LEASE));
        await(() -> story.desks().getOrDefault(two, 0) == 2);
        for (WorkspaceId workspace : workspaces) {
            story.put(workspace, note(UUID.randomUUID(), "x"));
        }
        await(() -> story.told() == 4 && story.left() == 0);
    }

    @Test
    void work_that_is_put_on_another_node_is_heard_of_before_anybody_looks() {
        String seldom = "hub.work.sweep=10m";
        ConfigurableApplicationContext holder = start("one", seldom);
        WorkspaceId workspace = story.newWorkspace();
        story.put(workspace, note(UUID.randomUUID(), "here"));
        await(() -> story.told() == 1);
        ConfigurableApplicationContext other = start("two", seldom);
        for (int n = 2; n < 5; n++) {
            Tenancy.run(
                    workspace,
                    () -> other.getBean(TransactionTemplate.class)
                            .executeWithoutResult(status ->
                                    other.getBean(Work.class).put(List.of(note(UUID.randomUUID(), "there")))));
            int told = n;
            await(() -> story.told() == told);
        }
        assertThat(story.desks()).isEqualTo(Map.of(story.nodeId(holder), 1));
    }

    @Test
    void after_two_crashes_items_are_begun_one_at_a_time_with_a_pause_behind_and_what_kills_is_buried() {
        ConfigurableApplicationContext before = start("before", LONG_LEASE);
        WorkspaceId workspace = workspaces(1).getFirst();
        story.stop(before);
        story.ownerExecutes("update work.desk set crashes = 2, node_id = '" + UUID.randomUUID() + "'");
        story.ownerExecutes("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload, attempts)
                select '%s', 'hub', now() - interval '1 minute', gen_random_uuid(), 'note', '{"text":"x"}', case n when 3 then 7 when 7 then 25 else 0 end
                  from generate_series(1, 7) n
                """.formatted(workspace));
        AtomicInteger atOnce = new AtomicInteger();
        List<Integer> most = new ArrayList<>();
        List<Integer> counted = new ArrayList<>();
        List<String> comesBackLater = new ArrayList<>();
        List<Instant> places = new ArrayList<>();
        story.handler = item -> {
            int now = atOnce.incrementAndGet();
            synchronized (most) {
                most.add(now);
                counted.add(Integer.parseInt(
                        story.one("select attempts::text from work.item where lane = '" + item.lane() + "'")));
                places.add(item.dueAt());
                comesBackLater.add(story.one(
                        "select (held and due_at > now())::text from work.item where lane = '" + item.lane() + "'"));
            }
            atOnce.decrementAndGet();
            if (item.attempts() > 7) {
                throw new IllegalStateException("the last straw");
            }
            return story.remember(item);
        };
        start("after", LONG_LEASE);
        await(() -> story.left() == 0);
        assertThat(most).hasSize(6).containsOnly(1);
        assertThat(counted).containsOnly(1, 8);
        assertThat(comesBackLater).as("should this kill too").containsOnly("true");
        assertThat(places)
                .as("what takes its place keeps it")
                .allMatch(place -> place.isBefore(Instant.now().minusSeconds(30)));
        assertThat(story.dead())
                .as("the last straw, and what never ended 25 times")
                .hasSize(2);
        await(() -> crashesOf(workspace) == 0);
    }

    private ConfigurableApplicationContext start(String name, String lease) {
        return story.startNode(folder.resolve(name), lease, QUICK_BEAT);
    }

    private List<WorkspaceId> workspaces(int how) {
        return IntStream.range(0, how).mapToObj(n -> story.newWorkspace()).toList();
    }

    private Map<String, String> whoHoldsWhat() {
        Map<String, String> holders = new ConcurrentHashMap<>();
        story.owner()
                .sql("select workspace_id::text as desk, node_id::text as node from work.desk")
                .query(row -> {
                    holders.put(row.getString("desk"), String.valueOf(row.getString("node")));
                });
        return holders;
    }

    private int crashes() {
        return Integer.parseInt(story.one("select coalesce(sum(crashes), 0)::text from work.desk"));
    }

    private int crashesOf(WorkspaceId workspace) {
        return Integer.parseInt(
                story.one("select crashes::text from work.desk where workspace_id = '" + workspace + "'"));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
