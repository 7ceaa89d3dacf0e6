package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that lives must say so for as long as it lives, however often its desks are asked for. */
class LeaseTest {
    private final EngineStory story = new EngineStory();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void a_node_that_looks_more_often_than_it_beats_still_renews_its_lease() {
        var first = story.startNode(folder, "hub.work.beat=200ms", "hub.work.lease=900ms", "hub.work.sweep=50ms");
        assertThat(first.isRunning()).isTrue();
        EngineStory.await(
                () -> story.one("select count(*)::text from work.node").equals("1"));
        String born = alive();
        EngineStory.await(() -> !alive().equals(born));
        String renewed = alive();
        EngineStory.await(() -> !alive().equals(renewed));
    }

    @Test
    void a_workspace_that_opens_after_the_first_lease_is_over_is_served() {
        story.handler = story::remember;
        var node = story.startNode(folder, "hub.work.beat=100ms", "hub.work.lease=400ms", "hub.work.sweep=30ms");
        assertThat(node.isRunning()).isTrue();
        WorkspaceId early = story.newWorkspace();
        story.put(early, EngineStory.note(UUID.randomUUID(), "early"));
        EngineStory.await(() -> story.told() == 1);
        String born = alive();
        EngineStory.await(() -> !alive().equals(born));
        WorkspaceId late = story.newWorkspace();
        story.put(late, EngineStory.note(UUID.randomUUID(), "late"));
        EngineStory.await(() -> story.told() == 2);
    }

    @Test
    void a_pause_counts_no_attempt_and_a_hold_neither() {
        story.handler = item -> {
            int seen = item.begin(item::attempts);
            story.done.add(item.payload().text() + seen);
            return story.done.size() < 4
                    ? item.payload().text().equals("pause")
                            ? new Outcome.Blocked(java.time.Instant.now(), new Reason("busy", "x"), () -> {})
                            : new Outcome.Later(java.time.Instant.now(), () -> {})
                    : Outcome.done();
        };
        var node = story.startNode(folder, "hub.work.sweep=30ms");
        assertThat(node.isRunning()).isTrue();
        WorkspaceId workspace = story.newWorkspace();
        story.put(workspace, EngineStory.note(UUID.randomUUID(), "pause"));
        EngineStory.await(() -> story.left() == 0);
        assertThat(story.done).containsExactly("pause0", "pause0", "pause0", "pause0");
        story.done.clear();
        story.put(workspace, EngineStory.note(UUID.randomUUID(), "hold"));
        EngineStory.await(() -> story.left() == 0);
        assertThat(story.done).containsExactly("hold0", "hold0", "hold0", "hold0");
    }

    private String alive() {
        return story.owner()
                .sql("select alive_until::text from work.node")
                .query(String.class)
                .single();
    }
}
