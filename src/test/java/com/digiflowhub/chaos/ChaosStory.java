package com.digiflowhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.SandboxMain;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.JavaProcess;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Not part of the build: {@code bin/chaos [rounds]}. */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ChaosStory {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 10);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final WhatsAppSettings ACCOUNT = WhatsAppSettings.DEMO;
    private static final String UNSETTLED = """
            select (select count(*) from work.item where held or due_at <= clock_timestamp())
                 + (select count(*) from conversations.message where state in ('queued', 'sending'))
            """;

    /** Who is killed. */
    private enum Victim {
        HUB,
        POSTGRESQL,
        BOTH
    }

    @TempDir
    Path folder;

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_sent_twice() throws SQLException {
        int hubPort = HubProcess.freePort();
        int providerPort = HubProcess.freePort();
        Path journal = folder.resolve("journal");
        try (JavaProcess sandbox = JavaProcess.start(
                        SandboxMain.class.getName(),
                        folder,
                        Map.of(),
                        List.of(
                                "--whatsapp-port=" + providerPort,
                                "--callback=http://127.0.0.1:" + hubPort + "/api/webhooks/whatsapp/messages",
                                "--journal=" + journal));
                HubProcess hub = HubProcess.start(folder, hubPort, variables(providerPort))) {
            hub.awaitAnswers();
            assertThat(sandbox.words()).contains("control=");
            Load load = new Load(
                    hub.address().resolve("/api/webhooks/whatsapp/messages"),
                    ACCOUNT.phoneNumberId(),
                    ACCOUNT.accountId(),
                    ACCOUNT.appSecret());
            try (load) {
                load.begin();
                killAgainAndAgain(hub);
            }
            settle(hub);
            judge(hub, load, journal);
        }
    }

    private static void killAgainAndAgain(HubProcess hub) {
        Random random = new Random(SEED);
        for (Victim victim : Victim.values()) {
            for (int round = 1; round <= ROUNDS; round++) {
                Patience.pause(Duration.ofMillis(700 + random.nextInt(1_300)));
                switch (victim) {
                    case HUB -> hub.killHub();
                    case POSTGRESQL -> hub.killPostgres();
                    case BOTH -> {
                        hub.killPostgres();
                        hub.killHub();
                    }
                }
                if (victim != Victim.POSTGRESQL) {
                    hub.startAgain();
                }
                Instant killed = Instant.now();
                hub.awaitAnswers();
                System.out.printf(
                        "%-10s %2d/%d  answers again after %d ms%n",
                        victim,
                        round,
                        ROUNDS,
                        Duration.between(killed, Instant.now()).toMillis());
            }
        }
    }

    private static void settle(HubProcess hub) {
        Instant deadline = Instant.now().plus(SETTLES_WITHIN);
        while (unsettled(hub) > 0 && Instant.now().isBefore(deadline)) {
            Patience.pause(Duration.ofMillis(200));
        }
    }

    private static long unsettled(HubProcess hub) {
        try (Connection database = hub.database()) {
            return Verdict.one(database, UNSETTLED);
        } catch (SQLException away) {
            return 1;
        }
    }

    private static void judge(HubProcess hub, Load load, Path journal) throws SQLException {
        try (Connection database = hub.database()) {
            Verdict verdict = new Verdict(load, database, journal);
            System.out.println(verdict.table(
                    ROUNDS * Victim.values().length,
                    ROUNDS + " rounds each: hub, PostgreSQL, both (chaos.seed=" + SEED + ")"));
            assertThat(load.acknowledged()).hasSizeGreaterThan(ROUNDS);
            assertThat(verdict.invented()).isEmpty();
            assertThat(verdict.complaints()).containsOnly(0L);
        }
    }

    private static Map<String, String> variables(int providerPort) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "HUB_OWNER_EMAIL", "owner@agency.example",
                "HUB_OWNER_PASSWORD", "chaos among palm trees",
                "WHATSAPP_TOKEN", ACCOUNT.token(),
                "WHATSAPP_PHONE_ID", ACCOUNT.phoneNumberId(),
                "WHATSAPP_BUSINESS_ID", ACCOUNT.accountId(),
                "WEBHOOK_VERIFY_TOKEN", ACCOUNT.verifyToken(),
                "META_APP_SECRET", ACCOUNT.appSecret(),
                "WHATSAPP_API_URL", "http://127.0.0.1:" + providerPort));
        variables.put("HUB_CONVERSATIONS_QUIET", "200ms");
        return variables;
    }
}
