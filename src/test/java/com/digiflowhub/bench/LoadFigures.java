package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bin/bench ingest} and {@code bin/bench reply}: over HTTP against a hub that is a process of its own, on a PostgreSQL that forgets
 * nothing, beside the machine's own limits in the same run. Prints a table and writes it as JSON too.
 */
class LoadFigures {
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 50);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("bench.seconds", 12));
    private static final int PEOPLE = Integer.getInteger("bench.people", 3_000);
    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final String FILLING = "x".repeat(560);

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final StringBuilder table = new StringBuilder();

    @TempDir
    Path folder;

    @Test
    void ingest() {
        try (BenchRig rig = new BenchRig(folder, WORKSPACES)) {
            say("durable", rig.durability());
            byte[] sample = text(rig, "sample").apply(0);
            say("bytes a body", sample.length);
            DatabaseLimits limits = new DatabaseLimits(rig, sample);
            double alone = limits.doorStatement(4, 200);
            double single = limits.singleRows(CONNECTIONS);
            rig.owner().sql("truncate connections.envelope").update();
            rig.owner().sql("delete from work.item where kind = 'limit'").update();
            say("limit: the door's statement alone, 200 a commit, 4 connections, rows/s", alone);
            say("limit: single-row commits, " + CONNECTIONS + " connections, rows/s", single);
            long before = 0;
            for (Map.Entry<String, Integer> door : Map.of("main port", rig.port(), "webhooks' port", rig.webhooksPort())
                    .entrySet()) {
                before += measureDoor(rig, door.getKey(), door.getValue(), alone, single);
                assertThat(rig.one("select count(*) from connections.envelope"))
                        .as("rows = answers 200")
                        .isEqualTo(before);
            }
            figures("bench-ingest");
        }
    }

    private long measureDoor(BenchRig rig, String name, int port, double alone, double single) {
        Pressure pressure = new Pressure(CONNECTIONS, port, rig.account().appSecret());
        Pressure.Felt warm = pressure.press(text(rig, name + "w"), Long.MAX_VALUE, Duration.ofSeconds(8), 0);
        Pressure.Felt full = pressure.press(text(rig, name + "f"), Long.MAX_VALUE, LASTS, 0);
        Pressure.Felt half = pressure.press(text(rig, name + "h"), Long.MAX_VALUE, LASTS, full.rate() / 2);
        say(name + ": acknowledged and committed a second", full.rate());
        say(name + ": of the door's statement alone, %", 100 * full.rate() / alone);
        say(name + ": of single-row commits, %", 100 * full.rate() / single);
        say(name + ": p50 / p99 at full rate, ms", ms(full, 50) + " / " + ms(full, 99));
        say(name + ": p50 / p99 at half the rate, ms", ms(half, 50) + " / " + ms(half, 99));
        assertThat(warm.refused() + full.refused() + half.refused())
                .as("refused")
                .isZero();
        return warm.taken() + full.taken() + half.taken();
    }

    @Test
    void reply() {
        try (BenchRig rig = new BenchRig(folder, WORKSPACES)) {
            say("durable", rig.durability());
            say("people, one message each", PEOPLE);
            Pressure pressure =
                    new Pressure(CONNECTIONS, rig.webhooksPort(), rig.account().appSecret());
            askAll(rig, pressure, "1", PEOPLE / 4, 0);
            double rate = askAll(rig, pressure, "2", PEOPLE, 0);
            say("webhook -> model -> reply accepted, whole conversations a second", rate);
            askAll(rig, pressure, "3", PEOPLE, rate / 2);
            List<Double> after = waits(rig, "3");
            say("from the end of the wait to the provider's answer at half the rate, p50 ms", at(after, 50));
            say("from the end of the wait to the provider's answer at half the rate, p99 ms", at(after, 99));
            statuses(rig, pressure);
            figures("bench-reply");
        }
    }

    /** Each person asks once; ends when every one of them was answered. Conversations a second, from the first question to the last answer. */
    private static double askAll(BenchRig rig, Pressure pressure, String round, int people, double rate) {
        long began = System.nanoTime();
        Pressure.Felt asked = pressure.press(
                place -> {
                    Client client = rig.clients().get((int) (place % WORKSPACES));
                    String person = "336%s%07d".formatted(round, place);
                    return Webhook.text(
                            rig.account().accountId(),
                            client.number(),
                            person,
                            "wamid.BENCH" + round + "." + place,
                            Agency.QUESTION);
                },
                people,
                Duration.ofMinutes(10),
                rate);
        assertThat(asked.taken()).as("acknowledged").isEqualTo(people);
        Patience.waitFor(
                "everybody is answered",
                () -> rig.one("""
                        select count(distinct m.conversation_id) from conversations.message m
                          join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
                         where m.sender = 'bot' and m.state = 'sent' and v.number like '+336%s%%'
                        """.formatted(round)),
                answered -> answered >= people,
                Duration.ofMinutes(10));
        return people / ((System.nanoTime() - began) / 1e9 - QUIET.toMillis() / 1e3);
    }

    /** Milliseconds from the end of each person's wait to the provider's answer. */
    private static List<Double> waits(BenchRig rig, String round) {
        return rig.owner()
                .sql("""
                        select extract(epoch from min(a.ended_at) - min(asked.at)) * 1000 - :quiet as wait
                          from conversations.message asked
                          join conversations.conversation v on v.workspace_id = asked.workspace_id and v.id = asked.conversation_id
                          join conversations.message said on said.workspace_id = v.workspace_id and said.conversation_id = v.id and said.sender = 'bot'
                          join conversations.attempt a on a.workspace_id = said.workspace_id and a.message_id = said.id
                         where asked.sender = 'contact' and v.number like :numbers
                         group by v.workspace_id, v.id order by wait
                        """)
                .param("quiet", QUIET.toMillis())
                .param("numbers", "+336" + round + "%")
                .query((row, n) -> row.getDouble(1))
                .list();
    }

    private record Sent(String providerId, UUID workspace) {}

    /** Two statuses for each message that was sent, one a webhook. */
    private void statuses(BenchRig rig, Pressure pressure) {
        Map<UUID, String> numbers = rig.clients().stream().collect(Collectors.toMap(Client::workspace, Client::number));
        List<Sent> sent = rig.owner()
                .sql(
                        "select provider_id, workspace_id from conversations.message where sender = 'bot' and state = 'sent'")
                .query((row, n) -> new Sent(row.getString(1), row.getObject(2, UUID.class)))
                .list();
        long began = System.nanoTime();
        int all = sent.size() * 2;
        Pressure.Felt told = pressure.press(
                place -> {
                    Sent message = sent.get((int) (place / 2));
                    return Webhook.status(
                            rig.account().accountId(),
                            numbers.getOrDefault(message.workspace(), ""),
                            message.providerId(),
                            place % 2 == 0 ? "delivered" : "read");
                },
                all,
                Duration.ofMinutes(10),
                0);
        assertThat(told.taken()).isEqualTo(all);
        Patience.waitFor(
                "all are read",
                () -> rig.one("select count(*) from conversations.message where sender = 'bot' and state <> 'read'"),
                left -> left == 0,
                Duration.ofMinutes(10));
        say("statuses taken, matched and applied a second (" + all + ")", all / ((System.nanoTime() - began) / 1e9));
    }

    private static LongFunction<byte[]> text(BenchRig rig, String round) {
        String sign = Integer.toHexString(round.hashCode());
        return place -> Webhook.text(
                rig.account().accountId(),
                rig.clients().get((int) (place % WORKSPACES)).number(),
                "3363%08d".formatted(place % 20_000),
                "wamid.BENCH" + sign + "." + place,
                FILLING);
    }

    private static String ms(Pressure.Felt felt, int hundredths) {
        return String.format(Locale.ROOT, "%.1f", felt.percentile(hundredths) / 1_000.0);
    }

    private static double at(List<Double> sorted, int hundredths) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * hundredths / 100));
    }

    private void say(String what, Object figure) {
        figures.put(what, figure);
        String shown =
                figure instanceof Double number ? String.format(Locale.ROOT, "%,.1f", number) : figure.toString();
        table.append(String.format(Locale.ROOT, "%-78s %s%n", what, shown));
        System.out.printf(Locale.ROOT, "%-78s %s%n", what, shown);
    }

    private void figures(String name) {
        Figures.write(name, table.toString());
        Figures.write(
                name + "-json", new String(JsonMapper.shared().writeValueAsBytes(figures), StandardCharsets.UTF_8));
    }
}
