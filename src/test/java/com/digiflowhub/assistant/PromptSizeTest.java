package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What one answer costs in tokens where much is known and much was said. A token is counted as four characters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptSizeTest {
    private static final int ENTRIES = 1_000;
    private static final int MESSAGES = 200;
    private static final int AIM = 3_000;

    private final AnsweringHub hub = new AnsweringHub();
    private final ListeningModel model = new ListeningModel();

    @AfterAll
    void close() {
        model.close();
        hub.close();
    }

    @Test
    void a_reply_s_request_stays_small() {
        WorkspaceId centre = hub.trainingCentre();
        List<QaEntry.Draft> drafts = entries();
        Tenancy.run(centre, () -> hub.part(QaEntries.class).add(drafts));
        Lead lead = Lead.of(hub, centre);
        String line =
                "Je voudrais aussi savoir comment se passe le module numéro %d, s'il vous plaît, et s'il reste de la place.";
        int said = 0;
        for (int n = 0; n < MESSAGES; n++) {
            said += line.formatted(n).length();
            lead.writes(line.formatted(n));
        }
        lead.write(lead.think());
        hub.connect(
                centre,
                "openai",
                Map.of("apiKey", "sk", "model", "m", "baseUrl", model.address().toString()));
        model.says("D'accord.");
        lead.says("et combien coûte le module 417 ?");
        JsonNode request = model.last();
        int characters = request.path("messages")
                .valueStream()
                .mapToInt(message -> message.path("content").asString().length())
                .sum();
        int naive = drafts.stream()
                        .mapToInt(draft ->
                                draft.question().length() + draft.response().length() + 60)
                        .sum()
                + said;
        Figures.write(
                "tokens-of-a-reply",
                "tokens of a reply's request at %d entries and %d messages: %d (%d messages of history, %d entries shown); all entries and all messages would be %d%n"
                        .formatted(
                                ENTRIES,
                                MESSAGES,
                                characters / 4,
                                request.path("messages").size() - 1,
                                ListeningModel.knowledge(request).size(),
                                naive / 4));
        assertThat(characters / 4).isLessThan(AIM);
        assertThat(ListeningModel.knowledge(request).toString()).contains("module 417");
    }

    private static List<QaEntry.Draft> entries() {
        List<QaEntry.Draft> drafts = new ArrayList<>();
        for (int n = 0; n < ENTRIES; n++) {
            drafts.add(new QaEntry.Draft(
                    "Combien coûte le module " + n + " et que contient-il ?",
                    "Le module %d coûte %d €. Il dure deux jours, se tient à Cayenne ou à distance, et se termine par une attestation que vous pouvez montrer à votre employeur. Les supports restent à vous."
                            .formatted(n, 200 + n),
                    "modules",
                    List.of("tarif"),
                    true));
        }
        return drafts;
    }
}
