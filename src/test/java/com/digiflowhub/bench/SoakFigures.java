package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench soak}: whole conversations at half of what the machine can do, for long; from a third to two thirds of the time a
 * snapshot that has been read from is held open, as a report or a backup does it. A line every five minutes, or every tenth of the time.
 */
@Timeout(43200)
class SoakFigures {
    private static final int MINUTES = Sizes.of("minutes", 60);
    private static final int WARM = Sizes.of("warm", 1_000);
    private static final int PROBE = Sizes.of("people", 600);
    /** Conversations a second; 0 is half of what a short measurement reaches. */
    private static final double RATE = Sizes.rate("rate", 0);

    private static final int FEWEST_LINES = 10;
    private static final int LINE_SECONDS = Math.min(300, MINUTES * 60 / FEWEST_LINES);
    private static final int LINES = MINUTES * 60 / LINE_SECONDS;
    private static final int OPENED_AFTER = Math.round(LINES / 3f);
    private static final int CLOSED_AFTER = Math.round(LINES * 2 / 3f);
    /** The first line is warm-up. */
    private static final int FIRST_THAT_COUNTS = 1;

    private final Report report = new Report("soak");
    private final List<Line> lines = new ArrayList<>();

    @TempDir
    Path folder;

    /** What one stretch of time was like, looked at when its leads had their replies. */
    private record Line(
            long done,
            double p99,
            double heap,
            double resident,
            double dead,
            double items,
            double envelopes,
            double each) {}

    /** A column, how much it may have grown at the end, and since which line. */
    private record Column(Flat rule, int since, ToDoubleFunction<Line> of) {}

    @Test
    void soak() throws SQLException {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES)) {
            report.note("durable", rig.durability());
            Leads warm = Leads.whole(rig, 1, rig.doors(), WARM, 0);
            report.figure("warm-up, whole conversations a second", warm.rate(), Aim.none());
            double rate = RATE > 0 ? RATE : half(rig);
            report.figure("load from now on, conversations a second", rate, Aim.none());
            report.note("minutes; a line each, s; numbers", MINUTES + "; " + LINE_SECONDS + "; " + Sizes.WORKSPACES);
            report.note(
                    "an old snapshot is open from minute to minute",
                    minute(OPENED_AFTER) + " to " + minute(CLOSED_AFTER));
            report.note("heap: after a collection; work.item and envelopes: with indexes and TOAST", "");
            run(rig, rate);
            report.courseEnds();
            boolean flat = judge();
            report.write();
            assertThat(flat).as("every column is flat").isTrue();
        }
    }

    private double half(BenchRig rig) {
        double full = Leads.whole(rig, 2, rig.doors(), PROBE, 0).rate();
        report.figure("whole conversations a second, as fast as it goes", full, Aim.none());
        return full / 2;
    }

    /** The next leads begin to ask when the last of the former has; what these became is looked at meanwhile. */
    private void run(BenchRig rig, double rate) throws SQLException {
        int people = Math.max(1, (int) Math.round(rate * LINE_SECONDS));
        List<Leads> all = new ArrayList<>();
        for (int n = 0; n < LINES; n++) {
            all.add(new Leads(rig, 10 + n, rig.clients()));
        }
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        CompletableFuture<Void> former = CompletableFuture.completedFuture(null);
        for (Leads leads : all) {
            former = former.thenRunAsync(
                    () -> leads.ask(Sizes.CONNECTIONS, rig.doors(), people, rate),
                    task -> Thread.ofPlatform().start(task));
            asked.add(former);
        }
        HubMemory memory = new HubMemory(rig.node().process());
        try (Connection old = rig.postgres().connect()) {
            for (int n = 0; n < LINES; n++) {
                asked.get(n).join();
                all.get(n).awaitReplies();
                all.get(n).eachAnsweredOnce();
                tell(n, look(rig, memory, all.get(n)));
                snapshot(old, n + 1);
            }
        }
    }

    private static void snapshot(Connection old, int linesDone) throws SQLException {
        if (linesDone == OPENED_AFTER) {
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement look = old.createStatement()) {
                look.execute("select count(*) from work.item");
            }
        }
        if (linesDone == CLOSED_AFTER) {
            old.rollback();
        }
    }

    private static Line look(BenchRig rig, HubMemory memory, Leads leads) {
        double envelopes = rig.one("""
                select sum(pg_total_relation_size(relid)) from pg_partition_tree('connections.envelope') where isleaf""");
        return new Line(
                leads.asked(),
                leads.waits().at(99),
                memory.heap(),
                memory.resident(),
                rig.one("select n_dead_tup from pg_stat_user_tables where schemaname = 'work' and relname = 'item'"),
                rig.one("select pg_total_relation_size('work.item')"),
                envelopes,
                envelopes / rig.one("select count(*) from connections.envelope"));
    }

    private void tell(int n, Line line) {
        lines.add(line);
        boolean open = n >= OPENED_AFTER && n < CLOSED_AFTER;
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("minute", minute(n + 1) + (open ? " old" : ""));
        cells.put("conversations", line.done());
        cells.put("wait p99 ms", line.p99());
        cells.put("heap MB", line.heap());
        cells.put("RSS MB", line.resident());
        cells.put("dead items", line.dead());
        cells.put("work.item KB", line.items() / 1024);
        cells.put("envelopes KB", line.envelopes() / 1024);
        cells.put("B an envelope", line.each());
        report.line(cells);
    }

    /**
     * What is deleted while a snapshot is open cannot be cleared away before it is closed, and the space is kept for use again: so dead items
     * must be back where they were, and the table must not have grown any more since.
     */
    private boolean judge() {
        report.note("flat = the last line is at most x times the line it is compared with, plus y", "");
        report.note("  compared with the second line (the first is warm-up); work.item with the line", "");
        report.note("  at which the snapshot was closed, since its space is kept to be used again", "");
        boolean flat = true;
        for (Column column : List.of(
                new Column(new Flat("wait p99 ms", 1.5, 250), FIRST_THAT_COUNTS, Line::p99),
                new Column(new Flat("heap MB", 1.25, 32), FIRST_THAT_COUNTS, Line::heap),
                new Column(new Flat("RSS MB", 1.25, 64), FIRST_THAT_COUNTS, Line::resident),
                new Column(new Flat("dead items", 1.5, 10_000), FIRST_THAT_COUNTS, Line::dead),
                new Column(new Flat("work.item KB", 1.1, 1_024), CLOSED_AFTER - 1, line -> line.items() / 1024),
                new Column(new Flat("B an envelope", 1.1, 200), FIRST_THAT_COUNTS, Line::each))) {
            List<Double> values =
                    lines.stream().mapToDouble(column.of()).boxed().toList();
            Flat.Verdict verdict = column.rule().judge(values, column.since());
            report.note(column.rule().column(), verdict.said());
            flat &= verdict.flat();
        }
        double worst = lines.subList(OPENED_AFTER, CLOSED_AFTER).stream()
                .mapToDouble(Line::p99)
                .max()
                .orElseThrow();
        report.figure("worst p99 of a wait while the old snapshot was open, ms", worst, Aim.none());
        return flat;
    }

    private static String minute(int lines) {
        return Report.number(lines * LINE_SECONDS / 60.0);
    }
}
