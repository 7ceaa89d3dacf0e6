package com.digiflowhub.assistant.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub is killed after it set aside what an analysis costs and before the model answered. */
@Apart
class KilledBetweenTest {
    private static final String BOOKS = """
            select (select count(*) from ledger.reservation where state = 'open') || ' open, '
                || (select count(*) from ledger.entry where why = 'analysis') || ' paid, '
                || coalesce((select balance from ledger.account where kind = 'credits.left'), 1000) || ' tenths left, '
                || (select count(*) from assistant.assessment where made_by = 'model') || ' scores by the model'
            """;

    @Test
    void a_hub_killed_between_reservation_and_settlement_pays_once(@TempDir Path folder) {
        int port = HubProcess.freePort();
        try (Sandbox sandbox = Sandbox.start(
                        SandboxSettings.standard().with(WhatsAppSettings.DEMO).callingBack(HubProcess.door(port)));
                HubProcess hub = HubProcess.start(folder, port, HubProcess.variables(sandbox))) {
            hub.awaitAnswers();
            sandbox.model().faults().next(Fault.HANG, 1_000, "60000");
            sandbox.phone("33639980001", "Inès").writes("C'est combien ? Je voudrais m'inscrire");
            Patience.waitUntil("it was set aside", () -> books(hub).startsWith("1 open"));
            String before = books(hub);
            hub.killHub();
            sandbox.model().faults().clear();
            hub.startAgain();
            hub.awaitAnswers();
            Patience.waitUntil("it was weighed", () -> books(hub).endsWith("1 scores by the model"));
            String after = books(hub);
            Figures.write("killed-between", "at the kill: %s\nafterwards:  %s\n".formatted(before, after));
            assertThat(before).isEqualTo("1 open, 0 paid, 1000 tenths left, 0 scores by the model");
            assertThat(after).isEqualTo("0 open, 1 paid, 998 tenths left, 1 scores by the model");
        }
    }

    private static String books(HubProcess hub) {
        try (Connection database = hub.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(BOOKS)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        } catch (SQLException notNow) {
            return "the database is away";
        }
    }
}
