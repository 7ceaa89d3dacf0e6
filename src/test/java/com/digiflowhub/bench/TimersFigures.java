package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench timers}: items that fall due all at once, each writes one row, with many more waiting; in all companies, two queues and
 * many lanes; with one lane flooded; with an old snapshot held open. Beside it a loop written by hand that claims 200, writes 200, commits.
 */
@Timeout(14400)
class TimersFigures {
    private static final int DUE = Sizes.of("due", 20_000);
    private static final int WAITING = Sizes.of("waiting", 1_000_000);
    private static final int LANES = Sizes.of("lanes", 2_000);
    private static final int WARM = Sizes.of("warm", 10_000);
    private static final int FLOOD = Sizes.of("flood", 20_000);
    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private final Report report = new Report("timers");

    @TempDir
    Path folder;

    @Test
    void timers() throws SQLException {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES, Map.of(), TimersNode.class)) {
            report.note("durable", rig.durability());
            report.note(
                    "due; waiting; lanes; companies", DUE + "; " + WAITING + "; " + LANES + "; " + Sizes.WORKSPACES);
            ClaimLoop loop = new ClaimLoop(rig);
            prepare(rig);
            double warm = run(rig, WARM);
            report.figure("warm-up, items done a second", warm, Aim.none());
            double even = run(rig, DUE);
            double flooded = flooded(rig);
            double old = underAnOldSnapshot(rig);
            double byHand = loop.rowsASecond(DUE, WAITING);
            report.figure("items done a second, " + WAITING + " waiting", even, Aim.atLeast(20_000));
            report.figure("with one lane of " + FLOOD + " in front", flooded, Aim.atLeast(15_000));
            report.figure("with an old snapshot held open", old, Aim.atLeast(15_000));
            report.figure("limit: the loop written by hand, 200 a commit, one thread, rows/s", byHand, Aim.none());
            report.figure("of the loop written by hand, %", 100 * even / byHand, Aim.atLeast(25));
            report.note("items due = rows written, each once, in order in its lane", WARM + 3 * DUE);
            report.write();
        }
    }

    private static void prepare(BenchRig rig) {
        rig.patientOwner().sql("create schema bench").update();
        rig.patientOwner()
                .sql("create table bench.company (place int primary key, id uuid not null)")
                .update();
        for (int n = 0; n < rig.clients().size(); n++) {
            rig.owner()
                    .sql("insert into bench.company values (:place, :id)")
                    .param("place", n)
                    .param("id", rig.clients().get(n).workspace())
                    .update();
        }
        rig.owner().sql("""
                create table bench.written (seq bigint generated always as identity, workspace_id uuid not null, n bigint not null,
                                            lane uuid not null, at timestamptz not null default clock_timestamp())
                """).update();
        rig.owner().sql("grant usage on schema bench to hub_app").update();
        rig.owner().sql("grant insert on bench.written to hub_app").update();
        put(rig, 0, WAITING, "now() + interval '1 year'", lane());
        rig.patientOwner().sql("vacuum (analyze) work.item").update();
    }

    /** One row each, in two queues of every company. */
    private static void put(BenchRig rig, int from, int items, String due, String lane) {
        rig.patientOwner()
                .sql("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                select w.id, case when n / %1$d %% 2 = 0 then 'hub' else 'model' end, %4$s, %5$s, '%6$s', jsonb_build_object('n', n)
                  from generate_series(%2$d, %2$d + %3$d - 1) n join bench.company w on w.place = n %% %1$d
                 order by n
                """.formatted(Sizes.WORKSPACES, from, items, due, lane, TimersNode.KIND))
                .update();
    }

    /** Items a second, from the moment at which all fall due to the last row. */
    private double run(BenchRig rig, int items) {
        rig.owner().sql("truncate bench.written").update();
        String due = inAWhile(rig);
        put(rig, 0, items, "'" + due + "'::timestamptz + make_interval(secs => n / 1e6)", lane());
        return rate(rig, items, due);
    }

    /** One lane of one company is flooded first; what counts is how fast everybody else's items go. */
    private double flooded(BenchRig rig) {
        rig.owner().sql("truncate bench.written").update();
        String due = inAWhile(rig);
        rig.patientOwner().sql("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                select w.id, 'hub', '%s'::timestamptz - interval '1 second', md5('flood')::uuid, '%s', jsonb_build_object('n', -n)
                  from generate_series(1, %d) n join bench.company w on w.place = 0
                """.formatted(due, TimersNode.KIND, FLOOD)).update();
        put(rig, 0, DUE, "'" + due + "'::timestamptz + make_interval(secs => n / 1e6)", lane());
        double rate = rate(rig, DUE, due);
        long flood = rig.one("select count(*) from bench.written where n < 0");
        report.note("of the flooded lane done in the meantime", flood);
        rig.patientOwner()
                .sql("delete from work.item where lane = md5('flood')::uuid")
                .update();
        rig.calm();
        return rate;
    }

    private double underAnOldSnapshot(BenchRig rig) throws SQLException {
        try (Connection old = rig.postgres().connect();
                Statement look = old.createStatement()) {
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            look.execute("select count(*) from work.desk");
            double rate = run(rig, DUE);
            old.rollback();
            return rate;
        }
    }

    private static double rate(BenchRig rig, int items, String due) {
        Patience.waitFor(
                "everything due is done",
                () -> rig.one("select count(*) from bench.written where n >= 0"),
                done -> done >= items,
                AT_MOST);
        rig.calm();
        assertThat(rig.one("select count(distinct n) from bench.written where n >= 0"))
                .as("each once")
                .isEqualTo(items)
                .isEqualTo(rig.one("select count(*) from bench.written where n >= 0"));
        assertThat(rig.one("""
                        select count(*) from (select n < lag(n) over (partition by workspace_id, lane, n / %d %% 2 order by seq) as late
                                                from bench.written where n >= 0) as pairs where late
                        """.formatted(Sizes.WORKSPACES)))
                .as("out of order in their lanes")
                .isZero();
        double seconds = rig.owner()
                .sql("select extract(epoch from max(at) - '" + due + "'::timestamptz) from bench.written where n >= 0")
                .query(Double.class)
                .single();
        return items / seconds;
    }

    private static String lane() {
        return "md5('lane' || n %% %d)::uuid".formatted(LANES);
    }

    /** By the database's clock; late enough that all are there when they fall due. */
    private static String inAWhile(BenchRig rig) {
        return rig.owner()
                .sql("select (clock_timestamp() + interval '8 seconds')::text")
                .query(String.class)
                .single();
    }
}
