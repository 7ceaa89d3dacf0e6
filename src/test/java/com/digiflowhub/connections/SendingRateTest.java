package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person sets as a number's messages per second is what its queue is held to. */
class SendingRateTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_number_begins_with_eighty_a_second_and_keeps_what_is_set_since() {
        assertThat(rates()).containsExactly(List.of(Connection.queue(agency.connection()), "80"));
        assertThat(set("5")).isInstanceOf(Saved.Kept.class);
        assertThat(rates()).containsExactly(List.of(Connection.queue(agency.connection()), "5"));
        for (String wrong : List.of("0", "1001", "fast")) {
            assertThat(set(wrong)).as(wrong).isInstanceOf(Saved.Wrong.class);
        }
        assertThat(rates()).containsExactly(List.of(Connection.queue(agency.connection()), "5"));
    }

    private Saved set(String perSecond) {
        Map<String, String> given = new HashMap<>(ConnectedWorkspace.settings(agency.sandbox()));
        given.put("messagesPerSecond", perSecond);
        return agency.in(() -> agency.part(Connections.class).update(agency.connection(), "WhatsApp", given));
    }

    private List<List<String>> rates() {
        return agency.rows("select queue, per_second from work.pace where workspace_id = :here");
    }
}
