package com.digiflowhub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hub on show that is killed while it furnishes goes on where it was. */
class FurnishingTest {
    private static final Map<String, String> DEMO = Map.of("HUB_MODE", "demo");
    private static final String STANDS = """
            select w.name || ' ' || (select count(*) from conversations.conversation c where c.workspace_id = w.workspace_id)
                          || ' ' || (select count(*) from assistant.qa_entry q where q.workspace_id = w.workspace_id)
                          || ' ' || (select count(*) from crm.lead l where l.workspace_id = w.workspace_id)
                          || ' ' || (select count(*) from ledger.entry e where e.workspace_id = w.workspace_id and e.why = 'grant')
              from identity.workspace w order by 1
            """;

    @Test
    void killed_as_soon_as_it_is_ready_it_is_whole_after_the_next_start() {
        RunningHub killed = RunningHub.start(DEMO);
        killed.close();
        try (RunningHub next = killed.again(DEMO)) {
            whole(next);
        }
    }

    @Test
    void killed_between_two_steps_it_repeats_none_and_leaves_none_out() {
        RunningHub killed = RunningHub.start(DEMO);
        Patience.waitUntil("all companies are furnished", killed.part(Backstage.class)::done);
        killed.close();
        undo(killed, "Rive Droite Immobilier", "assistant.assessment", "ledger.reservation");
        try (RunningHub next = killed.again(DEMO)) {
            whole(next);
            assertThat(next.look("""
                    select count(*) > 15 from assistant.assessment a join identity.workspace w on w.workspace_id = a.workspace_id
                     where w.name = 'Rive Droite Immobilier'
                    """)).containsExactly("t");
        }
    }

    @Test
    void the_first_page_waits_for_the_first_company_alone_and_the_others_say_that_they_are_being_furnished() {
        try (RunningHub hub = RunningHub.start(DEMO)) {
            Backstage backstage = hub.part(Backstage.class);
            FirstOwner.Founded founded = hub.part(FirstOwner.class).founded().orElseThrow();
            assertThat(hub.in(founded.workspace(), backstage::furnishing)).isFalse();
            assertThat(hub.part(Workspaces.class).of(founded.owner())).hasSize(3);
            Patience.waitUntil("all companies are furnished", backstage::done);
            hub.part(Workspaces.class)
                    .of(founded.owner())
                    .forEach(member -> assertThat(hub.in(member.workspace(), backstage::furnishing))
                            .isFalse());
        }
    }

    private static void whole(RunningHub hub) {
        Patience.waitUntil("all companies are furnished", hub.part(Backstage.class)::done);
        Patience.waitUntil(
                "each has its people, entries, leads and grants, once",
                () -> hub.look(STANDS)
                        .equals(List.of(
                                "Harbourside Dental 12 29 12 2",
                                "Maroni Formation 12 26 12 1",
                                "Rive Droite Immobilier 12 32 12 2")));
    }

    private static void undo(RunningHub hub, String company, String... tables) {
        for (String table : tables) {
            hub.change("delete from " + table
                    + " where workspace_id = (select workspace_id from identity.workspace where name = '" + company
                    + "')");
        }
    }
}
