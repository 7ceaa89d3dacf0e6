package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Message;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Precedence;
import com.digiflowhub.platform.work.Wake;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with clocks of their own take envelopes of one connection: what was acknowledged first is read first. */
class EnvelopeOrderTest {
    private final RunningHub hub = RunningHub.start(Map.of("hub.work.running", "false"));
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @Test
    void what_a_node_with_a_fast_clock_took_first_is_read_before_what_a_slow_one_took_next() throws Exception {
        try (RunningHub running = hub;
                EnvelopeWriter fast = node(+60);
                EnvelopeWriter slow = node(-60)) {
            for (int n = 0; n < 5; n++) {
                fast.write(List.of(letter())).join();
                slow.write(List.of(letter())).join();
            }
            assertThat(agency.look("select id from work.item where workspace_id = :here order by due_at, id"))
                    .isEqualTo(agency.look("select id from work.item where workspace_id = :here order by id"))
                    .hasSize(10);
        }
    }

    @Test
    void a_database_whose_clock_jumped_is_not_believed() throws Exception {
        try (RunningHub running = hub;
                EnvelopeWriter node = node(-3_600_000)) {
            node.write(List.of(letter())).join();
            assertThat(
                            agency.look(
                                    "select due_at < clock_timestamp() - interval '59 minutes' from work.item where workspace_id = :here"))
                    .containsExactly("t");
        }
    }

    /** Whether its pause has still to end when another node looks, or not. */
    @ParameterizedTest
    @ValueSource(ints = {300, -300})
    void what_was_begun_before_a_crash_is_read_before_what_came_meanwhile(int comesBackInMillis) {
        try (RunningHub running = hub) {
            for (String words : List.of("one", "two", "three")) {
                assertThat(agency.parcel()
                                .text(Cast.CLAIRE, Parcel.newId(), words)
                                .post())
                        .isEqualTo(200);
            }
            hub.change("""
                    with item as (select id, payload, row_number() over (order by id) as n from work.item where kind = 'read'),
                         gone as (delete from work.item where id = (select id from item where n = 2))
                    update work.item set attempts = 1, held = true, due_at = clock_timestamp() + interval '%d ms',
                           payload = jsonb_build_object('envelopes', (select jsonb_agg(i.payload -> 'envelopes' -> 0 order by n) from item i where n < 3))
                     where id = (select id from item where n = 1)
                    """.formatted(comesBackInMillis));
            try (RunningHub other = hub.again(Map.of())) {
                Patience.waitFor(
                        "all of them", () -> agency.messages(Cast.CLAIRE).size(), size -> size == 3);
                assertThat(agency.messages(Cast.CLAIRE))
                        .extracting(Message::text)
                        .containsExactly("one", "two", "three");
            }
        }
    }

    private EnvelopeWriter node(long millisAhead) {
        return new EnvelopeWriter(
                hub.part("doorPool", DataSource.class),
                hub.part(Wake.class),
                new Precedence(),
                HubClock.anchoredAt(Instant.now().plusMillis(millisAhead)));
    }

    private EnvelopeWriter.Letter letter() {
        return new EnvelopeWriter.Letter(
                hub.part(HubClock.class).nextId(),
                agency.openConnection(),
                "read",
                "{}",
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
