package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.bench.Report.Aim;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.conversations.log.ConversationLists.Choice;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/bench inbox}: what a team asks the inbox for, over the JSON API, one request after the other, in companies drawn by the seed;
 * each beside the hub's own statement for it, in this process and without HTTP, rights or shapes.
 */
@Timeout(14400)
class InboxFigures {
    private static final int MESSAGES = Sizes.of("messages", 500_000);
    private static final int A_PERSON = 25;
    private static final int REQUESTS = Sizes.of("requests", 1_000);
    private static final int WARM = Sizes.of("warm", 300);
    private static final int PAGE = 50;
    private static final int SHOWN = 100;
    private static final String RARE = "persévérance";
    private static final String TWO_WORDS = "formation prix37";
    private static final String COMMON = "bonjour";

    private final Report report = new Report("inbox");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    /** A company as it is asked: with its key, the conversation at the end of its first page, and one to open. */
    private record Company(WorkspaceId id, String key, ConversationId last, ConversationId some) {}

    /** One thing to ask for: the milliseconds it may take, its address, and the hub's own statement for the same. */
    private record Question(String name, double aim, Asked over, Alone alone) {}

    private interface Asked {
        String path(Company company);
    }

    private interface Alone {
        int rows(Company company);
    }

    @Test
    void inbox() {
        try (BenchRig rig = new BenchRig(folder, Sizes.WORKSPACES, Map.of("RATE_LIMIT_REQUESTS", "100000"))) {
            report.note("durable", rig.durability());
            int people = Math.max(PAGE * 2 + 1, MESSAGES / A_PERSON / Sizes.WORKSPACES);
            report.note(
                    "messages; people; companies",
                    MESSAGES + "; " + people * Sizes.WORKSPACES + "; " + Sizes.WORKSPACES);
            long began = System.nanoTime();
            Seed seed = new Seed(rig);
            seed.people(people);
            seed.said(MESSAGES);
            report.note("seconds to seed", (System.nanoTime() - began) / 1_000_000_000);
            assertThat(rig.one("select count(distinct provider_id) from conversations.message"))
                    .isEqualTo(MESSAGES);
            try (RunningHub beside =
                    RunningHub.startOn(rig.postgres().address(), Map.of("hub.work.running", "false"))) {
                List<Company> companies = companies(rig, beside);
                questions(beside).forEach(question -> measure(rig, question, companies));
            }
            report.write();
        }
    }

    private List<Company> companies(BenchRig rig, RunningHub beside) {
        UserId owner = new UserId(rig.owner()
                .sql("select min(user_id::text)::uuid from identity.member")
                .query(UUID.class)
                .single());
        ConversationLists lists = beside.part(ConversationLists.class);
        return rig.clients().stream()
                .map(client -> beside.in(new WorkspaceId(client.workspace()), () -> {
                    List<Conversation> page = lists.newest(Choice.ALL, owner, Optional.empty(), PAGE);
                    String key = beside.part(ApiKeys.class)
                            .create("bench", owner)
                            .secret()
                            .reveal();
                    return new Company(
                            new WorkspaceId(client.workspace()),
                            key,
                            page.getLast().id(),
                            page.get(PAGE / 2).id());
                }))
                .toList();
    }

    private static List<Question> questions(RunningHub beside) {
        ConversationLists lists = beside.part(ConversationLists.class);
        MessageRows messages = beside.part(MessageRows.class);
        UserId nobody = new UserId(new UUID(0, 0));
        List<Question> all = new ArrayList<>(List.of(
                new Question(
                        "first page of " + PAGE,
                        25,
                        company -> "?limit=" + PAGE,
                        company -> lists.newest(Choice.ALL, nobody, Optional.empty(), PAGE + 1)
                                .size()),
                new Question(
                        "next page of " + PAGE,
                        25,
                        company -> "?limit=" + PAGE + "&cursor=" + company.last(),
                        company -> lists.newest(Choice.ALL, nobody, Optional.of(company.last()), PAGE + 1)
                                .size()),
                new Question(
                        "open a conversation",
                        25,
                        company -> "/" + company.some(),
                        company -> beside.transaction(
                                        company.id(), () -> messages.last(company.some(), Optional.empty(), SHOWN + 1))
                                .size())));
        Map<String, String> words = new LinkedHashMap<>();
        words.put("search for a rare word", RARE);
        words.put("search for two words", TWO_WORDS);
        words.put("search for a word in every second message", COMMON);
        words.forEach((name, said) -> all.add(new Question(
                name,
                100,
                company -> "?limit=20&q=" + URLEncoder.encode(said, StandardCharsets.UTF_8),
                company -> lists.search(said, 20).size())));
        return all;
    }

    private void measure(BenchRig rig, Question question, List<Company> companies) {
        Random random = new Random(Sizes.SEED);
        URI root = URI.create("http://127.0.0.1:" + rig.port() + "/api/conversations");
        List<Double> over = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        for (int n = 0; n < WARM + REQUESTS; n++) {
            Company company = companies.get(random.nextInt(companies.size()));
            double askedFor = millis(() -> ask(URI.create(root + question.over().path(company)), company.key()));
            double byItself = millis(() -> {
                int rows = Tenancy.in(company.id(), () -> question.alone().rows(company));
                assertThat(rows).as(question.name()).isPositive();
            });
            if (n >= WARM) {
                over.add(askedFor);
                alone.add(byItself);
            }
        }
        Spread asked = Spread.of(over);
        Spread itself = Spread.of(alone);
        report.figure(question.name() + ", over HTTP (JSON API), p50 ms", asked.at(50), Aim.none());
        report.figure(question.name() + ", over HTTP (JSON API), p99 ms", asked.at(99), Aim.atMost(question.aim()));
        report.figure(question.name() + ", the statement by itself, p99 ms", itself.at(99), Aim.none());
        report.figure(question.name() + ", p99 of the statement's, times", asked.at(99) / itself.at(99), Aim.atMost(3));
    }

    private void ask(URI address, String key) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .GET()
                .build();
        try {
            assertThat(http.send(request, BodyHandlers.ofByteArray()).statusCode())
                    .as(address.toString())
                    .isEqualTo(200);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static double millis(Runnable what) {
        long began = System.nanoTime();
        what.run();
        return (System.nanoTime() - began) / 1e6;
    }
}
