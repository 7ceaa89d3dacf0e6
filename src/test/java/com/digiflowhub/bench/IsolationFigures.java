package com.digiflowhub.bench;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Client;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench isolation}: how long the leads of well-behaved companies wait, by themselves and while four others misbehave; the same
 * load in both, and by themselves once more afterwards, since a hub grows warmer while it works.
 */
@Timeout(7200)
class IsolationFigures {
    /** Of all the others together; modest, so that the machine is not at its end with the four besides. */
    private static final double RATE = Sizes.rate("rate", 2);

    private static final int SECONDS = Sizes.of("seconds", 120);
    private static final int WARM = Sizes.of("warm", 4_000);
    private static final int ENTRIES = Sizes.of("entries", 20_000);
    private static final int CONNECTIONS = 16;
    /** The four begin before the others and end after them. */
    private static final int LONGER = 10;

    private static final Map<String, String> NO_LIMIT_FOR_THE_ONE_THAT_DELETES =
            Map.of("RATE_LIMIT_REQUESTS", "100000");

    private final Report report = new Report("isolation");

    @TempDir
    Path folder;

    @Test
    void isolation() {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES, NO_LIMIT_FOR_THE_ONE_THAT_DELETES)) {
            List<Client> others = rig.clients().subList(Misbehaving.COMPANIES, Sizes.WORKSPACES);
            report.note("durable", rig.durability());
            report.note("companies that behave; their leads a second, all together", others.size() + "; " + RATE);
            double warm = Leads.whole(rig, 1, rig.doors(), WARM, 0).rate();
            report.figure("warm-up, whole conversations a second: what the machine can do", warm, Aim.none());
            Misbehaving four = new Misbehaving(rig, RATE / others.size(), SECONDS + LONGER, ENTRIES);
            rig.calm();
            Leads alone = ask(rig, others, 11);
            rig.calm();
            four.begin();
            Leads beside = ask(rig, others, 12);
            four.end();
            Leads again = ask(rig, others, 13);
            double quietest = Math.min(alone.waits().at(95), again.waits().at(95));
            tell("alone", alone.waits());
            tell("while four misbehave", beside.waits());
            tell("alone again", again.waits());
            report.figure(
                    "p95 while four misbehave, of the better alone, times",
                    beside.waits().at(95) / quietest,
                    Aim.atMost(2));
            report.note("leads of the others: asked = answered once, each time", alone.asked());
            four.tell(report);
            report.write();
        }
    }

    private Leads ask(BenchRig rig, List<Client> companies, int sign) {
        Leads leads = new Leads(rig, sign, companies);
        leads.ask(CONNECTIONS, rig.doors(), (int) Math.ceil(RATE * SECONDS), RATE);
        leads.awaitReplies();
        leads.eachAnsweredOnce();
        return leads;
    }

    private void tell(String when, Spread waits) {
        report.figure(when + ": wait of a lead of the others, p50 ms", waits.at(50), Aim.none());
        report.figure(when + ": wait of a lead of the others, p95 ms", waits.at(95), Aim.none());
    }
}
