package com.digiflowhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.chaos.Evidence.Attempt;
import com.digiflowhub.chaos.Evidence.Books;
import com.digiflowhub.chaos.Evidence.Inbound;
import com.digiflowhub.chaos.Evidence.Ours;
import com.digiflowhub.chaos.Evidence.Taken;
import com.digiflowhub.chaos.Promise.Kind;
import com.digiflowhub.testing.Apart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checker that cannot find anything proves nothing: each promise is broken here once, in evidence made by hand. */
@Apart
class CheckerTest {
    private static final UUID HERE = new UUID(0, 1);
    private static final UUID ELSEWHERE = new UUID(0, 2);
    private static final UUID TALK = new UUID(1, 1);
    private static final UUID OTHER_TALK = new UUID(1, 2);
    private static final Books BALANCED = new Books(3, 0, 0, 0, 1, 1);

    private final List<Promise> promises = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> envelopes = new HashSet<>();
    private final List<Inbound> inbound = new ArrayList<>();
    private final List<Ours> ours = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Long> stops = new HashMap<>();
    private final Map<UUID, Long> handedOver = new HashMap<>();
    private final Map<String, Integer> breaches = new HashMap<>();
    private Books books = BALANCED;
    private final Set<String> unreadable = new HashSet<>(Set.of("poison"));
    private final Map<Long, Integer> effects = new HashMap<>(Map.of(1L, 1));
    private int dead;
    private int due;

    CheckerTest() {
        promise("first", "336", Kind.TEXT, 1);
        promise("second", "336", Kind.STOP, 2);
        promise("question", "337", Kind.QUESTION, 1);
        promises.add(new Promise("poison", HERE, "106", "", Kind.POISON, 0));
        envelopes.addAll(Set.of("first", "second", "question", "poison"));
        inbound.add(inbound("first", HERE, TALK, 1));
        inbound.add(inbound("second", HERE, TALK, 2));
        inbound.add(new Inbound("question", "our question", HERE, "337", OTHER_TALK, 1, 50));
        ours.add(answer("read"));
        ours.add(new Ours("confirmation", HERE, "336", "bot", "stop-confirmation", "read", ""));
        ours.add(reply("reply", "read", "our question"));
        attempts.add(new Attempt("answer", 1, "accepted", 100));
        attempts.add(new Attempt("confirmation", 1, "accepted", 300));
        taken.addAll(List.of(new Taken("answer", false), new Taken("confirmation", false), new Taken("reply", false)));
        told.putAll(Map.of("answer", 3, "confirmation", 3, "reply", 3));
        stops.put(HERE + " 336", 200L);
    }

    @Test
    void what_went_well_breaks_nothing_and_what_never_happened_is_not_exercised() {
        assertThat(broken()).isEmpty();
        assertThat(Checker.check(evidence()))
                .filteredOn(finding -> finding.invariant().equals("INV8"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.line()).contains("not exercised").doesNotContain("held"));
    }

    @Test
    void an_acknowledged_webhook_without_an_envelope_is_found() {
        envelopes.remove("first");
        assertThat(broken()).containsExactly("INV1");
    }

    @Test
    void a_message_that_is_missing_doubled_or_invented_is_found() {
        inbound.removeFirst();
        assertThat(broken()).containsExactly("INV2");
        inbound.add(inbound("second", HERE, TALK, 3));
        inbound.add(inbound("first", HERE, TALK, 1));
        assertThat(broken()).containsExactly("INV2");
        inbound.remove(2);
        assertThat(broken()).isEmpty();
        inbound.add(inbound("third", HERE, TALK, 4));
        assertThat(broken()).containsExactly("INV2");
    }

    @Test
    void a_second_sending_is_found_unless_the_provider_had_said_itself_that_it_failed() {
        taken.add(new Taken("answer", false));
        assertThat(broken()).containsExactly("INV3");
        attempts.add(new Attempt("answer", 2, "try-later", 101));
        assertThat(broken()).as("what we believe it said").containsExactly("INV3");
        taken.set(0, new Taken("answer", true));
        assertThat(broken()).isEmpty();
        taken.add(new Taken("answer", false));
        assertThat(broken()).as("one error, two more").containsExactly("INV3");
        taken.removeLast();
        taken.add(new Taken("stranger", false));
        assertThat(broken()).containsExactly("INV3");
    }

    @Test
    void an_error_that_came_after_the_second_sending_does_not_excuse_it() {
        taken.add(new Taken("answer", true));
        assertThat(broken()).containsExactly("INV3");
    }

    @Test
    void what_is_called_sent_and_was_never_taken_is_found() {
        for (String state : List.of("sent", "delivered", "read", "played")) {
            ours.set(0, answer(state));
            taken.removeIf(one -> one.message().equals("answer"));
            told.remove("answer");
            assertThat(broken()).as(state).containsExactly("INV11");
        }
        for (String state : List.of("failed", "refused", "unknown", "cancelled")) {
            ours.set(0, answer(state));
            assertThat(broken()).as(state).isEmpty();
        }
    }

    @Test
    void a_question_that_is_answered_by_nobody_is_found() {
        ours.removeLast();
        taken.removeLast();
        assertThat(broken()).containsExactly("INV12");
        handedOver.put(OTHER_TALK, 49L);
        assertThat(broken()).as("it was handed over before").containsExactly("INV12");
        handedOver.put(OTHER_TALK, 51L);
        assertThat(broken()).isEmpty();
        handedOver.clear();
        promise("stop", "337", Kind.STOP, 2);
        envelopes.add("stop");
        inbound.add(new Inbound("stop", "our stop", HERE, "337", OTHER_TALK, 2, 60));
        assertThat(broken()).as("the STOP alone is not confirmed").containsExactly("INV7");
    }

