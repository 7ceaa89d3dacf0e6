package com.digiflowhub.start;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Message;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slow pages hold every connection that pages and work may have. */
@Apart
class TakenConnectionsTest {
    @Test
    void webhooks_are_taken_all_the_same_pages_say_so_in_time_and_work_goes_on_afterwards() throws SQLException {
        try (RunningHub hub = RunningHub.start()) {
            ConnectedWorkspace agency = hub.newWorkspace();
            agency.answers("Bonjour !");
            PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
            ApiCaller api = agency.api();
            assertThat(browser.open("/inbox").status()).isEqualTo(200);

            List<Connection> taken = takeAll(hub.part("appPool", HikariDataSource.class));
            try {
                for (int n = 0; n < 5; n++) {
                    assertThat(agency.parcel()
                                    .text(CLAIRE, Parcel.newId(), "Message " + n)
                                    .post())
                            .isEqualTo(200);
                }
                PlainBrowser.Shown page = browser.open("/inbox");
                assertThat(page.status()).isEqualTo(503);
                assertThat(page.text()).contains("Un instant").contains("Réessayez dans quelques secondes");
                ApiCaller.Answered answer = api.get("/api/conversations");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json().path("type").asString()).contains("unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            } finally {
                for (Connection connection : taken) {
                    connection.close();
                }
            }

            agency.settle();
            assertThat(browser.open("/inbox").status()).isEqualTo(200);
            assertThat(agency.messages(CLAIRE).stream().map(Message::text))
                    .startsWith("Message 0", "Message 1", "Message 2", "Message 3", "Message 4")
                    .last()
                    .isEqualTo("Bonjour !");
            assertThat(agency.look("select reason from work.dead where workspace_id = :here"))
                    .isEmpty();
        }
    }

    private static List<Connection> takeAll(HikariDataSource pool) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < pool.getMaximumPoolSize()) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLTransientConnectionException workHasIt) {
                assertThat(pool.isClosed()).isFalse();
            }
        }
        return taken;
    }
}
