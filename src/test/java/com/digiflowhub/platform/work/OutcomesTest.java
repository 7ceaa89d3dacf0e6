package com.digiflowhub.platform.work;

import static com.digiflowhub.platform.work.EngineStory.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.LoggedWords;
import com.digiflowhub.testing.SettableTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How items end, on a clock that the story sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesTest {
    private static final Reason WHY = new Reason("test", "as the story wants it");

    private final SettableTime time = new SettableTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final EngineStory story = new EngineStory();
    private final UUID none = new UUID(0, 0);
    private WorkspaceId workspace = new WorkspaceId(none);
    private UUID lane = none;

    @BeforeAll
    void start(@TempDir Path folder) {
        story.time = Optional.of(time);
        story.startNode(folder.resolve("one"), "hub.work.attempts-at-most=4");
        workspace = story.newWorkspace();
    }

    @BeforeEach
    void clean() {
        story.startAnew();
        time.advance(Duration.ofHours(1));
        lane = UUID.randomUUID();
    }

    @AfterAll
    void stop() {
        story.close();
    }

    @Test
    void what_came_too_late_for_its_item_is_written_all_the_same_once_and_nothing_else() {
        story.handler = item -> {
            story.ownerExecutes("delete from work.item where lane = '" + item.lane() + "'");
            Effect inTime = () -> story.tell(item.lane(), "in time");
            return new Outcome.Done(inTime.then(Effect.none()).orLate(() -> story.tell(item.lane(), "late")));
        };
        put("gone");
        await(() -> !story.story(lane).isEmpty());
        settled();
        assertThat(story.story(lane)).containsExactly("late");
    }

    @Test
    void what_is_in_time_is_not_written_as_late() {
        story.handler = item -> {
            Effect inTime = () -> story.tell(item.lane(), "in time");
            Effect late = () -> story.tell(item.lane(), "late");
            return new Outcome.Done(inTime.orLate(late).then(() -> story.tell(item.lane(), "and more")));
        };
        put("there");
        await(() -> story.left() == 0);
        assertThat(story.story(lane)).containsExactly("in time", "and more");
    }

    @Test
    void a_hold_comes_back_at_its_time_and_not_before_and_counts_nothing() {
        Instant until = time.instant().plus(Duration.ofHours(10));
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        story.handler = item -> {
            attempts.add(item.attempts());
            return time.instant().isBefore(until) ? new Outcome.Later(until, Effect.none()) : story.remember(item);
        };
        put("night", "passes");
        await(() -> dueAt("night").equals(until) && dueAt("passes").equals(until));
        time.advance(Duration.ofHours(10).minusMillis(1));
        settled();
        assertThat(story.story(lane)).isEmpty();
        time.advance(Duration.ofMillis(1));
        await(() -> story.told() == 2);
        assertThat(attempts).containsOnly(0);
    }

    @Test
    void a_hold_lets_its_lane_go_on() {
        story.handler = item -> item.payload().text().equals("night")
                ? new Outcome.Later(time.instant().plus(Duration.ofHours(10)), Effect.none())
                : story.remember(item);
        put("night", "passes");
        await(() -> story.told() == 1);
        assertThat(story.story(lane)).containsExactly("passes");
        assertThat(story.one("select held::text from work.item")).isEqualTo("false");
    }

    @Test
    void what_takes_an_item_s_place_runs_before_what_lay_behind_it() {
        Instant earlier = time.instant().minusMillis(1);
        story.handler = item -> item.payload().text().equals("both")
                ? new Outcome.Replaced(() -> story.work()
                        .put(Stream.of("one", "other")
                                .map(text -> NewItem.item(
                                        item.queue(), item.lane(), "note", new EngineStory.Note(text), earlier))
                                .toList()))
                : story.remember(item);
        for (int n = 1; n < 20; n++) {
            lane = UUID.randomUUID();
            put("both", "behind", "last");
            int told = 4 * n;
            await(() -> story.told() == told);
            assertThat(story.story(lane)).containsExactly("one", "other", "behind", "last");
        }
    }

    @Test
    void what_is_in_doubt_is_through_or_comes_back_and_its_lane_goes_on() {
        Instant until = time.instant().plus(Duration.ofHours(10));
        story.handler = item -> switch (item.payload().text()) {
            case "through" -> new Outcome.Doubtful(Optional.empty(), () -> story.tell(item.lane(), "in doubt"));
            case "comes back" -> new Outcome.Doubtful(Optional.of(until), Effect.none());
            default -> story.remember(item);
        };
        put("through", "comes back", "behind");
        await(() -> story.told() == 2);
        assertThat(story.story(lane)).containsExactly("in doubt", "behind");
        assertThat(story.left()).isEqualTo(1);
        assertThat(dueAt("comes back")).isEqualTo(until);
        assertThat(attempts("comes back")).isZero();
    }

    @Test
    void a_failure_holds_its_lane_and_each_pause_is_twice_the_last() {
        AtomicInteger runs = new AtomicInteger();
        story.handler = item -> {
            runs.incrementAndGet();
            return item.payload().text().equals("fails") && item.attempts() < 3
                    ? new Outcome.Again(Duration.ZERO, WHY, Effect.none())
                    : story.remember(item);
        };
        put("fails", "behind");
        for (int attempt = 1; attempt <= 3; attempt++) {
            int now = attempt;
            await(() -> attempts("fails") == now);
            Duration pause = Duration.between(time.instant(), dueAt("fails"));
            Duration least = Duration.ofSeconds(1L << (attempt - 1));
            assertThat(pause).isBetween(least, least.multipliedBy(6).dividedBy(5));
            assertThat(story.one("select held::text from work.item where payload->>'text' = 'fails'"))
                    .isEqualTo("true");
            assertThat(story.told()).isZero();
            time.advance(pause);
        }
        await(() -> story.told() == 2);
        assertThat(story.story(lane)).containsExactly("fails", "behind");
        assertThat(runs).hasValue(5);
    }

    @Test
    void a_failure_may_ask_for_a_longer_pause() {
        story.handler = item -> new Outcome.Again(Duration.ofMinutes(5), WHY, Effect.none());
        put("x");
        await(() -> attempts("x") == 1);
        assertThat(dueAt("x")).isEqualTo(time.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void what_fails_too_often_is_given_up_with_its_last_reason_and_its_lane_goes_on() {
        story.handler = item -> item.payload().text().equals("fails")
                ? new Outcome.Again(Duration.ZERO, WHY, () -> story.tell(lane, "effect " + item.attempts()))
                : story.remember(item);
        put("fails", "behind");
        for (int attempt = 1; attempt <= 3; attempt++) {
            int now = attempt;
            await(() -> attempts("fails") == now);
            time.advance(Duration.ofMinutes(1));
        }
        await(() -> story.story(lane).contains("behind"));
        assertThat(story.story(lane)).containsExactly("effect 0", "effect 1", "effect 2", "effect 3", "behind");
        assertThat(story.dead()).containsExactly("test: as the story wants it");
    }

    @Test
    void given_up_at_once_it_is_a_dead_letter_with_its_effect_and_its_lane_goes_on() {
        story.handler = item -> item.payload().text().equals("hopeless")
                ? new Outcome.GiveUp(new Reason("hopeless", ""), () -> story.tell(lane, "told so"))
                : story.remember(item);
        put("hopeless", "behind");
        await(() -> story.told() == 2);
        assertThat(story.story(lane)).containsExactly("told so", "behind");
        assertThat(story.dead()).containsExactly("hopeless");
    }

    @Test
    void a_blocked_queue_keeps_the_item_s_place_and_counts_nothing() {
        Instant until = time.instant().plus(Duration.ofMinutes(15));
        AtomicInteger asked = new AtomicInteger();
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        story.handler = item -> {
            asked.incrementAndGet();
            attempts.add(item.attempts());
            return time.instant().isBefore(until)
                    ? new Outcome.Blocked(until, new Reason("429", "slow down"), () -> story.tell(none, "noted"))
                    : story.remember(item);
        };
        put("first", "second");
        await(() -> story.told() == 1);
        settled();
        assertThat(asked).hasValue(1);
        assertThat(story.read(workspace, () -> story.work().pause("hub").orElseThrow()))
                .isEqualTo(new Pause("hub", until, "429: slow down"));
        time.set(until);
        await(() -> story.story(lane).size() == 2);
        assertThat(story.story(lane)).containsExactly("first", "second");
        assertThat(attempts).containsOnly(0);
        assertThat(story.read(workspace, () -> story.work().pause("hub"))).isEmpty();
    }

    @Test
    void a_pause_is_never_cut_short_by_another_and_a_person_may_end_it() {
        Instant until = time.instant().plus(Duration.ofHours(2));
        story.handler = item -> time.instant().isBefore(until)
                        && story.owner()
                                        .sql("select count(*) from work.pause")
                                        .query(Integer.class)
                                        .single()
                                == 0
                        && !item.payload().text().equals("after")
                ? new Outcome.Blocked(until, WHY, Effect.none())
                : story.remember(item);
        put("x");
        await(() -> story.read(workspace, () -> story.work().pause("hub")).isPresent());
        story.in(workspace, () -> story.ends().pause("hub", time.instant().plusSeconds(1), WHY));
        assertThat(story.read(
                        workspace, () -> story.work().pause("hub").orElseThrow().until()))
                .isEqualTo(until);
        story.handler = story::remember;
        settled();
        assertThat(story.told()).isZero();
        story.in(workspace, () -> story.work().resume("hub"));
        time.advance(Duration.ofSeconds(1));
        await(() -> story.told() == 1);
    }

    @Test
    void an_attempt_that_was_begun_is_counted_and_committed_before_begin_returns() {
        List<String> seen = new CopyOnWriteArrayList<>();
        story.handler = item -> {
            String written = item.begin(() -> {
                story.tell(lane, "attempt");
                return "written";
            });
            seen.add(written);
            seen.add(story.one("select attempts::text from work.item"));
            seen.add(String.valueOf(item.attempts()));
            seen.addAll(story.story(lane));
            return story.remember(item);
        };
        put("x");
        await(() -> story.told() == 2);
        assertThat(seen).containsExactly("written", "1", "1", "attempt");
    }

    @Test
    void an_item_whose_alarm_was_moved_cannot_be_begun() {
        AtomicInteger sockets = new AtomicInteger();
        story.handler = item -> {
            if (item.payload().text().equals("old")) {
                story.put(workspace, alarm("new", time.instant()));
            }
            boolean begun = item.begin(() -> true);
            sockets.addAndGet(begun ? 1 : 0);
            return story.remember(item);
        };
        story.put(workspace, alarm("old", time.instant()));
        await(() -> story.told() == 1);
        assertThat(story.story(lane)).containsExactly("new");
        assertThat(sockets).hasValue(1);
    }

    @Test
    void a_decision_that_no_longer_holds_is_taken_anew_at_once() {
        AtomicInteger decisions = new AtomicInteger();
        story.handler = item -> decisions.incrementAndGet() < 3
                ? new Outcome.Done(() -> {
                    story.tell(lane, "never seen");
                    throw new Superseded("another epoch");
                })
                : story.remember(item);
        put("x", "behind");
        await(() -> story.told() == 2);
        assertThat(story.story(lane)).containsExactly("x", "behind");
        assertThat(story.dead()).isEmpty();
    }

    @Test
    void a_decision_that_never_holds_is_a_failure_like_any_other() {
        AtomicInteger decisions = new AtomicInteger();
        story.handler = item -> {
            decisions.incrementAndGet();
            return new Outcome.Done(() -> {
                throw new Superseded("always another epoch");
            });
        };
        put("x");
        await(() -> attempts("x") == 1);
        assertThat(decisions).hasValue(5);
        assertThat(story.one("select held::text from work.item")).isEqualTo("true");
        for (int attempt = 2; attempt <= 3; attempt++) {
            time.advance(Duration.ofMinutes(1));
            int now = attempt;
            await(() -> attempts("x") == now);
        }
        time.advance(Duration.ofMinutes(1));
        await(() -> story.dead().size() == 1);
        assertThat(decisions).hasValue(20);
        assertThat(story.dead()).singleElement().asString().startsWith("superseded");
    }

    @Test
    void an_effect_that_fails_takes_the_end_back_with_it() {
        story.handler = item -> new Outcome.Done(() -> {
            story.tell(lane, "never seen");
            throw new IllegalStateException("broken");
        });
        put("x");
        await(() -> attempts("x") == 1);
        assertThat(story.told()).isZero();
        assertThat(story.left()).isEqualTo(1);
    }

    @Test
    void what_the_database_cannot_keep_at_any_time_is_a_failure_and_no_outage() {
        story.handler = item -> new Outcome.Done(() -> story.sql()
                .sql("do $$ begin raise exception 'a row too large' using errcode = 'program_limit_exceeded'; end $$")
                .update());
        put("x");
        await(() -> attempts("x") == 1);
        assertThat(story.one("select held::text from work.item")).isEqualTo("true");
    }

    @Test
    void even_a_handler_that_overflows_its_stack_is_counted_and_given_up() {
        story.handler = item -> {
            if (item.payload().text().equals("deep")) {
                throw new StackOverflowError("too deep");
            }
            return story.remember(item);
        };
        put("deep", "behind");
        for (int attempt = 1; attempt <= 3; attempt++) {
            int now = attempt;
            await(() -> attempts("deep") == now);
            time.advance(Duration.ofMinutes(1));
        }
        await(() -> story.told() == 1);
        assertThat(story.dead()).containsExactly("unexpected: StackOverflowError");
    }

    @Test
    void a_payload_that_cannot_be_read_is_given_up_at_once() {
        story.ownerExecutes("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values ('%s', 'hub', '2026-01-01T00:00:00Z', gen_random_uuid(), 'note', '{"text":{"no":"text"}}')
                """.formatted(workspace));
        time.advance(Duration.ofSeconds(1));
        await(() -> story.dead().size() == 1);
        assertThat(story.dead()).singleElement().asString().startsWith("payload");
    }

    @Test
    void the_same_lane_in_two_queues_is_two_lanes() {
        story.handler = item -> item.queue().equals("model")
                ? new Outcome.Again(Duration.ofHours(9), WHY, Effect.none())
                : story.remember(item);
        story.put(workspace, at("model", "hangs"));
        await(() -> attempts("hangs") == 1);
        story.put(workspace, at("hub", "keyword"));
        await(() -> story.told() == 1);
        story.handler = item -> new Outcome.Again(Duration.ofSeconds(1), WHY, Effect.none());
        story.put(workspace, at("hub", "fails too"));
        await(() -> attempts("fails too") == 1);
        story.handler = story::remember;
        time.advance(Duration.ofMinutes(1));
        await(() -> story.story(lane).equals(List.of("keyword", "fails too")));
        assertThat(story.left()).isEqualTo(1);
    }

    @Test
    void an_alarm_can_be_moved_sooner_later_and_taken_back() {
        story.put(workspace, alarm("far", time.instant().plus(Duration.ofDays(3))));
        story.put(workspace, alarm("near", time.instant().plusSeconds(30)));
        assertThat(story.left()).isEqualTo(1);
        story.put(workspace, alarm("later", time.instant().plusSeconds(90)));
        time.advance(Duration.ofSeconds(60));
        settled();
        assertThat(story.told()).isZero();
        story.in(workspace, () -> story.work().cancel("alarm"));
        time.advance(Duration.ofDays(4));
        settled();
        assertThat(story.told()).isZero();
        story.in(workspace, () -> story.work().cancel("alarm"));
    }

    @Test
    void of_one_key_put_twice_at_once_the_last_wins() {
        story.put(workspace, alarm("first", time.instant()), alarm("last", time.instant()));
        await(() -> story.left() == 0);
        assertThat(story.story(lane)).containsExactly("last");
    }

    @Test
    void work_belongs_to_the_transaction_that_puts_it() {
        assertThatThrownBy(() -> story.in(workspace, () -> {
                    story.work().put(at("hub", "never"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThatThrownBy(() -> story.work().put(at("hub", "never"))).isInstanceOf(IllegalStateException.class);
        settled();
        assertThat(story.left()).isZero();
        assertThat(story.told()).isZero();
    }

    @Test
    void nothing_a_person_wrote_is_logged_when_a_handler_fails() {
        try (LoggedWords logged = new LoggedWords()) {
            story.handler = item -> {
                throw new IllegalArgumentException("canary-of-a-lead", new java.sql.SQLException("canary-2", "22P02"));
            };
            put("x");
            await(() -> attempts("x") == 1);
            assertThat(logged.text())
                    .contains("IllegalArgumentException", "22P02", "OutcomesTest", "attempt 1")
                    .doesNotContain("canary");
        }
    }

    @Test
    void pauses_double_to_ten_minutes_and_differ_by_a_fifth_at_most() {
        for (int attempts = 0; attempts < 70; attempts++) {
            Duration least = Duration.ofSeconds(Math.min(1L << Math.min(attempts, 20), 600));
            assertThat(Handling.pauseAfter(attempts))
                    .isBetween(least, least.multipliedBy(6).dividedBy(5));
        }
    }

    private void put(String... texts) {
        story.put(
                workspace,
                java.util.Arrays.stream(texts).map(text -> at("hub", text)).toArray(NewItem[]::new));
    }

    private NewItem at(String queue, String text) {
        return NewItem.item(queue, lane, "note", new EngineStory.Note(text), time.instant());
    }

    private NewItem alarm(String text, Instant at) {
        return NewItem.alarm("alarm", "hub", lane, "note", new EngineStory.Note(text), at);
    }

    /** Long enough for several looks at the table. */
    private static void settled() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private int attempts(String text) {
        return story.owner()
                .sql("select coalesce(max(attempts), -1) from work.item where payload->>'text' = :text")
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    private Instant dueAt(String text) {
        return story.owner()
                .sql("select due_at from work.item where payload->>'text' = :text")
                .param("text", text)
                .query((row, n) -> com.digiflowhub.platform.database.Times.read(row, "due_at"))
                .optional()
                .orElse(Instant.EPOCH);
    }
}
