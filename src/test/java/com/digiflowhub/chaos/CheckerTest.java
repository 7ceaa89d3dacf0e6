package com.digiflowhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.chaos.Evidence.Attempt;
import com.digiflowhub.chaos.Evidence.Books;
import com.digiflowhub.chaos.Evidence.Inbound;
import com.digiflowhub.chaos.Evidence.Ours;
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
    private static final Books BALANCED = new Books(3, 0, 0, 0, 1, 1);

    private final List<Promise> promises = new ArrayList<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> envelopes = new HashSet<>();
    private final List<Inbound> inbound = new ArrayList<>();
    private final List<Ours> ours = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Long> stops = new HashMap<>();
    private Books books = BALANCED;
    private final Set<String> unreadable = new HashSet<>(Set.of("poison"));
    private int dead;
    private int due;

    CheckerTest() {
        promise("first", Kind.TEXT, 1);
        promise("second", Kind.STOP, 2);
        promises.add(new Promise("poison", HERE, "106", "", Kind.POISON, 0));
        envelopes.addAll(Set.of("first", "second", "poison"));
        inbound.add(new Inbound("first", HERE, "336", TALK, 1));
        inbound.add(new Inbound("second", HERE, "336", TALK, 2));
        ours.add(new Ours("answer", HERE, "336", "bot", "text", "read"));
        ours.add(new Ours("confirmation", HERE, "336", "bot", "stop-confirmation", "read"));
        attempts.add(new Attempt("answer", 1, "accepted", 100));
        attempts.add(new Attempt("confirmation", 1, "accepted", 300));
        accepted.putAll(Map.of("answer", 1, "confirmation", 1));
        told.putAll(Map.of("answer", 3, "confirmation", 3));
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
        inbound.add(new Inbound("second", HERE, "336", TALK, 3));
        inbound.add(new Inbound("first", HERE, "336", TALK, 1));
        assertThat(broken()).containsExactly("INV2");
        inbound.remove(1);
        assertThat(broken()).isEmpty();
        inbound.add(new Inbound("third", HERE, "336", TALK, 4));
        assertThat(broken()).containsExactly("INV2");
    }

    @Test
    void a_second_sending_is_found_unless_the_provider_said_no_before() {
        accepted.put("answer", 2);
        assertThat(broken()).containsExactly("INV3");
        attempts.add(new Attempt("answer", 2, "try-later", 101));
        assertThat(broken()).isEmpty();
        accepted.put("stranger", 1);
        assertThat(broken()).containsExactly("INV3");
    }

    @Test
    void a_message_that_never_ends_and_work_that_stays_are_found() {
        ours.set(0, new Ours("answer", HERE, "336", "bot", "text", "sending"));
        assertThat(broken()).containsExactly("INV4");
        ours.set(0, new Ours("answer", HERE, "336", "bot", "text", "unknown"));
        assertThat(broken()).as("its status came").containsExactly("INV4");
        told.remove("answer");
        assertThat(broken()).isEmpty();
        due = 1;
        assertThat(broken()).containsExactly("INV4");
    }

    @Test
    void two_messages_that_changed_places_are_found() {
        inbound.set(0, new Inbound("first", HERE, "336", TALK, 3));
        assertThat(broken()).containsExactly("INV5");
        inbound.set(0, new Inbound("first", HERE, "336", new UUID(1, 2), 1));
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
        ours.add(new Ours("again", HERE, "336", "bot", "stop-confirmation", "read"));
        assertThat(broken()).containsExactly("INV7");
        ours.subList(1, 3).clear();
        accepted.remove("confirmation");
        assertThat(broken()).containsExactly("INV7");
    }

    @Test
    void a_message_in_another_workspace_is_found() {
        inbound.set(0, new Inbound("first", ELSEWHERE, "336", TALK, 1));
        assertThat(broken()).contains("INV9");
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

    private List<String> broken() {
        return Checker.check(evidence()).stream()
                .filter(finding -> !finding.held())
                .map(Checker.Finding::invariant)
                .toList();
    }

    private Evidence evidence() {
        return new Evidence(
                promises,
                accepted,
                told,
                envelopes,
                inbound,
                ours,
                attempts,
                stops,
                books,
                unreadable,
                dead,
                due,
                Map.of());
    }

    private void promise(String id, Kind kind, int place) {
        promises.add(new Promise(id, HERE, "106", "336", kind, place));
    }
}
