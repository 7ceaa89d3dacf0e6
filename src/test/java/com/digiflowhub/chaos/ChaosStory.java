package com.digiflowhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Not part of the build: {@code bin/chaos}. */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ChaosStory {
    private static final Order ORDER = Order.read();
    /** So much load that all is at work, and so little that a node that was killed has a machine to start on. */
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("chaos.pause", 1_500));

    private static final Duration PAUSE_WHEN_NOBODY_STARTS = Duration.ofMillis(400);
    private static final int LEAST_SHARE = 15;
    private static final int ENOUGH_TO_COUNT_SHARES = 20;
    private static final int LATEST_PASS = 12;
    private static final int KILLED = 137;
    private static final String UNSETTLED = """
            select (select count(*) from work.item where held or due_at <= clock_timestamp())
                 + (select count(*) from conversations.message where state in ('queued', 'sending'))
                 + (select count(*) from work.item where kind in ('turn', 'analyse', 'answer', 'send'))
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_sent_twice() {
        System.out.println(ORDER.line());
        Progress progress = new Progress("set up");
        try (progress;
                Rig rig = new Rig(folder, ORDER)) {
            Load load = new Load(rig.doors(), rig.account(), rig.clients(), new PromiseLog(rig.promises()), PAUSE);
            Strikes strikes = new Strikes(rig, load, ORDER.seed());
            Probes probes = Probes.begin(rig.owner(), rig.clients(), ORDER.seed());
            progress.follow(() -> strikes.count() + " kills, " + load.line());
            try (load;
                    probes) {
                makeFaulty(rig.sandbox());
                load.begin(ORDER.seed());
                progress.goesOn("at named points");
                dieAtPoints(rig);
                progress.goesOn("struck");
                strikes.strike(ORDER.kills());
                progress.goesOn("sending the rest");
                load.rest(PAUSE_WHEN_NOBODY_STARTS);
                Patience.waitFor(
                        "the webhooks asked for",
                        load::acknowledged,
                        sent -> sent >= ORDER.webhooks(),
                        Duration.ofHours(1));
                rig.sandbox().faultless();
            }
            progress.goesOn("coming to rest");
            settle(rig);
            progress.goesOn("checked");
            judge(rig, load, strikes, progress);
        }
    }

    /** The provider has its moods too; after the strikes it has none. */
    private static void makeFaulty(SandboxProcess provider) {
        provider.faulty("whatsapp", "DROP", 0.02, "", ORDER.seed());
        provider.faulty("whatsapp", "ERROR_BEFORE", 0.02, "", ORDER.seed() + 1);
        provider.faulty("whatsapp", "ERROR_AFTER", 0.01, "", ORDER.seed() + 2);
        provider.faulty("whatsapp", "TOO_MANY", 0.005, "1", ORDER.seed() + 3);
        provider.faulty("whatsapp", "FAIL_LATER", 0.01, "131026", ORDER.seed() + 4);
        provider.faulty("whatsapp", "REORDER_STATUSES", 0.1, "", ORDER.seed() + 5);
        provider.faulty("whatsapp", "DUPLICATE", 0.1, "3", ORDER.seed() + 6);
        provider.faulty("whatsapp", "DELAY", 0.2, "400", ORDER.seed() + 7);
        provider.faulty("openai", "DELAY", 0.3, "500", ORDER.seed() + 8);
    }

    /** Each named moment ends one node so many times; it must really have been that moment that ended it. */
    private static void dieAtPoints(Rig rig) {
        Random random = new Random(ORDER.seed());
        for (String point : ORDER.points()) {
            for (int time = 1; time <= Order.TIMES_EACH_POINT; time++) {
                HubProcess victim = rig.nodes().get(random.nextInt(rig.nodes().size()));
                victim.killHub();
                victim.startAgain(Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Dhub.crash=" + CrashPoints.asked(point, 1 + random.nextInt(LATEST_PASS))));
                Patience.waitFor(
                        "a node dies at " + point,
                        victim.process()::alive,
                        Boolean.FALSE::equals,
                        Rig.STARTS_WITHIN.multipliedBy(2));
                assertThat(victim.process().exitCode()).as(point).isEqualTo(KILLED);
                System.out.printf("died at %-6s %d/%d%n", point, time, Order.TIMES_EACH_POINT);
                victim.startAgain();
                victim.awaitAnswers(Rig.STARTS_WITHIN);
            }
        }
    }

    private static void settle(Rig rig) {
        Patience.waitFor(
                "everything at rest",
                () -> unsettled(rig) + rig.sandbox().undelivered(),
                left -> left == 0,
                ORDER.settlesWithin());
    }

    private static long unsettled(Rig rig) {
        try {
            return rig.owner().sql(UNSETTLED).query(Long.class).single();
        } catch (DataAccessException away) {
            return 1;
        }
    }

    private static void judge(Rig rig, Load load, Strikes strikes, Progress progress) {
        Evidence evidence = Witnesses.hear(rig.promises(), rig.journal(), rig.owner());
        List<Checker.Finding> findings = Checker.check(evidence);
        progress.goesOn("told");
        System.out.printf(
                "%n%s%n%s  webhooks                          %s%n  deaths at named points            %d%n  where the time went               %s%n",
                ORDER.line(),
                strikes.lines(),
                load.line(),
                ORDER.points().size() * Order.TIMES_EACH_POINT,
                progress.line());
        System.out.printf("  %s%n%n", Outcomes.line(evidence));
        findings.forEach(finding -> System.out.println(finding.line()));
        assertThat(strikes.count()).isGreaterThanOrEqualTo(ORDER.kills());
        if (strikes.count() >= ENOUGH_TO_COUNT_SHARES) {
            assertThat(strikes.share(
                            Strikes.Strike.KILL_POSTGRESQL,
                            Strikes.Strike.STOP_POSTGRESQL,
                            Strikes.Strike.KILL_EVERYTHING))
                    .as("hundredths that hit PostgreSQL")
                    .isGreaterThanOrEqualTo(LEAST_SHARE);
            assertThat(strikes.share(Strikes.Strike.FREEZE_NODE))
                    .as("hundredths that froze a node")
                    .isGreaterThanOrEqualTo(LEAST_SHARE);
        }
        assertThat(findings.stream().filter(finding -> !finding.held()).map(Checker.Finding::invariant))
                .as("what was broken")
                .isEmpty();
        assertThat(findings.stream().filter(finding -> finding.exercised() > 0).map(Checker.Finding::invariant))
                .as("what was exercised")
                .containsAll(Checker.EXERCISED);
    }
}
