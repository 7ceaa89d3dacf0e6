package com.digiflowhub.assistant.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.vocabulary.ContactId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ten scripted leads, by rule and by the simulated model, each with reasons that stand on their words. */
class TenLeadsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void ten_leads_get_the_scores_that_were_expected_of_them() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder();
        Map<String, Verdict> byRule = new LinkedHashMap<>();
        Map<String, Verdict> byModel = new LinkedHashMap<>();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
                HttpClient http = HttpClient.newHttpClient()) {
            for (TenLeads lead : TenLeads.ALL) {
                byRule.put(lead.who(), Rules.weigh(lead.said()));
                byModel.put(
                        lead.who(),
                        Question.read(ask(http, sandbox.modelAddress(), lead), lead.said())
                                .orElseThrow());
                table.append(lead.line(byRule.get(lead.who())))
                        .append(lead.line(byModel.get(lead.who())))
                        .append('\n');
            }
        }
        Figures.write("ten-leads", table.toString());
        for (TenLeads lead : TenLeads.ALL) {
            for (Map<String, Verdict> verdicts : List.of(byRule, byModel)) {
                Verdict verdict = Objects.requireNonNull(verdicts.get(lead.who()));
                assertThat(verdict.score()).as(lead.line(verdict)).isBetween(lead.least(), lead.most());
                assertThat(verdict.sentiment().tone()).as(lead.line(verdict)).isEqualTo(lead.tone());
                assertThat(verdict.reasons().stream()
                                        .mapToInt(reason -> reason.points())
                                        .sum()
                                + Verdict.BASE)
                        .isEqualTo(verdict.score());
                assertThat(verdict.reasons())
                        .as(lead.who())
                        .isNotEmpty()
                        .allMatch(reason -> reason.sign().equals("limit")
                                || String.join(" ", lead.said()).contains(reason.quote()));
            }
        }
        assertThat(byRule.values().stream().map(Verdict::score).distinct().count())
                .as("different scores by rule")
                .isGreaterThanOrEqualTo(6);
    }

    /** As it goes over the wire, so that what the sandbox knows it read there. */
    private static JsonNode ask(HttpClient http, URI model, TenLeads lead) throws IOException, InterruptedException {
        Transcript transcript = new Transcript(
                new ConversationId(UUID.randomUUID()),
                new ContactId(UUID.randomUUID()),
                Optional.empty(),
                1,
                false,
                true,
                lead.said().stream()
                        .map(text -> new Transcript.Line(
                                new MessageId(UUID.randomUUID()), Transcript.Speaker.CONTACT, text, Instant.EPOCH))
                        .toList());
        Prompt prompt = Question.write(transcript, AiConfiguration.NONE, Locale.ENGLISH);
        var body = JSON.createObjectNode().put("model", "gpt-5-mini");
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.instructions());
        messages.addObject()
                .put("role", "user")
                .put("content", prompt.turns().getFirst().text());
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", prompt.form().name())
                .put("strict", true)
                .set("schema", prompt.form().schema());
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(model + "/chat/completions"))
                        .header("Authorization", "Bearer sk-sandbox")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
        String content =
                JSON.readTree(answer.body()).at("/choices/0/message/content").asString("");
        return prompt.form().read(content).orElseThrow(() -> new AssertionError(answer.body()));
    }
}
