package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How fast one number sends to as many people as messages, by its own setting and by how long the provider takes. */
class SendingRateFigures {
    private static final int PEOPLE = 600;

    @Test
    void one_number_keeps_its_rate_whatever_the_provider_takes() {
        StringBuilder report =
                new StringBuilder("rate set | provider takes | attempts a second | most in any second%n".formatted());
        try (RunningHub hub = RunningHub.start()) {
            for (int latency : List.of(0, 200, 500)) {
                report.append(measure(hub, 80, latency));
            }
            report.append(measure(hub, 250, 200));
        }
        Figures.write("sending-rate", report.toString());
    }

    private static String measure(RunningHub hub, int rate, int latency) {
        ConnectedWorkspace agency = hub.newWorkspace();
        agency.sandbox().whatsApp().account().subscribed(false);
        Map<String, String> settings = new HashMap<>(ConnectedWorkspace.settings(agency.sandbox()));
        settings.put("messagesPerSecond", String.valueOf(rate));
        assertThat(agency.in(() -> hub.part(Connections.class).update(agency.connection(), "", settings)))
                .isNotNull();
        Parcel everybody = agency.parcel();
        for (int n = 0; n < PEOPLE; n++) {
            everybody.text(Cast.somebody(n), Parcel.newId(), "Bonjour");
        }
        assertThat(everybody.post()).isEqualTo(200);
        agency.settle();
        if (latency > 0) {
            agency.sandbox().whatsApp().faults().on(Fault.DELAY, String.valueOf(latency));
        }
        agency.look("select id from conversations.conversation where workspace_id = :here")
                .forEach(id -> agency.in(() -> hub.part(Conversations.class)
                        .write(
                                new ConversationId(UUID.fromString(id)),
                                agency.owner(),
                                UUID.randomUUID().toString(),
                                "Bonjour",
                                Promise.STRICT)));
        Patience.waitFor(
                "all sent",
                () -> agency.look("select count(*) from conversations.attempt where workspace_id = :here"
                        + " and result = 'accepted'"),
                List.of(String.valueOf(PEOPLE))::equals,
                Duration.ofMinutes(2));
        List<String> found = agency.rows("""
                select round((count(*) - 1) / extract(epoch from max(started_at) - min(started_at)), 1),
                       max(most) from (select started_at, count(*) over (order by started_at
                              range between current row and interval '999 milliseconds' following) as most
                         from conversations.attempt where workspace_id = :here) a
                """).getFirst();
        return "%8d | %11d ms | %17s | %18s%n".formatted(rate, latency, found.get(0), found.get(1));
    }
}
