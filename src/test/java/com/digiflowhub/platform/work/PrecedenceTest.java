package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static com.digiflowhub.platform.work.EngineStory.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Work beside those who stand in line at a door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrecedenceTest {
    private final EngineStory story = new EngineStory();
    private final Precedence precedence;
    private final WorkspaceId workspace;
    private final AtomicInteger standing = new AtomicInteger();

    PrecedenceTest(@TempDir Path folder) {
        precedence = story.startNode(folder.resolve("one")).getBean(Precedence.class);
        precedence.watch(standing::get);
        workspace = story.newWorkspace();
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @Test
    void while_many_stand_in_line_one_item_writes_after_the_other_and_all_are_done() {
        standing.set(4);
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        story.handler = item -> new Outcome.Done(() -> {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            Patience.pause(Duration.ofMillis(20));
            story.tell(item.lane(), "done");
            writing.decrementAndGet();
        });
        put(12);
        await(() -> story.left() == 0);
        assertThat(most).hasValue(1);
    }

    @Test
    void while_many_stand_in_line_there_is_a_rest_between_two_beginnings() {
        standing.set(4);
        List<Long> begun = new CopyOnWriteArrayList<>();
        story.handler = item -> {
            begun.add(System.nanoTime());
            return new Outcome.Done(Effect.none());
        };
        put(51);
        await(() -> story.left() == 0);
        assertThat(begun.getLast() - begun.getFirst()).isGreaterThan(25 * Engine.BETWEEN_IN_A_RUSH_NANOS);
    }

    @Test
    void when_few_do_they_write_beside_each_other() {
        standing.set(3);
        await(() -> !precedence.rush());
        CountDownLatch both = new CountDownLatch(2);
        story.handler = item -> new Outcome.Done(() -> {
            both.countDown();
            story.tell(item.lane(), String.valueOf(meet(both)));
        });
        put(2);
        await(() -> story.left() == 0);
        assertThat(both.getCount()).isZero();
        assertThat(story.story().values()).allSatisfy(told -> assertThat(told).doesNotContain("false"));
    }

    @Test
    void work_goes_on_from_its_beginning_to_a_moment_after_its_end() {
        standing.set(0);
        await(() -> !precedence.atWork());
        AtomicBoolean atWork = new AtomicBoolean();
        story.handler = item -> {
            atWork.set(precedence.atWork());
            return new Outcome.Done(Effect.none());
        };
        put(1);
        await(() -> story.left() == 0);
        assertThat(atWork).isTrue();
        await(() -> !precedence.atWork());
        precedence.begins();
        precedence.ends();
        assertThat(precedence.atWork()).isTrue();
        await(() -> !precedence.atWork());
    }

    private static boolean meet(CountDownLatch both) {
        try {
            return both.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void put(int items) {
        story.put(
                workspace,
                IntStream.range(0, items)
                        .mapToObj(n -> note(UUID.randomUUID(), "x"))
                        .toArray(NewItem[]::new));
    }
}
