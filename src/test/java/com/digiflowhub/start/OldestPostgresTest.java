package com.digiflowhub.start;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.DebianPostgres;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a message with a database that somebody else runs, of the oldest version promised. */
@Apart
class OldestPostgresTest {
    @Test
    void a_lead_writes_and_is_answered_on_postgresql_15(@TempDir Path folder) {
        try (DebianPostgres server = DebianPostgres.start(folder)) {
            DatabaseAddress given = server.newDatabase("agency_hub");
            try (RunningHub hub = RunningHub.startOn(given, Map.of())) {
                assertThat(hub.look("show server_version")).first().asString().startsWith("15.");
                assertThat(hub.look("select connections.make_envelope_days(now() - interval '40 days')"))
                        .containsExactly("t");
                assertThat(hub.look("select connections.leave_envelope_day(now())"))
                        .containsExactly("t");
                ConnectedWorkspace agency = hub.newWorkspace();
                agency.answers("Bonjour ! La formation coûte 490 €.");
                Phone phone = agency.phone(CLAIRE);

                phone.writes("Bonjour, c'est combien la formation ?");

                assertThat(Patience.waitFor("the answer on the phone", phone::received, list -> !list.isEmpty())
                                .getFirst()
                                .text())
                        .isEqualTo("Bonjour ! La formation coûte 490 €.");
                Patience.waitUntil(
                        "the answer read",
                        () -> agency.waitForMessage(CLAIRE, "Bonjour ! La formation coûte 490 €.")
                                        .state()
                                == MessageState.READ);
            }
        }
    }
}
