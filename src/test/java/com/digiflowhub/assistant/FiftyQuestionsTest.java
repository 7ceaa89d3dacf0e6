package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.claims.Claims;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Fifty questions to the three companies on show, labelled before any was asked; twelve are not covered by what they know. A price or a date that
 * is not the asked one's is the one thing that must never be said; a person who is asked too often costs only time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiftyQuestionsTest {
    /** First asked, 26 were right, and 31 with the model, which said one wrong date; then the search learned to read chat words, and the guard to doubt. */
    private static final int RIGHT_WITHOUT_A_KEY = 29;

    private static final int RIGHT_WITH_A_MODEL = 30;
    private static final int BESIDE_THE_POINT_AT_MOST = 1;

    private final AnsweringHub hub = new AnsweringHub();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final List<Asked> questions = Arrays.stream(
                    Seed.read("/assistant/fifty-questions.txt").split("\n"))
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Asked::of)
            .toList();

    @AfterAll
    void close() {
        sandbox.close();
        hub.close();
    }

    /** {@code entries}: how the questions of those begin whose facts must appear; none when a person must. */
    private record Asked(String trade, String words, List<String> entries) {
        static Asked of(String line) {
            String[] parts = line.split("\\|", 3);
            String label = parts[2].strip();
            return new Asked(
                    parts[0].strip(),
                    parts[1].strip(),
                    label.equals("-")
                            ? List.of()
                            : Arrays.stream(label.split("&")).map(String::strip).toList());
        }

        List<String> facts() {
            return entries.stream()
                    .map(entry -> Seed.entries(trade).stream()
                            .filter(draft -> draft.question().startsWith(entry))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no entry begins with: " + entry))
                            .response())
                    .toList();
        }
    }

    /** {@code HALF}: one fact of the two that were asked for. */
    private enum End {
        RIGHT,
        HALF,
        HANDED_OVER,
        WRONG,
        WRONG_FIGURE
    }

    @Test
    void they_are_fifty_in_two_languages_of_which_twelve_are_not_covered_and_every_label_names_an_entry() {
        assertThat(questions).hasSize(50);
        assertThat(questions.stream().filter(asked -> asked.entries().isEmpty()))
                .hasSize(12);
        assertThat(questions).extracting(Asked::trade).contains("training", "dental", "estate");
        assertThat(questions).allSatisfy(asked -> assertThat(asked.facts()).hasSameSizeAs(asked.entries()));
    }

    @Test
    void without_a_key_no_wrong_price_or_date_is_said() {
        Map<End, Integer> ends = ask("without a key", false);
        assertThat(ends.get(End.WRONG_FIGURE)).isZero();
        assertThat(ends.get(End.WRONG)).isLessThanOrEqualTo(BESIDE_THE_POINT_AT_MOST);
        assertThat(ends.get(End.RIGHT)).isGreaterThanOrEqualTo(RIGHT_WITHOUT_A_KEY);
    }

    @Test
    void with_the_simulated_model_no_wrong_price_or_date_is_said() {
        Map<End, Integer> ends = ask("with the simulated model", true);
        assertThat(ends.get(End.WRONG_FIGURE)).isZero();
        assertThat(ends.get(End.WRONG)).isZero();
        assertThat(ends.get(End.RIGHT)).isGreaterThanOrEqualTo(RIGHT_WITH_A_MODEL);
    }

    private Map<End, Integer> ask(String mode, boolean model) {
        Map<String, WorkspaceId> companies = new HashMap<>();
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (End end : End.values()) {
            ends.put(end, 0);
        }
        System.out.printf("fifty questions %s%n", mode);
        for (Asked asked : questions) {
            WorkspaceId company = companies.computeIfAbsent(asked.trade(), trade -> open(trade, model));
            Lead lead = Lead.of(hub, company).says(asked.words());
            End end = end(asked, lead);
            ends.merge(end, 1, Integer::sum);
            System.out.printf(
                    "  %-12s %-8s %s -> %s%n",
                    end,
                    asked.trade(),
                    asked.words(),
                    lead.answers().getLast().text().replaceAll("\\s+", " "));
        }
        System.out.printf("fifty questions %s: %s%n", mode, ends);
        return ends;
    }

    private WorkspaceId open(String trade, boolean model) {
        WorkspaceId company = hub.company(trade);
        if (model) {
            var ignored = hub.connect(
                    company,
                    "openai",
                    Map.of(
                            "apiKey",
                            "sk-sandbox",
                            "baseUrl",
                            sandbox.modelAddress().toString()));
        }
        return company;
    }

    private static End end(Asked asked, Lead lead) {
        boolean handedOver = lead.waitsBecause().isPresent();
        if (handedOver) {
            return asked.entries().isEmpty() ? End.RIGHT : End.HANDED_OVER;
        }
        Message said = lead.answers().getLast();
        List<String> facts = asked.facts();
        List<String> strange = Claims.unknown(said.text(), new Claims.Material(facts, List.of()));
        if (!strange.isEmpty()) {
            return End.WRONG_FIGURE;
        }
        long there = facts.stream().filter(said.text()::contains).count();
        if (there == 0) {
            return End.WRONG;
        }
        return there == facts.size() ? End.RIGHT : End.HALF;
    }
}
