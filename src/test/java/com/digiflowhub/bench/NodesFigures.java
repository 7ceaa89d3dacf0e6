package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench nodes}: the work of {@code reply} with one node, then with two on the same database and the webhooks spread over both;
 * then one of them is killed at work, and the other is measured by itself once more, since both nodes were warmer by then than the first
 * time. Each time with a model that answers at once, where the machine that all share is the limit and two nodes can hardly be faster, and
 * with one that takes as long as models do, where what a node has on its way at once is the limit.
 */
@Timeout(7200)
class NodesFigures {
    private static final int PEOPLE = Sizes.of("people", 1_500);
    private static final int WARM = Sizes.of("warm", 1_000);
    private static final int LEASE = Sizes.of("lease", 10);
    private static final int LOAD_SECONDS = Sizes.of("seconds", 60);
    private static final int MODEL_MILLIS = Sizes.of("model-millis", 2_000);

    private final Report report = new Report("nodes");

    @TempDir
    Path folder;

    @Test
    void nodes() {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES, Map.of("HUB_WORK_LEASE", LEASE + "s"))) {
            report.note("durable", rig.durability());
            report.note("people, one message each; numbers", PEOPLE + "; " + Sizes.WORKSPACES);
            List<Integer> oneDoor = rig.doors();
            double warm = Leads.whole(rig, 1, oneDoor, WARM, 0).rate();
            report.figure("warm-up, whole conversations a second", warm, Aim.none());
            Rates first = measure(rig, "one node", 2, oneDoor);
            UUID survivor = nodes(rig).iterator().next();
            BenchRig.Node second = rig.join();
            awaitHalves(rig);
            // As long for each as for the first; twice, because the providers' journal remembers only so many.
            var ignored = Leads.whole(rig, 4, rig.doors(), WARM, 0);
            double both = Leads.whole(rig, 10, rig.doors(), WARM, 0).rate();
            report.figure("warm-up with two nodes, whole conversations a second", both, Aim.none());
            Rates two = measure(rig, "two nodes", 5, rig.doors());
            int struck = kill(rig, second, survivor, two.atOnce() / 2);
            Rates again = measure(rig, "the survivor alone", 8, oneDoor);
            report.figure(
                    "two nodes, of the better of one node's two figures",
                    two.atOnce() / Math.max(first.atOnce(), again.atOnce()),
                    Aim.atLeast(1));
            report.figure(
                    "the same with the model that takes its time",
                    two.waiting() / Math.max(first.waiting(), again.waiting()),
                    Aim.atLeast(1));
            report.note(
                    "answers 200 = people with one reply each, or put before a person", 3 * WARM + 6 * PEOPLE + struck);
            report.write();
        }
    }

    /** Whole conversations a second with a model that answers at once, and with one that takes its time. */
    private record Rates(double atOnce, double waiting) {}

    private Rates measure(BenchRig rig, String who, int sign, List<Integer> doors) {
        double atOnce = Leads.whole(rig, sign, doors, PEOPLE, 0).rate();
        report.figure(who + ": whole conversations a second", atOnce, Aim.none());
        rig.sandbox().faulty("openai", "DELAY", 1, String.valueOf(MODEL_MILLIS), 1);
        double waiting = Leads.whole(rig, sign + 1, doors, PEOPLE, 0).rate();
        rig.sandbox().faultless();
        report.figure(
                who + ": with a model that takes " + MODEL_MILLIS + " ms, whole conversations a second",
                waiting,
                Aim.none());
        return new Rates(atOnce, waiting);
    }

    /** At half of what both did, so that what is found waiting is what the dead one left. How many asked. */
    private int kill(BenchRig rig, BenchRig.Node victim, UUID survivor, double rate) {
        Leads leads = new Leads(rig, 7, rig.clients());
        int people = (int) Math.ceil(rate * LOAD_SECONDS);
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(() -> leads.ask(Sizes.CONNECTIONS, rig.doors(), people, rate));
        Patience.waitFor("half of them asked", leads::asked, asked -> asked >= people / 2, Leads.AT_MOST);
        Set<UUID> orphans = desksOfOthers(rig, survivor);
        long atWork = items(rig, orphans);
        Instant struck = Instant.now();
        victim.process().kill();
        Instant gone = Instant.now();
        Patience.waitFor("its desks are taken", () -> desksOfOthers(rig, survivor), Set::isEmpty, Leads.AT_MOST);
        double taken = seconds(struck, Instant.now());
        load.join();
        leads.awaitReplies();
        rig.calm();
        int answered = leads.answered().size();
        report.note("killed (SIGKILL) at work: it held desks; with items", orphans.size() + "; " + atWork);
        report.figure("from the kill until the other held them, s; the lease", taken, Aim.atMost(LEASE));
        report.figure(
                "from the kill until the first thing at one of them was done, s",
                seconds(struck, firstDone(rig, orphans, gone)),
                Aim.none());
        report.figure(
                "longest wait of a lead at its desks, s",
                leads.waits(company -> orphans.contains(company.workspace())).at(100) / 1e3,
                Aim.none());
        report.figure(
                "longest wait of a lead at the other's desks, s",
                leads.waits(company -> !orphans.contains(company.workspace())).at(100) / 1e3,
                Aim.none());
        report.note("leads who asked around the kill; answered exactly once", people + "; " + answered);
        // Killed between the beginning of an attempt and its end: nobody can know whether it left, so a person is
        // asked.
        Set<String> unknown = leads.withReply("unknown");
        report.note("replies of unknown outcome, put before a person, not sent again", unknown.size());
        assertThat(unknown).as("whoever has no reply is put before a person").containsAll(leads.unanswered());
        return people;
    }

    /** By the clock of whoever wrote it, which after the kill is the survivor alone. */
    private static Instant firstDone(BenchRig rig, Set<UUID> desks, Instant after) {
        return rig.owner()
                .sql("""
                select min(at) from (select created_at as at from conversations.message where workspace_id = any (:desks::uuid[])
                                     union all
                                     select state_at from conversations.message where workspace_id = any (:desks::uuid[])) as done
                 where at > :after
                """)
                .param("desks", desks.toArray(UUID[]::new))
                .param("after", Timestamp.from(after))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static Set<UUID> nodes(BenchRig rig) {
        return rig.owner().sql("select distinct node_id from work.desk").query(UUID.class).list().stream()
                .collect(Collectors.toSet());
    }

    private static Set<UUID> desksOfOthers(BenchRig rig, UUID node) {
        return rig
                .owner()
                .sql("select workspace_id from work.desk where node_id is distinct from :node")
                .param("node", node)
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    private static long items(BenchRig rig, Set<UUID> desks) {
        return rig.owner()
                .sql("select count(*) from work.item where workspace_id = any (:desks::uuid[])")
                .param("desks", desks.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private static void awaitHalves(BenchRig rig) {
        Patience.waitFor(
                "each node holds its half of the desks",
                () -> rig.one("""
                        select case when count(*) = 2 and sum(held) = (select count(*) from work.desk) then max(held) - min(held) else 99 end
                          from (select count(*) as held from work.desk where node_id is not null group by node_id) as shares
                        """),
                difference -> difference <= 1,
                Leads.AT_MOST);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
