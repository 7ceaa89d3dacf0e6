package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The assistant is tried as a lead would meet it: with what was said before, and leaving no trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalTest {
    private static final List<Rehearsal.Turn> BEFORE = List.of(
            new Rehearsal.Turn("c'est combien la formation ?", "La formation coûte 1 490 €."),
            new Rehearsal.Turn("ok", ""));

    private final AnsweringHub hub = new AnsweringHub();
    private final ListeningModel model = new ListeningModel().says("Oui.");
    private WorkspaceId centre = hub.trainingCentre();

    @BeforeEach
    void a_new_workspace() {
        centre = hub.trainingCentre();
    }

    @AfterAll
    void close() {
        model.close();
        hub.close();
    }

    @Test
    void the_model_hears_what_was_said_before_in_its_order() {
        connect();
        assertThat(ask("et on peut payer en plusieurs fois ?")).isInstanceOf(Rehearsal.Answer.Said.class);
        assertThat(model.last()
                        .path("messages")
                        .valueStream()
                        .filter(message -> !message.path("role").asString().equals("system"))
                        .map(RehearsalTest::line))
                .containsExactly(
                        "user: <<<c'est combien la formation ?>>>",
                        "assistant: La formation coûte 1 490 €.",
                        "user: <<<ok>>>",
                        "user: <<<et on peut payer en plusieurs fois ?>>>");
    }

    @Test
    void what_was_asked_before_brings_its_entries_along() {
        connect();
        assertThat(ask("et en plusieurs fois ?").words()).isEqualTo("Oui.");
        assertThat(ListeningModel.instructions(model.last())).contains("Quel est le prix de la formation");
    }

    @Test
    void nothing_is_written_and_nobody_is_told() {
        connect();
        List<String> before = written();
        assertThat(ask("et en plusieurs fois ?")).isNotNull();
        assertThat(written()).isEqualTo(before);
    }

    private List<String> written() {
        return hub.look("""
                select 'messages ' || count(*) from conversations.message union all select 'used ' || coalesce(sum(usage_count), 0)
                  from assistant.qa_count union all select 'entries ' || count(*) from ledger.entry
                """);
    }

    private Rehearsal.Answer ask(String question) {
        List<Rehearsal.Turn> before = BEFORE.subList(0, question.contains("payer") ? 2 : 1);
        return Tenancy.in(centre, () -> hub.part(Rehearsal.class).answer(before, question, false));
    }

    private void connect() {
        Map<String, String> settings = Map.of(
                "apiKey", "sk-test", "model", "m", "baseUrl", model.address().toString());
        assertThat(hub.connect(centre, "openai", settings).provider()).isEqualTo("openai");
    }

    private static String line(JsonNode message) {
        return message.path("role").asString() + ": " + message.path("content").asString();
    }
}
