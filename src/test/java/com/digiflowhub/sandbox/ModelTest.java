package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.specs.VendorDescription;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The simulated model: its wire against the vendor's description, and what it makes of knowledge in the request. */
class ModelTest {

    private static final String KNOWLEDGE = """
            Tu es l'assistant de l'agence [Atlas].
            KNOWLEDGE:
            [{"id":"price","question":"Quel est le prix de la formation ?","answer":"La formation coûte 490 €"},
             {"id":"hours","question":"Quels sont vos horaires d'ouverture ?","answer":"Nous sommes ouverts du lundi au vendredi de 9 h à 18 h."},
             {"id":"place","question":"Où êtes-vous situés ?","answer":"Au 10 rue de l'Exemple, à Paris."},
             {"id":"instalments","question":"Peut-on payer en plusieurs fois ?","answer":"Oui, en trois fois sans frais."},
             {"id":"refund","question":"Quelles sont les conditions de remboursement ?","answer":"Remboursement sous 14 jours."}]""";
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["reply","intent","handoff","handoffReason","usedEntries"],
             "properties":{"reply":{"type":"string"},"intent":{"type":"string","enum":["greeting","question","human","other"]},
             "handoff":{"type":"boolean"},"handoffReason":{"type":["string","null"]},"usedEntries":{"type":"array","items":{"type":"string"}}}}""";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller asker = new Caller(sandbox.modelAddress(), "sk-sandbox");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void takes_and_refuses_the_samples_as_the_description_does() {
        var described = VendorDescription.openAi();
        var samples = VendorDescription.requestSamples("openai-chat__");
        assertThat(samples).hasSizeGreaterThan(5);
        for (var sample : samples) {
            var name = sample.getFileName().toString();
            var text = VendorDescription.read(sample);
            var fits = described
                    .validateRequest("POST", "/chat/completions", Caller.JSON.readTree(text))
                    .isEmpty();
            var answer = asker.post("/chat/completions", text);
            assertThat(fits).as(name).isEqualTo(!name.contains("__BAD_"));
            assertThat(answer.statusCode() == 200)
                    .as("%s: %s", name, answer.body())
                    .isEqualTo(fits);
            if (name.contains("stream")) {
                chunks(answer.body())
                        .forEach(chunk -> assertThat(described.validate("CreateChatCompletionStreamResponse", chunk))
                                .isEmpty());
            } else {
                assertThat(described.validate(
                                fits ? "CreateChatCompletionResponse" : "ErrorResponse", Caller.json(answer)))
                        .as(answer.body())
                        .isEmpty();
            }
        }
        assertThat(described.validateResponse("GET", "/models", 200, Caller.json(asker.get("/models"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bonjour, c'est combien la formation ? | price
            how much is the training              | price
            ca coute cb la formaton               | price
            vous ouvrez a quelle heure            | hours
            Where are you located?                | place
            je peux payer en 3 fois ?             | instalments
            Can I get a refund?                   | refund
            """)
    void answers_from_the_entry_that_fits_in_two_languages_with_slips(String question, String entry) {
        var reply = ask(question);
        assertThat(reply.path("usedEntries").toString()).as(reply.toString()).isEqualTo("[\"" + entry + "\"]");
        assertThat(reply.path("handoff").asBoolean(true)).isFalse();
        assertThat(reply.path("handoffReason").isNull()).isTrue();
        assertThat(reply.path("intent").asString("")).isEqualTo("question");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Vendez-vous des vélos électriques ?        | unknown
            Do you repair washing machines?            | unknown
            Quelle est la capitale de l'Australie ?    | unknown
            Je voudrais parler à quelqu'un             | person
            Je veux un humain                          | person
            Can I speak to someone please              | person
            """)
    void hands_over_when_it_does_not_know_or_a_person_is_asked_for(String question, String why) {
        var reply = ask(question);
        assertThat(reply.path("handoff").asBoolean(false)).as(reply.toString()).isTrue();
        assertThat(reply.path("handoffReason").asString(""))
                .isEqualTo(why.equals("person") ? "asked for a person" : "not in the knowledge");
        assertThat(reply.path("usedEntries").isEmpty()).isTrue();
    }

    @Test
    void greets_when_greeted_in_the_language_of_the_greeting() {
        assertThat(ask("Bonjour !").path("reply").asString("")).startsWith("Bonjour");
        assertThat(ask("Hello").path("reply").asString("")).startsWith("Hello");
        assertThat(ask("Hello").path("intent").asString("")).isEqualTo("greeting");
    }

    @Test
    void knows_nothing_that_the_request_does_not_hold() {
        var answer = asker.post(
                "/chat/completions",
                "{\"model\":\"gpt-5-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Combien la formation ?\"}]}");
        assertThat(Caller.json(answer).at("/choices/0/message/content").asString(""))
                .contains("pas cette information");
    }

    @Test
    void a_stream_says_the_same_in_pieces_and_ends_with_its_mark() {
        var body = request("C'est combien la formation ?").put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        var answer = asker.post("/chat/completions", body.toString()).body();
        var whole = new StringBuilder();
        chunks(answer)
                .forEach(chunk ->
                        whole.append(chunk.at("/choices/0/delta/content").asString("")));
        assertThat(Caller.JSON.readTree(whole.toString()).path("reply").asString(""))
                .isEqualTo("La formation coûte 490 €.");
        assertThat(answer).endsWith("data: [DONE]\n\n");
        assertThat(chunks(answer).getLast().at("/usage/total_tokens").asInt(0)).isPositive();
    }

    @Test
    void a_wrong_key_and_an_unknown_model_are_told_apart() {
        assertThat(asker.with("other").get("/models").statusCode()).isEqualTo(401);
        var unknown = asker.post(
                "/chat/completions", request("x").put("model", "gpt-none").toString());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Caller.json(unknown).at("/error/code").asString("")).isEqualTo("model_not_found");
    }

    private JsonNode ask(String question) {
        var answer =
                Caller.json(asker.post("/chat/completions", request(question).toString()));
        return Caller.JSON.readTree(answer.at("/choices/0/message/content").asString("?"));
    }

    private static tools.jackson.databind.node.ObjectNode request(String question) {
        var body = Caller.JSON.createObjectNode().put("model", "gpt-5-mini");
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", KNOWLEDGE);
        messages.addObject().put("role", "user").put("content", question);
        var format =
                body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        format.put("name", "reply").put("strict", true).set("schema", Caller.JSON.readTree(SCHEMA));
        return body;
    }

    private static List<JsonNode> chunks(String stream) {
        return Arrays.stream(stream.split("\n\n"))
                .map(event -> event.substring("data: ".length()))
                .filter(event -> !event.equals("[DONE]"))
                .map(event -> (JsonNode) Caller.JSON.readTree(event))
                .toList();
    }
}
