package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.anthropic.Claude;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.openai.Temperament;
import com.digiflowhub.testing.Figures;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Whatever server lies behind the settings, a lead who asks is answered from what the team wrote, or handed to a person. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelLadderTest {
    private static final String PRICE = "Bonjour, c'est combien la formation ?";
    private static final Set<String> NOT_ANSWERED = Set.of("model-failed", "unsure");

    private final AnsweringHub hub = new AnsweringHub();
    private final Map<String, String> rows = new TreeMap<>();

    /** {@code rung} is empty where no answer of the model can be used. */
    enum Server {
        MODERN(Temperament.MODERN, "json_schema"),
        OLD(Temperament.OLD, "tool call"),
        JSON_MODE(Temperament.JSON_MODE, "json_object"),
        REASONING(Temperament.REASONING, "json_schema"),
        BARE(Temperament.BARE, "text"),
        SILENT(Temperament.SILENT, "text"),
        DEAF(Temperament.DEAF, "tool call"),
        PROSE(Temperament.PROSE, ""),
        BROKEN_JSON(Temperament.BROKEN_JSON, ""),
        EMPTY(Temperament.EMPTY, ""),
        CUT(Temperament.CUT, ""),
        SLOW(Temperament.MODERN, "json_schema"),
        NEVER_ANSWERS(Temperament.MODERN, ""),
        BUSY(Temperament.MODERN, "json_schema");

        private final Temperament temperament;
        private final String rung;

        Server(Temperament temperament, String rung) {
            this.temperament = temperament;
            this.rung = rung;
        }
    }

    @AfterAll
    void close() {
        Figures.write(
                "model-ladder",
                "%-16s %-12s %-24s%n".formatted("server", "rung used", "journey") + String.join("", rows.values()));
        hub.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_journey_passes_on(Server server) {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard())) {
            play(sandbox, server);
            Lead lead = journey(connected(sandbox, "gpt-5-mini"));
            if (server.rung.isEmpty()) {
                assertThat(lead.waitsBecause())
                        .hasValueSatisfying(reason -> assertThat(NOT_ANSWERED).contains(reason));
                assertThat(lead.answer()).contains("une personne de l'équipe").doesNotContain("1 490 €");
                row(server.toString(), "none", "handed over");
            } else {
                assertThat(rung(sandbox.model().lastTaken())).isEqualTo(server.rung);
                assertThat(lead.answer()).contains("1 490 €");
                assertThat(lead.grounds().path("by").asString()).isEqualTo("model");
                assertThat(lead.waitsBecause()).isEmpty();
                row(server.toString(), server.rung, "answered by the model");
            }
        }
    }

    @Test
    void a_model_that_the_server_does_not_have_leaves_the_entries_to_answer() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard())) {
            Lead lead = journey(connected(sandbox, "gpt-4-turbo-preview"));
            assertThat(lead.answer()).contains("1 490 €");
            assertThat(lead.grounds().path("by").asString()).isEqualTo("qa");
            row("UNKNOWN_MODEL", "none", "answered from the entries");
        }
    }

    @Test
    void the_journey_passes_on_another_wire_too() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard())) {
            for (boolean refusesForce : new boolean[] {false, true}) {
                sandbox.claude().refusesForce(refusesForce);
                WorkspaceId workspace = hub.trainingCentre();
                hub.connect(
                        workspace,
                        "anthropic",
                        Map.of(
                                "apiKey",
                                Claude.KEY,
                                "baseUrl",
                                sandbox.anthropicAddress().toString()));
                Lead lead = journey(workspace);
                assertThat(lead.answer()).contains("1 490 €");
                assertThat(lead.grounds().path("model").asString()).isEqualTo("claude-haiku-4-5");
                row(
                        refusesForce ? "ANTHROPIC_OFFER" : "ANTHROPIC",
                        refusesForce ? "offered tool" : "tool call",
                        "answered by the model");
            }
        }
    }

    private static void play(Sandbox sandbox, Server server) {
        sandbox.model().plays(server.temperament);
        switch (server) {
            case SLOW -> sandbox.model().faults().on(Fault.DELAY, "1500");
            case NEVER_ANSWERS -> sandbox.model().faults().on(Fault.HANG, "100");
            case BUSY -> sandbox.model().faults().next(Fault.TOO_MANY, 1, "1");
            default -> {}
        }
    }

    private WorkspaceId connected(Sandbox sandbox, String model) {
        WorkspaceId workspace = hub.trainingCentre();
        hub.connect(
                workspace,
                "openai",
                Map.of(
                        "apiKey",
                        "sk-sandbox",
                        "model",
                        model,
                        "baseUrl",
                        sandbox.modelAddress().toString()));
        return workspace;
    }

    /** As the engine carries it: what failed is tried again, what waits is tried later, and it must come to an end. */
    private Lead journey(WorkspaceId workspace) {
        Lead lead = Lead.of(hub, workspace);
        lead.writes(PRICE);
        Answering.Due due = lead.due();
        Optional<Outcome> end = Optional.empty();
        for (int attempts = 0; attempts < 5 && end.isEmpty(); attempts++) {
            end = Optional.of(lead.think(due, attempts)).filter(Outcome.Done.class::isInstance);
        }
        lead.write(end.orElseThrow());
        return lead;
    }

    private static String rung(JsonNode asked) {
        return switch (asked.at("/response_format/type").asString("")) {
            case "json_schema" -> "json_schema";
            case "json_object" -> "json_object";
            default -> asked.has("tools") ? "tool call" : "text";
        };
    }

    private void row(String server, String rung, String journey) {
        rows.put(server, "%-16s %-12s %-24s%n".formatted(server, rung, journey));
    }
}
