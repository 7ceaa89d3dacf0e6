package com.digiflowhub.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages are named, ordered and removed, and no lead is lost on the way. */
class StagesTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final ApiCaller api = agency.api();
    private final Stages stages = hub.part(Stages.class);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_name_of_sixty_characters_is_taken_whole_and_one_more_is_too_long() {
        String longest = "é".repeat(Stages.LONGEST_NAME);
        assertThat(add("  " + longest + " ")).isInstanceOf(StageChange.Done.class);
        assertThat(names()).endsWith(longest);
        assertThat(add("x".repeat(Stages.LONGEST_NAME + 1))).isInstanceOf(StageChange.NameWrong.class);
        assertThat(rename(0, "x".repeat(Stages.LONGEST_NAME + 1))).isInstanceOf(StageChange.NameWrong.class);
        assertThat(names()).startsWith("new").hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\tb", "a\u0000b", "a\u0085b", "half \ud83d"})
    void a_name_that_nobody_can_read_is_refused(String name) {
        assertThat(add(name)).isInstanceOf(StageChange.NameWrong.class);
        assertThat(rename(1, name)).isInstanceOf(StageChange.NameWrong.class);
        assertThat(names()).isEqualTo(Stages.USUAL);
    }

    @Test
    void a_name_is_taken_whatever_its_capitals_but_a_stage_may_change_its_own() {
        assertThat(add("CONTACTED ")).isInstanceOf(StageChange.NameTaken.class);
        assertThat(rename(0, "Contacted")).isInstanceOf(StageChange.NameTaken.class);
        assertThat(rename(1, "Contacted")).isInstanceOf(StageChange.Done.class);
        assertThat(names()).containsExactly("new", "Contacted", "qualified", "appointment");
    }

    @Test
    void a_renamed_stage_keeps_its_id_its_place_and_how_long_its_leads_are_there() {
        UUID lead = enter("a@example.com", "contacted");
        String since = since(lead);
        StageId before = stage(1).id();
        assertThat(rename(1, "Called")).isEqualTo(new StageChange.Done(new Stage(before, "Called", 2)));
        assertThat(lead(lead).stage()).isEqualTo("Called");
        assertThat(since(lead)).as("it has not moved").isEqualTo(since);
        assertThat(agency.in(() -> stages.leads(stage(1)))).isOne();
    }

    @Test
    void won_leads_of_a_renamed_stage_go_along_and_can_be_opened_again_in_it() {
        UUID lead = enter("a@example.com", "qualified");
        put(lead, Map.of("status", "won"));
        assertThat(rename(2, "Keen")).isInstanceOf(StageChange.Done.class);
        put(lead, Map.of("status", "open"));
        assertThat(lead(lead).stage()).isEqualTo("Keen");
        assertThat(lead(lead).status()).isEqualTo(Lead.Status.OPEN);
    }

    @Test
    void a_place_outside_the_order_is_its_nearest_end() {
        place(1, Integer.MIN_VALUE);
        assertThat(names()).containsExactly("contacted", "new", "qualified", "appointment");
        place(0, Integer.MAX_VALUE);
        assertThat(names()).containsExactly("new", "qualified", "appointment", "contacted");
        place(3, 2);
        assertThat(names()).containsExactly("new", "contacted", "qualified", "appointment");
        place(1, 2);
        assertThat(names()).as("where it is").containsExactly("new", "contacted", "qualified", "appointment");
        assertThat(agency.in(stages::list)).extracting(Stage::position).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_stage_added_after_another_was_removed_stands_behind_the_others() {
        remove(1, Optional.empty());
        assertThat(agency.in(stages::list)).extracting(Stage::position).containsExactly(1, 2, 3);
        assertThat(add("Aaa")).isInstanceOf(StageChange.Done.class);
        assertThat(names()).containsExactly("new", "qualified", "appointment", "Aaa");
    }

    @Test
    void a_stage_with_a_lost_lead_holds_one_and_gives_it_to_the_stage_that_is_named() {
        UUID lead = enter("a@example.com", "contacted");
        put(lead, Map.of("status", "lost"));
        assertThat(remove(1, Optional.empty())).isEqualTo(new StageChange.HoldsLeads(1));
        assertThat(remove(1, Optional.of(stage(1).id()))).isInstanceOf(StageChange.NotThere.class);
        assertThat(remove(1, Optional.of(new StageId(UUID.randomUUID())))).isInstanceOf(StageChange.NotThere.class);
        assertThat(names()).as("nothing was removed").hasSize(4);
        assertThat(remove(1, Optional.of(stage(3).id()))).isInstanceOf(StageChange.Done.class);
        assertThat(lead(lead).stage()).isEqualTo("appointment");
        assertThat(lead(lead).status()).isEqualTo(Lead.Status.LOST);
    }

    @Test
    void the_last_stage_stays_even_when_it_is_empty_and_may_be_renamed() {
        for (int n = 0; n < 3; n++) {
            assertThat(remove(0, Optional.empty())).isInstanceOf(StageChange.Done.class);
        }
        assertThat(remove(0, Optional.empty())).isInstanceOf(StageChange.LastOne.class);
        assertThat(rename(0, "Only one")).isInstanceOf(StageChange.Done.class);
        assertThat(lead(enter("a@example.com", "")).stage()).as("who arrives").isEqualTo("Only one");
    }

    @Test
    void a_stage_of_another_workspace_is_not_there() {
        ConnectedWorkspace other = hub.newWorkspace();
        StageId theirs = other.in(stages::list).getFirst().id();
        assertThat(agency.in(() -> stages.find(theirs))).isEmpty();
        assertThat(agency.in(() -> stages.rename(theirs, "Stolen"))).isInstanceOf(StageChange.NotThere.class);
        assertThat(agency.in(() -> stages.place(theirs, 4))).isInstanceOf(StageChange.NotThere.class);
        assertThat(agency.in(() -> stages.remove(theirs, Optional.empty()))).isInstanceOf(StageChange.NotThere.class);
        assertThat(remove(0, Optional.of(theirs))).isInstanceOf(StageChange.NotThere.class);
        assertThat(other.in(stages::list)).extracting(Stage::name).isEqualTo(Stages.USUAL);
        other.close();
    }

    private StageChange add(String name) {
        return agency.in(() -> stages.add(name));
    }

    private StageChange rename(int n, String name) {
        StageId id = stage(n).id();
        return agency.in(() -> stages.rename(id, name));
    }

    private void place(int n, int position) {
        StageId id = stage(n).id();
        assertThat(agency.in(() -> stages.place(id, position))).isInstanceOf(StageChange.Done.class);
    }

    private StageChange remove(int n, Optional<StageId> to) {
        StageId id = stage(n).id();
        return agency.in(() -> stages.remove(id, to));
    }

    private Stage stage(int n) {
        return agency.in(stages::list).get(n);
    }

    private List<String> names() {
        return agency.in(stages::list).stream().map(Stage::name).toList();
    }

    private UUID enter(String email, String stage) {
        return UUID.fromString(api.post("/api/hubcrm/leads", Map.of("email", email, "stage", stage))
                .json()
                .path("id")
                .asString());
    }

    private void put(UUID lead, Map<String, Object> body) {
        assertThat(api.put("/api/hubcrm/leads/" + lead, body).status()).isEqualTo(200);
    }

    private Lead lead(UUID id) {
        return agency.in(() -> hub.part(Leads.class).find(new LeadId(id)).orElseThrow());
    }

    private String since(UUID id) {
        return lead(id).stageSince().toString();
    }
}