    @Test
    void an_answer_that_did_not_leave_or_answers_what_was_said_before_is_none() {
        ours.set(2, reply("reply", "cancelled", "our question"));
        assertThat(broken()).containsExactly("INV12");
        promise("earlier", "337", Kind.TEXT, 0);
        envelopes.add("earlier");
        inbound.set(2, new Inbound("question", "our question", HERE, "337", OTHER_TALK, 2, 50));
        inbound.add(new Inbound("earlier", "our earlier", HERE, "337", OTHER_TALK, 1, 40));
        ours.set(2, reply("reply", "read", "our earlier"));
        assertThat(broken()).containsExactly("INV12");
        promise("later", "337", Kind.TEXT, 2);
        envelopes.add("later");
        inbound.add(new Inbound("later", "our later", HERE, "337", OTHER_TALK, 3, 60));
        ours.set(2, reply("reply", "read", "our later"));
        assertThat(broken()).as("one answer for both").isEmpty();
    }

    @Test
    void two_answers_to_one_message_are_found() {
        ours.add(reply("again", "read", "our question"));
        taken.add(new Taken("again", false));
        assertThat(broken()).containsExactly("INV12");
    }

    @Test
    void a_message_that_never_ends_and_work_that_stays_are_found() {
        ours.set(0, answer("sending"));
        assertThat(broken()).containsExactly("INV4");
        ours.set(0, answer("unknown"));
        assertThat(broken()).as("its status came").containsExactly("INV4");
        told.remove("answer");
        assertThat(broken()).isEmpty();
        due = 1;
        assertThat(broken()).containsExactly("INV4");
    }

    @Test
    void two_messages_that_changed_places_are_found() {
        inbound.set(0, inbound("first", HERE, TALK, 3));
        assertThat(broken()).containsExactly("INV5");
        inbound.set(0, inbound("first", HERE, OTHER_TALK, 1));
        assertThat(broken()).as("two conversations of one person").containsExactly("INV5");
    }

    @Test
    void books_that_do_not_balance_are_found() {
        for (Books off : List.of(
                new Books(3, 1, 0, 0, 1, 1),
                new Books(3, 0, 1, 0, 1, 1),
                new Books(3, 0, 0, 1, 1, 1),
                new Books(3, 0, 0, 0, 2, 1))) {
            books = off;
            assertThat(broken()).containsExactly("INV6");
        }
    }

    @Test
    void an_answer_after_a_stop_and_a_stop_that_was_not_confirmed_once_are_found() {
        attempts.set(0, new Attempt("answer", 1, "accepted", 201));
        assertThat(broken()).containsExactly("INV7");
        attempts.set(0, new Attempt("answer", 1, "accepted", 100));
        ours.add(new Ours("again", HERE, "336", "bot", "stop-confirmation", "read", ""));
        taken.add(new Taken("again", false));
        assertThat(broken()).containsExactly("INV7");
        ours.removeIf(message -> message.type().equals("stop-confirmation"));
        taken.removeIf(one -> !one.message().equals("answer") && !one.message().equals("reply"));
        assertThat(broken()).containsExactly("INV7");
    }

    @Test
    void a_message_in_another_workspace_is_found() {
        inbound.set(0, inbound("first", ELSEWHERE, TALK, 1));
        assertThat(broken()).contains("INV9");
    }

    @Test
    void a_row_behind_a_wall_is_found() {
        breaches.put("conversations.message's foreign ids", 1);
        assertThat(broken()).containsExactly("INV9");
    }

    @Test
    void a_run_must_have_exercised_all_but_what_does_not_exist_yet() {
        assertThat(Checker.check(evidence()).stream()
                        .filter(finding -> finding.exercised() > 0)
                        .map(Checker.Finding::invariant))
                .containsExactlyInAnyOrderElementsOf(Checker.EXERCISED);
    }

    @Test
    void more_set_aside_than_was_poisoned_is_found_and_less_too() {
        unreadable.add("first");
        assertThat(broken()).containsExactly("INV10");
        unreadable.clear();
        assertThat(broken()).containsExactly("INV10");
        unreadable.add("poison");
        assertThat(broken()).isEmpty();
        dead = 1;
        assertThat(broken()).containsExactly("INV10");
    }

    @Test
    void work_that_took_effect_twice_or_never_is_found() {
        effects.put(2L, 2);
        assertThat(broken()).containsExactly("INV13");
        effects.put(2L, 0);
        assertThat(broken()).containsExactly("INV13");
        effects.put(2L, 1);
        assertThat(broken()).isEmpty();
    }

    private List<String> broken() {
        return Checker.check(evidence()).stream()
                .filter(finding -> !finding.held())
                .map(Checker.Finding::invariant)
                .toList();
    }

    private Evidence evidence() {
        return new Evidence(
                promises,
                taken,
                told,
                envelopes,
                inbound,
                ours,
                attempts,
                stops,
                handedOver,
                books,
                unreadable,
                dead,
                due,
                effects,
                breaches);
    }

    private void promise(String id, String person, Kind kind, int place) {
        promises.add(new Promise(id, HERE, "106", person, kind, place));
    }

    private static Inbound inbound(String id, UUID workspace, UUID talk, int place) {
        return new Inbound(id, "our " + id, workspace, "336", talk, place, place);
    }

    private static Ours answer(String state) {
        return new Ours("answer", HERE, "336", "bot", "text", state, "our first");
    }

    private static Ours reply(String id, String state, String answering) {
        return new Ours(id, HERE, "337", "bot", "text", state, answering);
    }
}
