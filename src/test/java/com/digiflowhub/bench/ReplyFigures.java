package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench reply}: as many people as messages, over all companies' numbers, each asks once: webhook, message, model, reply taken by
 * the provider. The wait of a lead is counted from the 200 and the quiet time after it to the line in the provider's own journal.
 */
@Timeout(7200)
class ReplyFigures {
    private static final int PEOPLE = Sizes.of("people", 3_000);
    private static final int WARM = Sizes.of("warm", 1_000);
    private static final double PEER = 82;
    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final Duration AT_MOST = Duration.ofMinutes(20);

    private final Report report = new Report("reply");

    @TempDir
    Path folder;

    /** When each was answered 200, and by the number of its person when the provider took the reply. */
    private record Round(double rate, Map<String, Instant> asked, Map<String, Instant> answered) {
        Spread waits() {
            List<Double> waits = new ArrayList<>();
            asked.forEach((person, at) -> waits.add(Math.max(
                    0,
                    Duration.between(at.plus(QUIET), answered.getOrDefault(person, Instant.MAX))
                                    .toNanos()
                            / 1e6)));
            return Spread.of(waits);
        }
    }

    @Test
    void reply() {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES)) {
            report.note("durable", rig.durability());
            report.note("people, one message each; numbers", PEOPLE + "; " + Sizes.WORKSPACES);
            Round warm = ask(rig, "1", WARM, 0);
            report.figure("warm-up, whole conversations a second", warm.rate(), Aim.none());
            Round full = ask(rig, "2", PEOPLE, 0);
            report.figure("whole conversations a second", full.rate(), Aim.atLeast(2_000));
            report.figure("of n8n's " + (int) PEER + "/s for less, times", full.rate() / PEER, Aim.none());
            Spread half = ask(rig, "3", PEOPLE, full.rate() / 2).waits();
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

    /** Ends when every one of them was answered, and calm has come. Conversations a second, from the first question to the last answer. */
    private static Round ask(BenchRig rig, String round, int people, double rate) {
        Map<String, Instant> asked = new ConcurrentHashMap<>();
        Instant began = Instant.now();
        Pressure.Felt felt = new Pressure(
                        Sizes.CONNECTIONS, rig.webhooksPort(), rig.account().appSecret())
                .press(
                        place -> Webhook.text(
                                rig.account().accountId(),
                                rig.clients()
                                        .get((int) (place % Sizes.WORKSPACES))
                                        .number(),
                                person(round, place),
                                "wamid.BENCH" + round + "." + place,
                                Agency.QUESTION),
                        people,
                        AT_MOST,
                        rate,
                        place -> asked.put(person(round, place), Instant.now()));
        assertThat(felt.taken()).as("acknowledged").isEqualTo(people);
        Patience.waitFor(
                "everybody is answered", () -> rig.one("""
                        select count(distinct m.conversation_id) from conversations.message m
                          join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
                         where m.sender = 'bot' and m.state = 'sent' and v.number like '+336%s%%'
                        """.formatted(round)), answered -> answered >= people, AT_MOST);
        rig.calm();
        Map<String, Instant> answered = answered(rig, round);
        assertThat(answered.keySet()).as("answers 200 = people with a reply").isEqualTo(asked.keySet());
        Instant last = answered.values().stream().max(Instant::compareTo).orElseThrow();
        double seconds = Duration.between(began, last).minus(QUIET).toNanos() / 1e9;
        return new Round(people / seconds, asked, answered);
    }

    /** By the provider's journal; the database only tells whose message it was. */
    private static Map<String, Instant> answered(BenchRig rig, String round) {
        Map<String, List<Instant>> taken = rig.sandbox().accepted();
        Map<String, Instant> answered = new ConcurrentHashMap<>();
        rig.owner().sql("""
                select m.id::text, ltrim(v.number, '+') from conversations.message m
                  join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
                 where m.sender = 'bot' and v.number like :numbers
                """).param("numbers", "+336" + round + "%").query(row -> {
            List<Instant> times = taken.getOrDefault(row.getString(1), List.of());
            assertThat(times).as("the provider took the reply once").hasSize(1);
            Instant former = answered.put(row.getString(2), times.getFirst());
            assertThat(former).as("one reply a person").isNull();
        });
        return answered;
    }

    private static String person(String round, long place) {
        return "336%s%07d".formatted(round, place);
    }
}
