package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.SettableTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub's clock jumps an hour ahead and back again while work waits and runs; leases go by the database's and are renewed all the while. */
@Apart
class ClockJumpTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Reason WHY = new Reason("test", "as the story wants it");

    private final SettableTime time = new SettableTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final EngineStory story = new EngineStory();
    private final UUID lane = UUID.randomUUID();
    private WorkspaceId workspace = new WorkspaceId(lane);

    @BeforeEach
    void start(@TempDir Path folder) {
        story.time = Optional.of(time);
        story.handler = story::remember;
        story.startNode(folder, "hub.work.lease=2s", "hub.work.beat=100ms");
        workspace = story.newWorkspace();
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void what_fell_due_while_it_was_ahead_is_done_once_and_what_was_set_then_keeps_its_time() {
        story.put(workspace, alarm("in half an hour", Duration.ofMinutes(30)));
        story.put(workspace, alarm("in two hours", HOUR.multipliedBy(2)));
        time.advance(HOUR);
        await(() -> story.told() == 1);
        story.put(workspace, alarm("ten minutes after the jump", Duration.ofMinutes(10)));
        time.advance(HOUR.negated());
        story.put(workspace, item(UUID.randomUUID(), "as if nothing had been"));
        await(() -> story.told() == 2);
        assertThat(story.left()).isEqualTo(2);
        time.advance(HOUR.plus(Duration.ofMinutes(10)));
        await(() -> story.told() == 3);
        time.advance(HOUR);
        await(() -> story.left() == 0);
        assertThat(story.one("select string_agg(text, ', ' order by n) from story"))
                .isEqualTo("in half an hour, as if nothing had been, ten minutes after the jump, in two hours");
    }

    @Test
    void a_lane_that_waits_for_a_failure_keeps_its_order_whichever_way_the_clock_goes() {
        story.handler = item -> item.payload().text().equals("fails once") && item.attempts() == 0
                ? new Outcome.Again(Duration.ofMinutes(5), WHY, Effect.none())
                : story.remember(item);
        time.advance(HOUR);
        story.put(workspace, item(lane, "fails once"), item(lane, "behind it"));
        await(() -> story.one("select max(attempts)::text from work.item").equals("1"));
        time.advance(HOUR.negated());
        story.put(workspace, item(UUID.randomUUID(), "another lane"));
        await(() -> story.told() == 1);
        time.advance(HOUR.plus(Duration.ofMinutes(5)));
        await(() -> story.left() == 0);
        assertThat(story.story(lane)).containsExactly("fails once", "behind it");
    }

    @Test
    void what_runs_while_it_jumps_ends_once_and_nobody_takes_its_desk() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        story.handler = item -> {
            story.done.add(item.payload().text());
            begun.countDown();
            uninterrupted(goOn);
            return story.remember(item);
        };
        story.put(workspace, item(lane, "runs"), item(lane, "behind it"));
        uninterrupted(begun);
        time.advance(HOUR);
        renewed();
        time.advance(HOUR.negated());
        renewed();
        goOn.countDown();
        await(() -> story.left() == 0);
        assertThat(story.done).containsExactly("runs", "behind it");
        assertThat(story.story(lane)).containsExactly("runs", "behind it");
        assertThat(story.one("select sum(crashes)::text from work.desk")).isEqualTo("0");
    }

    private void renewed() {
        String before = story.one("select alive_until::text from work.node");
        await(() -> !story.one("select alive_until::text from work.node").equals(before));
        assertThat(story.one("select (alive_until > now())::text from work.node"))
                .isEqualTo("true");
    }

    private NewItem item(UUID lane, String text) {
        return NewItem.item("hub", lane, "note", new EngineStory.Note(text), time.instant());
    }

    private NewItem alarm(String text, Duration after) {
        return NewItem.alarm(
                text,
                "hub",
                UUID.randomUUID(),
                "note",
                new EngineStory.Note(text),
                time.instant().plus(after));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
