package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The first four companies: the first sends a hundred times what one of the others sends; the second's provider takes its calls and never
 * answers; the third gets webhooks that nobody can read, among its leads; the fourth deletes in bulk.
 */
final class Misbehaving {
    static final int COMPANIES = 4;
    private static final int TIMES_FLOOD = 100;
    private static final int TIMES_HUNG = 20;
    private static final int CONNECTIONS = 8;
    /** One of so many is deleted before, as a warm-up. */
    private static final int WARMED = 5;

    private static final Duration HANGS = Duration.ofMinutes(10);

    private final BenchRig rig;
    private final double each;
    private final int seconds;
    private final Client poisoned;
    private final Client hanging;
    private final Leads flood;
    private final Leads hung;
    private final Leads amongPoison;
    private final Deletions deletions;
    private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    private int takenWhileHanging;

    /** {@code each} is what one of the others sends a second. */
    Misbehaving(BenchRig rig, double each, int seconds, int entries) {
        this.rig = rig;
        this.each = each;
        this.seconds = seconds;
        this.hanging = rig.clients().get(1);
        this.poisoned = rig.clients().get(2);
        this.flood = new Leads(rig, 21, List.of(rig.clients().get(0)));
        this.hung = new Leads(rig, 22, List.of(hanging));
        this.amongPoison = new Leads(rig, 23, List.of(poisoned));
        this.deletions = new Deletions(rig, rig.clients().get(3), entries + entries / WARMED);
        this.deletions.warm(entries / WARMED);
    }

    /** Returns when all four have begun, and the provider has let the first call hang. */
    void begin() {
        rig.sandbox().faultyFor("whatsapp", "HANG", hanging.number(), String.valueOf(HANGS.toMillis()));
        all = CompletableFuture.allOf(Stream.<Runnable>of(
                        () -> flood.ask(CONNECTIONS, rig.doors(), asMany(TIMES_FLOOD), TIMES_FLOOD * each),
                        () -> hung.ask(CONNECTIONS, rig.doors(), asMany(TIMES_HUNG), TIMES_HUNG * each),
                        () -> amongPoison.ask(CONNECTIONS, rig.doors(), asMany(TIMES_HUNG), TIMES_HUNG * each),
                        this::poison,
                        () -> deletions.run(Duration.ofSeconds(seconds)))
                .map(one -> CompletableFuture.runAsync(
                        one, task -> Thread.ofPlatform().start(task)))
                .toArray(CompletableFuture<?>[]::new));
        Patience.waitFor(
                "a call hangs",
                () -> all.isCompletedExceptionally() ? -1 : hungCalls(),
                calls -> calls != 0,
                Leads.AT_MOST);
    }

    /** When their time is over: the provider comes back, and everything that waited is done. */
    void end() {
        all.join();
        takenWhileHanging = hung.answered().size();
        rig.sandbox().faultless();
        for (Leads leads : List.of(flood, hung, amongPoison)) {
            leads.awaitReplies();
        }
        rig.calm();
    }

    void tell(Report report) {
        flood.eachAnsweredOnce();
        report.note("the one that floods: leads a second; asked = answered once", said(TIMES_FLOOD, flood));
        report.figure(
                "the one that floods: wait of its own leads, p95 ms",
                flood.waits().at(95),
                Aim.none());
        int answered = hung.answered().size();
        int unknown = hung.withReply("unknown").size();
        assertThat(hung.withReply("unknown")).as("a person is asked").containsAll(hung.unanswered());
        report.note("the one whose provider hangs: leads a second; asked", said(TIMES_HUNG, hung));
        report.note(
                "  calls that hung; replies taken meanwhile; after its return",
                hungCalls() + "; " + takenWhileHanging + "; " + answered);
        report.note("  replies of unknown outcome, put before a person", unknown);
        amongPoison.eachAnsweredOnce();
        long aside = rig.one("select count(*) from connections.unreadable where workspace_id = '%s'"
                .formatted(poisoned.workspace()));
        assertThat(aside).as("what nobody can read is set aside").isEqualTo(seconds);
        report.note("the one with poison: unreadable webhooks sent = set aside", aside);
        report.note("  leads a second among them; asked = answered once", said(TIMES_HUNG, amongPoison));
        report.note("the one that deletes: entries removed over the API", deletions.removed());
        report.note("  in seconds", "%.1f".formatted(deletions.seconds()));
    }

    /** One a second. */
    private void poison() {
        Pressure.Felt felt = new Pressure(1, rig.doors(), rig.account().appSecret())
                .press(
                        place -> Webhook.poison(rig.account().accountId(), poisoned.number(), "POISON" + place),
                        seconds,
                        Duration.ofDays(1),
                        1);
        assertThat(felt.taken()).as("acknowledged").isEqualTo(seconds);
    }

    private long hungCalls() {
        return rig.sandbox().struck("whatsapp", "HANG");
    }

    private String said(int times, Leads leads) {
        return Report.number(times * each) + "; " + leads.asked();
    }

    private int asMany(int times) {
        return (int) Math.ceil(times * each * seconds);
    }
}
