package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.DeskRows.FirstDue;
import com.digiflowhub.platform.work.DeskRows.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Which queues of a desk have something, looked at from what is known. Nothing here is due yet, so that the engine leaves it alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskRowsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final EngineStory story = new EngineStory();
    private final Instant soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
    private WorkspaceId other = workspace;

    @BeforeAll
    void start(@TempDir Path folder) {
        story.startNode(folder.resolve("one"));
        workspace = story.newWorkspace();
        other = story.newWorkspace();
    }

    @BeforeEach
    void clean() {
        story.startAnew();
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @Test
    void of_a_desk_of_which_nothing_is_known_all_queues_are_found() {
        put(workspace, "a", 0);
        put(workspace, "b", 1);
        put(workspace, "c", 2);
        put(other, "b", 3);
        assertThat(look(soon, Seen.beforeAll(workspace)))
                .containsExactlyInAnyOrder(found("a", 0), found("b", 1), found("c", 2));
    }

    @Test
    void new_queues_are_found_before_between_and_behind_the_known_ones() {
        for (String queue : List.of("a", "b", "c", "d", "e", "f")) {
            put(workspace, queue, 0);
        }
        assertThat(look(
                        soon,
                        Seen.beforeAll(workspace),
                        new Seen(workspace, "e", soon),
                        new Seen(workspace, "c", soon)))
                .extracting(FirstDue::queue)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
    }

    @Test
    void in_a_known_queue_what_is_due_before_the_given_time_is_passed_over() {
        put(workspace, "a", 0);
        put(workspace, "a", 5);
        put(workspace, "b", 0);
        assertThat(look(
                        soon.plus(MINUTE.multipliedBy(5)),
                        Seen.beforeAll(workspace),
                        new Seen(workspace, "a", soon.plus(MINUTE)),
                        new Seen(workspace, "b", soon.plus(MINUTE))))
                .containsExactly(new FirstDue(workspace, "a", soon.plus(MINUTE.multipliedBy(5)), Optional.empty()));
    }

    private List<FirstDue> look(Instant now, Seen... seen) {
        return story.nodes().getFirst().getBean(DeskRows.class).queues(List.of(seen), now);
    }

    private FirstDue found(String queue, int minutes) {
        Instant due = soon.plus(MINUTE.multipliedBy(minutes));
        return new FirstDue(workspace, queue, due, minutes == 0 ? Optional.empty() : Optional.of(due));
    }

    private void put(WorkspaceId where, String queue, int minutes) {
        Instant due = soon.plus(MINUTE.multipliedBy(minutes));
        story.put(where, NewItem.item(queue, UUID.randomUUID(), "note", new EngineStory.Note("x"), due));
    }
}
