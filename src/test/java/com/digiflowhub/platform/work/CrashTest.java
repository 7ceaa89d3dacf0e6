package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A line that breaks between any two statements loses nothing, doubles nothing and turns no order round. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
    private static final int MOST_STEPS = 60;

    private final EngineStory story = new EngineStory();
    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));

    @BeforeAll
    void start(@TempDir Path folder) {
        story.startNode(folder.resolve("one"));
        workspace = story.newWorkspace();
    }

    @BeforeEach
    void clean() {
        story.startAnew();
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_handler_that_is_cut_off_at_any_step_has_its_effect_once_and_opens_its_socket_once(FragileLine.At when) {
        AtomicInteger sockets = new AtomicInteger();
        story.handler = item -> sendOnce(item, sockets);
        int step = 1;
        for (; step < MOST_STEPS; step++) {
            UUID lane = UUID.randomUUID();
            sockets.set(0);
            story.line.breakAt(step, when, "work-note");
            story.putUntilCommitted(workspace, note(lane, "first"), note(lane, "second"));
            await(() -> story.story(lane).size() == 4);
            boolean broke = story.line.broke();
            // What the provider answered is known; unknown is only what was begun and, for all we know, never left.
            assertThat(story.story(lane))
                    .as("cut %s step %d, %s sockets", when, step, sockets)
                    .isIn(sockets.get() == 2 ? List.of(allFine()) : List.of(unknown("first"), unknown("second")));
            assertThat(sockets.get()).as("sockets, cut %s step %d", when, step).isLessThanOrEqualTo(2);
            if (!broke) {
                break;
            }
        }
        assertThat(step).as("steps that were cut").isBetween(10, MOST_STEPS - 1);
        assertThat(story.left()).isZero();
        assertThat(story.dead()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_is_cut_off_at_any_step_reads_on(FragileLine.At when) {
        for (int step = 1; step <= 12; step++) {
            UUID lane = UUID.randomUUID();
            story.line.breakAt(step, when, "work-engine");
            story.putUntilCommitted(workspace, note(lane, "1"), note(lane, "2"), note(lane, "3"));
            await(() -> story.line.broke() && story.story(lane).size() == 3);
            assertThat(story.story(lane)).as("cut %s step %d", when, step).containsExactly("1", "2", "3");
        }
        assertThat(story.left()).isZero();
        assertThat(story.one("select sum(crashes)::text from work.desk")).isEqualTo("0");
    }

    @Test
    void an_alarm_that_is_put_again_by_its_own_handler_survives_a_cut_at_any_step() {
        story.handler = item -> {
            int left = Integer.parseInt(item.payload().text());
            Effect again = left == 0
                    ? Effect.none()
                    : () -> story.work()
                            .put(NewItem.alarm(
                                    "again",
                                    "hub",
                                    item.lane(),
                                    "note",
                                    new EngineStory.Note(String.valueOf(left - 1)),
                                    item.dueAt()));
            return new Outcome.Done(
                    ((Outcome.Done) story.remember(item)).effect().then(again));
        };
        for (int step = 1; step <= 14; step++) {
            UUID lane = new UUID(200, step);
            story.line.breakAt(step, step % 2 == 0 ? FragileLine.At.AFTER : FragileLine.At.BEFORE, "work-note");
            story.putUntilCommitted(
                    workspace, NewItem.alarm("again", "hub", lane, "note", new EngineStory.Note("3"), story.now()));
            await(() -> story.story(lane).size() == 4);
            assertThat(story.story(lane)).as("cut at step %d", step).containsExactly("3", "2", "1", "0");
        }
        assertThat(story.left()).isZero();
    }

    /** As the sender does: the attempt is committed before the socket; one that is found open is told as unknown, not sent again. */
    private Outcome sendOnce(Item<EngineStory.Note> item, AtomicInteger sockets) {
        if (item.attempts() > 0) {
            return new Outcome.Done(() -> story.tell(item.lane(), item.payload().text() + " unknown"));
        }
        boolean begun = item.begin(() -> {
            story.tell(item.lane(), item.payload().text() + " begun");
            return true;
        });
        assertThat(begun).isTrue();
        sockets.incrementAndGet();
        return new Outcome.Done(() -> story.tell(item.lane(), item.payload().text() + " sent"));
    }

    private static List<String> allFine() {
        return List.of("first begun", "first sent", "second begun", "second sent");
    }

    private static List<String> unknown(String which) {
        return allFine().stream()
                .map(told -> told.equals(which + " sent") ? which + " unknown" : told)
                .toList();
    }
}
