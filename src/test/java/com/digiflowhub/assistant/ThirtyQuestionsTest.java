package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Message;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Thirty questions as people type them, without accents and with slips; ten are not covered by what the demo's training centre knows. Each
 * comes from a new lead. Right is the right entry's answer, or a hand-over where no entry answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThirtyQuestionsTest {
    private static final int RIGHT_AT_LEAST = 27;

    private final AnsweringHub hub = new AnsweringHub();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final List<Seed.Asked> questions = Seed.questions("thirty-questions.txt");

    @AfterAll
    void close() {
        sandbox.close();
        hub.close();
    }

    @Test
    void they_are_thirty_of_which_ten_are_not_covered() {
        assertThat(questions).hasSize(30);
        assertThat(questions.stream().filter(Seed.Asked::covered)).hasSize(20);
    }

    @Test
    void without_a_key_at_least_twenty_seven_are_right() {
        assertThat(right("without a key", hub.trainingCentre(), "qa")).isGreaterThanOrEqualTo(RIGHT_AT_LEAST);
    }

    @Test
    void with_the_simulated_model_at_least_twenty_seven_are_right() {
        WorkspaceId centre = hub.trainingCentre();
        hub.connect(
                centre,
                "openai",
                Map.of("apiKey", "sk-sandbox", "baseUrl", sandbox.modelAddress().toString()));
        assertThat(right("with the simulated model", centre, "model")).isGreaterThanOrEqualTo(RIGHT_AT_LEAST);
    }

    private int right(String mode, WorkspaceId centre, String by) {
        List<String> wrong = new ArrayList<>();
        for (Seed.Asked asked : questions) {
            wrong(Lead.of(hub, centre).says(asked.words()), asked, by).ifPresent(wrong::add);
        }
        int right = questions.size() - wrong.size();
        System.out.printf("thirty questions %s: %d of %d right; wrong: %s%n", mode, right, questions.size(), wrong);
        return right;
    }

    private static Optional<String> wrong(Lead lead, Seed.Asked asked, String by) {
        boolean handedOver = lead.waitsBecause().isPresent();
        Message said = lead.answers().getLast();
        if (!asked.covered()) {
            return handedOver ? Optional.empty() : Optional.of(asked.words() + " -> " + said.text());
        }
        String source = lead.grounds().at("/sources/0/title").asString("");
        boolean right = !handedOver
                && source.startsWith(asked.entry())
                && lead.grounds().path("by").asString("").equals(by)
                && said.text().contains(response(asked.entry()));
        return right ? Optional.empty() : Optional.of(asked.words() + " -> " + said.text());
    }

    private static String response(String question) {
        return Seed.entries().stream()
                .filter(entry -> entry.question().startsWith(question))
                .findFirst()
                .orElseThrow()
                .response();
    }
}
