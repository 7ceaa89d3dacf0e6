package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.testing.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench ingest}: signed webhooks that are acknowledged and committed a second, at each of the two ports, beside what the database
 * does by itself. Which port comes first is drawn by the seed, each begins warm, and none begins before what the other left is done.
 */
@Timeout(7200)
class IngestFigures {
    private static final String FILLING = "x".repeat(560);
    private static final int WARM = Sizes.of("warm", 4_000);
    private static final int PEOPLE = Sizes.of("people", 250);
    /** Without the engine nothing is read: what the door does when it has the machine to itself. */
    private static final boolean ENGINE = !Boolean.getBoolean("bench.without-engine");

    private final Report report = new Report(ENGINE ? "ingest" : "ingest-without-engine");
    private final AtomicLong next = new AtomicLong();
    private long taken;

    @TempDir
    Path folder;

    /** One of the hub's two ports, and what is wanted of it. */
    private record Door(String name, int port, double aim) {}

    @Test
    void ingest() {
        try (BenchRig rig =
                new BenchRig(folder, Sizes.WORKSPACES, Map.of("HUB_WORK_RUNNING", String.valueOf(ENGINE)))) {
            report.note("durable", rig.durability());
            byte[] sample = bodies(rig).apply(0);
            report.note(
                    "bytes a body; workspaces; connections",
                    sample.length + "; " + Sizes.WORKSPACES + "; " + Sizes.CONNECTIONS);
            DatabaseLimits limits = new DatabaseLimits(rig, sample);
            double alone = limits.doorStatement(4, 200);
            double single = limits.singleRows(Sizes.CONNECTIONS);
            rig.owner().sql("delete from connections.envelope").update();
            rig.owner().sql("delete from work.item where kind = 'limit'").update();
            report.figure("limit: the door's statement alone, 200 a commit, 4 connections, rows/s", alone, Aim.none());
            report.figure("limit: single-row commits, rows/s", single, Aim.none());
            List<Door> doors = new ArrayList<>(List.of(
                    new Door("main port", rig.port(), 12_000), new Door("webhooks' port", rig.webhooksPort(), 25_000)));
            Collections.shuffle(doors, new Random(Sizes.SEED));
            doors.forEach(door -> warm(rig, door));
            doors.forEach(door -> measure(rig, door, alone, single));
            everythingIsThere(rig);
            report.write();
        }
    }

    private void warm(BenchRig rig, Door door) {
        press(rig, door, WARM, Duration.ofMinutes(10), 0);
        calm(rig);
    }

    private void measure(BenchRig rig, Door door, double alone, double single) {
        Pressure.Felt full = press(rig, door, Long.MAX_VALUE, Sizes.LASTS, 0);
        calm(rig);
        Pressure.Felt half = press(rig, door, Long.MAX_VALUE, Sizes.LASTS, full.rate() / 2);
        calm(rig);
        report.figure(door.name() + ": acknowledged and committed a second", full.rate(), Aim.atLeast(door.aim()));
        report.figure(door.name() + ": of the door's statement alone, %", 100 * full.rate() / alone, Aim.atLeast(40));
        report.figure(door.name() + ": of single-row commits, %", 100 * full.rate() / single, Aim.atLeast(175));
        report.figure(door.name() + ": p50 at full rate, ms", full.at(50), Aim.none());
        report.figure(door.name() + ": p99 at full rate, ms", full.at(99), Aim.none());
        report.figure(door.name() + ": p50 at half the rate, ms", half.at(50), Aim.none());
        report.figure(door.name() + ": p99 at half the rate, ms", half.at(99), Aim.atMost(25));
    }

    private Pressure.Felt press(BenchRig rig, Door door, long most, Duration atMost, double rate) {
        Pressure.Felt felt = new Pressure(
                        Sizes.CONNECTIONS, door.port(), rig.account().appSecret())
                .press(bodies(rig), most, atMost, rate);
        assertThat(felt.refused()).as("refused at the " + door.name()).isZero();
        taken += felt.taken();
        assertThat(rig.one("select count(*) from connections.envelope"))
                .as("rows = answers 200")
                .isEqualTo(taken);
        return felt;
    }

    private static void calm(BenchRig rig) {
        if (ENGINE) {
            rig.calm();
        }
    }

    private void everythingIsThere(BenchRig rig) {
        if (ENGINE) {
            assertThat(rig.one("""
                    select count(distinct provider_id) from conversations.message where sender = 'contact'"""))
                    .as("messages with ids of their own = answers 200")
                    .isEqualTo(taken);
        }
        report.note("answers 200 = rows kept" + (ENGINE ? " = messages with distinct ids" : ""), taken);
    }

    /** Each has an id of its own, whoever asks for it. */
    private LongFunction<byte[]> bodies(BenchRig rig) {
        return ignored -> {
            long place = next.getAndIncrement();
            return Webhook.text(
                    rig.account().accountId(),
                    rig.clients().get((int) (place % Sizes.WORKSPACES)).number(),
                    "3363%08d".formatted(place % PEOPLE),
                    "wamid.BENCH." + place,
                    FILLING);
        };
    }
}
