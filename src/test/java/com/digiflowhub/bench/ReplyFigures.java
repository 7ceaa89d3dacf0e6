package com.digiflowhub.bench;

import com.digiflowhub.bench.Report.Aim;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench reply}: as many people as messages, over all companies' numbers, each asks once: webhook, message, model, reply taken by
 * the provider.
 */
@Timeout(7200)
class ReplyFigures {
    private static final int PEOPLE = Sizes.of("people", 3_000);
    private static final int WARM = Sizes.of("warm", 1_000);
    private static final double PEER = 82;

    private final Report report = new Report("reply");

    @TempDir
    Path folder;

    @Test
    void reply() {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES)) {
            report.note("durable", rig.durability());
            report.note("people, one message each; numbers", PEOPLE + "; " + Sizes.WORKSPACES);
            double warm = Leads.whole(rig, 1, rig.doors(), WARM, 0).rate();
            report.figure("warm-up, whole conversations a second", warm, Aim.none());
            double full = Leads.whole(rig, 2, rig.doors(), PEOPLE, 0).rate();
            report.figure("whole conversations a second", full, Aim.atLeast(2_000));
            report.figure("of n8n's " + (int) PEER + "/s for less, times", full / PEER, Aim.none());
            Spread half = Leads.whole(rig, 3, rig.doors(), PEOPLE, full / 2).waits();
            report.figure(
                    "from the end of the wait to the reply taken, at half the rate, p50 ms", half.at(50), Aim.none());
            report.figure(
                    "from the end of the wait to the reply taken, at half the rate, p99 ms",
                    half.at(99),
                    Aim.atMost(150));
            report.note("answers 200 = people answered by one reply each", WARM + 2 * PEOPLE);
            report.write();
        }
    }
}
