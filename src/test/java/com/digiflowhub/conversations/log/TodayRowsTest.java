package com.digiflowhub.conversations.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Today in a workspace of ten thousand conversations: what is asked goes by index, and what is shown has an end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TodayRowsTest {
    private final RunningHub hub = RunningHub.start();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final TodayRows rows = hub.part(TodayRows.class);

    @BeforeAll
    void fill_the_workspace() {
        hub.change("""
                with people as (
                    insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                    select '%1$s', id, id, 'Lead ' || n, 'whatsapp', now(), now()
                      from (select gen_random_uuid() as id, n from generate_series(1, 10000) n) made returning id)
                insert into conversations.conversation (workspace_id, id, contact_id, connection_id, channel, number, last_at,
                                                        waiting_since, waiting_reason, created_at, updated_at)
                select '%1$s', gen_random_uuid(), id, '%2$s', 'whatsapp', '+33600000000', now(),
                       case when row_number() over () <= 200 then now() end,
                       case when row_number() over () <= 200 then 'asked' end, now(), now() from people
                """.formatted(agency.id(), agency.connection()));
        hub.change("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, text, state, reason,
                                                   at, created_at, state_at)
                select workspace_id, gen_random_uuid(), id, connection_id, 'user', 'Bonjour ' || n,
                       case when n = 2 and number_of <= 200 then 'unknown' else 'read' end, 'answer-lost',
                       now() + n * interval '1 second', now(), now() - interval '3 minutes'
                  from (select v.*, row_number() over () as number_of from conversations.conversation v
                         where v.workspace_id = '%1$s') talks, generate_series(1, 2) n
                """.formatted(agency.id()));
        hub.change("analyze conversations.message");
        hub.change("analyze conversations.conversation");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void counting_stops_at_a_hundred_and_a_list_has_an_end() {
        Instant now = hub.now();
        assertThat(agency.in(() -> rows.countToDecide(now, 100))).isEqualTo(100);
        assertThat(agency.in(() -> rows.toDecide(now, 8))).hasSize(8);
        assertThat(agency.in(() -> rows.countLed(1_001))).isEqualTo(1_001);
        String page = PlainBrowser.signedIn(hub, agency.owner()).open("/today").text();
        assertThat(page)
                .contains("Cent personnes ou plus attendent une réponse.", "L’assistant mène plus de")
                .contains("92 autres dans Conversations", "92 autres suivront", ">99+</b>");
        assertThat(page.split("class=\"waiter\"", -1)).hasSize(9);
    }

    @Test
    void what_is_to_be_decided_is_found_by_its_index() {
        String plan = String.join(
                "\n",
                hub.look("explain select m.id"
                        + TodayRows.TO_DECIDE
                                .replace("tenancy.here()", "'" + agency.id() + "'")
                                .replace(":since", "now() - interval '14 days'")
                                .replace(":told", "now() - interval '2 minutes'")));
        assertThat(plan).contains("message_to_decide").doesNotContain("Seq Scan on message");
    }
}
