package com.digiflowhub.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lead is moved from where somebody saw it, or not at all. */
class LeadMoveTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final LeadWriting writing = hub.part(LeadWriting.class);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void of_two_who_move_one_card_at_once_the_second_is_told_where_it_went() throws Exception {
        LeadId lead = enter("a@example.com");
        List<Callable<LeadChange>> moves = List.of(
                () -> move(lead, Optional.of(place(0)), place(1)), () -> move(lead, Optional.of(place(0)), place(2)));
        List<LeadChange> ends;
        try (var threads = Executors.newFixedThreadPool(2)) {
            ends = threads.invokeAll(moves).stream().map(LeadMoveTest::end).toList();
        }
        String there = find(lead).stage();
        assertThat(ends).filteredOn(LeadChange.Changed.class::isInstance).hasSize(1);
        assertThat(ends)
                .filteredOn(LeadChange.MovedMeanwhile.class::isInstance)
                .singleElement()
                .satisfies(late -> assertThat(
                                ((LeadChange.MovedMeanwhile) late).lead().stage())
                        .isEqualTo(there));
    }

    @Test
    void a_won_lead_seen_as_open_is_not_moved() {
        LeadId lead = enter("a@example.com");
        move(lead, Optional.empty(), place(4));
        assertThat(find(lead).status()).isEqualTo(Lead.Status.WON);
        assertThat(move(lead, Optional.of(place(0)), place(5))).isInstanceOf(LeadChange.MovedMeanwhile.class);
        assertThat(find(lead).status()).isEqualTo(Lead.Status.WON);
    }

    @Test
    void a_lead_that_is_lost_remembers_its_stage_and_a_move_back_undoes_it() {
        LeadId lead = enter("a@example.com");
        move(lead, Optional.empty(), place(2));
        move(lead, Optional.of(place(2)), place(5));
        assertThat(find(lead).stage()).isEqualTo("qualified");
        assertThat(move(lead, Optional.of(place(5)), place(2))).isInstanceOf(LeadChange.Changed.class);
        assertThat(find(lead).status()).isEqualTo(Lead.Status.OPEN);
        assertThat(find(lead).stage()).isEqualTo("qualified");
    }

    @Test
    void a_move_to_where_it_is_changes_nothing_and_keeps_the_time() {
        Lead before = find(enter("a@example.com"));
        assertThat(move(before.id(), Optional.of(place(0)), place(0))).isEqualTo(new LeadChange.Changed(before));
        Lead moved = ((LeadChange.Changed) move(before.id(), Optional.empty(), place(1))).lead();
        assertThat(moved.stageSince()).isAfter(before.stageSince());
        Lead richer = ((LeadChange.Changed) agency.in(() -> writing.change(
                        moved.id(),
                        same -> new Lead(
                                moved.id(),
                                moved.contact(),
                                moved.name(),
                                moved.email(),
                                moved.phone(),
                                moved.externalId(),
                                "A company",
                                moved.source(),
                                moved.campaign(),
                                moved.pipeline(),
                                moved.stage(),
                                moved.status(),
                                moved.score(),
                                moved.value(),
                                moved.owner(),
                                moved.tags(),
                                moved.customFields(),
                                moved.stageSince(),
                                moved.createdAt(),
                                moved.updatedAt()))))
                .lead();
        assertThat(richer.company()).isEqualTo("A company");
        assertThat(richer.stageSince()).as("another change is no move").isEqualTo(moved.stageSince());
        assertThat(richer.updatedAt()).isAfter(moved.updatedAt());
    }

    @Test
    void a_lost_lead_cannot_be_put_back_beside_the_persons_new_one() {
        LeadId old = enter("a@example.com");
        move(old, Optional.empty(), place(5));
        LeadId young = enter("a@example.com");
        assertThat(young).isNotEqualTo(old);
        assertThat(move(old, Optional.of(place(5)), place(0))).isEqualTo(new LeadChange.OpenElsewhere(young));
        assertThat(find(old).status()).isEqualTo(Lead.Status.LOST);
        assertThat(move(old, Optional.of(place(5)), place(4)))
                .as("won is no second open one")
                .isInstanceOf(LeadChange.Changed.class);
    }

    @Test
    void a_move_to_a_stage_that_was_removed_meanwhile_is_refused() {
        LeadId lead = enter("a@example.com");
        Place gone = place(3);
        StageId id = gone.stage().orElseThrow().id();
        agency.run(() ->
                assertThat(hub.part(Stages.class).remove(id, Optional.empty())).isInstanceOf(StageChange.Done.class));
        assertThat(move(lead, Optional.of(place(0)), gone)).isInstanceOf(LeadChange.NoSuchStage.class);
        assertThat(find(lead).stage()).isEqualTo("new");
    }

    @Test
    void nobody_moves_what_is_not_there_or_another_workspaces() {
        LeadId lead = enter("a@example.com");
        ConnectedWorkspace other = hub.newWorkspace();
        Place won = place(4);
        assertThat(other.in(() -> writing.move(lead, Optional.empty(), won))).isInstanceOf(LeadChange.NotThere.class);
        assertThat(move(new LeadId(UUID.randomUUID()), Optional.empty(), won)).isInstanceOf(LeadChange.NotThere.class);
        assertThat(find(lead).status()).isEqualTo(Lead.Status.OPEN);
        other.close();
    }

    private LeadChange move(LeadId lead, Optional<Place> from, Place to) {
        return agency.in(() -> writing.move(lead, from, to));
    }

    /** The four usual stages, then won and lost. */
    private Place place(int n) {
        return agency.in(writing::places).get(n);
    }

    private LeadId enter(String email) {
        return new LeadId(UUID.fromString(agency.api()
                .post("/api/hubcrm/leads", Map.of("email", email))
                .json()
                .path("id")
                .asString()));
    }

    private Lead find(LeadId id) {
        return agency.in(() -> hub.part(Leads.class).find(id).orElseThrow());
    }

    private static LeadChange end(Future<LeadChange> move) {
        try {
            return move.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
