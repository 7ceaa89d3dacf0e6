package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Several items of a kind in one run and one commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandfulTest {
    private final EngineStory story = new EngineStory();
    private final WorkspaceId workspace;
    private UUID lane = new UUID(0, 1);
    private UUID other = new UUID(0, 2);

    HandfulTest(@TempDir Path folder) {
        story.handful = 10;
        story.startNode(folder.resolve("one"), "hub.work.attempts-at-most=3");
        workspace = story.newWorkspace();
    }

    @BeforeEach
    void clean() {
        story.startAnew();
        story.together.clear();
        lane = UUID.randomUUID();
        other = UUID.randomUUID();
        story.handler = story::remember;
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @Test
    void those_that_are_due_are_taken_together_and_end_in_one_commit() {
        story.put(workspace, note(lane, "a"), note(lane, "b"), note(other, "c"));
        await(() -> story.left() == 0);
        assertThat(story.together).containsExactly(3);
        assertThat(story.one("select count(distinct xmin::text)::text from story"))
                .isEqualTo("1");
        assertThat(story.story(lane)).containsExactly("a", "b");
    }

    @Test
    void an_effect_that_they_share_is_written_once() {
        AtomicReference<Outcome> shared = new AtomicReference<>();
        story.handler = item ->
                shared.updateAndGet(there -> there == null ? new Outcome.Done(() -> story.tell(lane, "all")) : there);
        story.put(workspace, note(lane, "a"), note(other, "b"));
        await(() -> story.left() == 0);
        assertThat(story.story(lane)).containsExactly("all");
    }

    @Test
    void one_that_cannot_be_done_counts_its_own_attempts_and_keeps_only_its_lane_waiting() {
        story.handler = item -> {
            if (item.payload().text().equals("poison")) {
                throw new IllegalStateException("poison");
            }
            return story.remember(item);
        };
        story.put(workspace, note(other, "before"), note(lane, "poison"), note(lane, "behind"), note(other, "after"));
        await(() -> story.told() == 2);
        assertThat(story.story(other)).containsExactly("before", "after");
        await(() -> story.one("select string_agg(payload->>'text' || attempts, ' ' order by id) from work.item")
                .equals("poison1 behind0"));
        await(() -> story.told() == 3);
        assertThat(story.one("select string_agg(payload->>'text', ' ') from work.dead"))
                .isEqualTo("poison");
    }

    @Test
    void one_whose_effect_fails_takes_nothing_of_the_others_with_it() {
        AtomicInteger written = new AtomicInteger();
        story.handler = item -> item.payload().text().equals("wrong")
                ? new Outcome.Done(() -> {
                    story.tell(item.lane(), "wrong");
                    if (written.incrementAndGet() < 3) {
                        throw new IllegalStateException("the effect failed");
                    }
                })
                : story.remember(item);
        story.put(workspace, note(lane, "right"), note(other, "wrong"));
        await(() -> story.left() == 0);
        assertThat(story.story(lane)).containsExactly("right");
        assertThat(story.story(other)).containsExactly("wrong");
        assertThat(written).hasValue(3);
    }

    @Test
    void what_is_not_done_is_decided_by_itself() {
        story.handler = item -> item.payload().text().equals("fails")
                ? new Outcome.Again(Duration.ZERO, new Reason("test", ""), Effect.none())
                : story.remember(item);
        story.put(workspace, note(lane, "fails"), note(lane, "behind"), note(other, "passes"));
        await(() -> story.told() == 1);
        assertThat(story.story(other)).containsExactly("passes");
        assertThat(story.one("select attempts::text || held from work.item where payload->>'text' = 'fails'"))
                .isEqualTo("1true");
    }

    @Test
    void two_nodes_that_both_believe_they_hold_the_desk_do_each_item_once_and_in_order(@TempDir Path folder) {
        ConfigurableApplicationContext second = story.startNode(folder.resolve("two"));
        for (int n = 0; n < 30; n++) {
            story.ownerExecutes("update work.desk set node_id = (select id from work.node order by random() limit 1)");
            String text = "%02d".formatted(n);
            story.put(
                    workspace,
                    IntStream.range(0, 10)
                            .mapToObj(place -> note(new UUID(0, place), text))
                            .toArray(NewItem[]::new));
        }
        await(() -> story.left() == 0);
        assertThat(story.told()).isEqualTo(300);
        assertThat(story.story())
                .allSatisfy((each, texts) -> assertThat(texts).hasSize(30).isSorted());
        assertThat(story.together).as("some were taken together").anyMatch(size -> size > 1);
        second.close();
    }
}
