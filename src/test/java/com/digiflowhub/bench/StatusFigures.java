package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench status}: two delivery statuses for each of many messages that were sent, one a webhook: accepted, matched, moved forward,
 * visible. Beside it the same rows moved by plain statements, 200 a commit.
 */
@Timeout(7200)
class StatusFigures {
    private static final int MESSAGES = Sizes.of("messages", 5_000);
    private static final int WARM = Sizes.of("warm", 1_000);
    private static final int PEOPLE = Sizes.of("people", 500);
    private static final int A_COMMIT = 200;
    private static final String MOVE = """
            update conversations.message m set state = ?, state_at = now() from unnest(?::uuid[], ?::uuid[]) as told (workspace_id, id)
             where m.workspace_id = told.workspace_id and m.id = told.id
            """;
    private static final List<String> TOLD = List.of("delivered", "read");
    private static final Duration AT_MOST = Duration.ofMinutes(20);

    private record Row(UUID workspace, UUID id) {}

    private final Report report = new Report("status");

    @TempDir
    Path folder;

    @Test
    void status() throws SQLException {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES)) {
            report.note("durable", rig.durability());
            report.note("messages sent; statuses each; numbers", MESSAGES + "; 2; " + Sizes.WORKSPACES);
            Seed seed = new Seed(rig);
            seed.people(PEOPLE);
            seed.sent("warm", WARM);
            seed.sent("bench", MESSAGES);
            tell(rig, "warm", WARM);
            double rate = tell(rig, "bench", MESSAGES);
            report.figure("statuses accepted, matched, moved forward and visible a second", rate, Aim.atLeast(8_000));
            double alone = alone(rig);
            report.figure("limit: the same rows moved by plain statements, 200 a commit, rows/s", alone, Aim.none());
            report.figure("of the plain statements, %", 100 * rate / alone, Aim.none());
            report.note("answers 200 = statuses that moved a message", 2 * (WARM + MESSAGES));
            report.write();
        }
    }

    /** Until all are read: statuses a second from the first webhook to the last row. */
    private static double tell(BenchRig rig, String sign, int messages) {
        int all = TOLD.size() * messages;
        long began = System.nanoTime();
        Pressure.Felt felt = new Pressure(
                        Sizes.CONNECTIONS, rig.webhooksPort(), rig.account().appSecret())
                .press(
                        place -> Webhook.status(
                                rig.account().accountId(),
                                rig.clients()
                                        .get((int) (place / 2 % Sizes.WORKSPACES))
                                        .number(),
                                Seed.providerId(sign, place / 2),
                                TOLD.get((int) (place % 2))),
                        all,
                        AT_MOST,
                        0);
        assertThat(felt.taken()).as("acknowledged").isEqualTo(all);
        Patience.waitFor(
                "all are read",
                () -> rig.one(
                        "select count(*) from conversations.message where provider_id like 'wamid.%s.%%' and state <> 'read'"
                                .formatted(sign)),
                left -> left == 0,
                AT_MOST);
        double seconds = (System.nanoTime() - began) / 1e9;
        rig.calm();
        assertThat(rig.one("select count(*) from conversations.early_status"))
                .as("matched")
                .isZero();
        return all / seconds;
    }

    /** The same rows, put back to where they were. */
    private static double alone(BenchRig rig) throws SQLException {
        rig.owner()
                .sql("update conversations.message set state = 'sent' where provider_id like 'wamid.bench.%'")
                .update();
        rig.owner().sql("vacuum (analyze) conversations.message").update();
        List<Row> rows = rig.owner()
                .sql(
                        "select workspace_id, id from conversations.message where provider_id like 'wamid.bench.%' order by id")
                .query((row, n) -> new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        long began = System.nanoTime();
        try (Connection connection = rig.postgres().connect();
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            for (String state : TOLD) {
                for (List<Row> some : inParts(rows)) {
                    move.setString(1, state);
                    move.setArray(2, array(connection, some, Row::workspace));
                    move.setArray(3, array(connection, some, Row::id));
                    assertThat(move.executeUpdate()).isEqualTo(some.size());
                }
            }
        }
        return TOLD.size() * rows.size() / ((System.nanoTime() - began) / 1e9);
    }

    private static Array array(Connection connection, List<Row> rows, Function<Row, UUID> of) throws SQLException {
        return connection.createArrayOf("uuid", rows.stream().map(of).toArray());
    }

    private static List<List<Row>> inParts(List<Row> rows) {
        List<List<Row>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += A_COMMIT) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + A_COMMIT)));
        }
        return parts;
    }
}
