package com.digiflowhub.assistant.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.specs.VendorDescription;
import com.digiflowhub.testing.SettableTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire of Chat Completions: what is asked, and what each answer means. */
class OpenAiTest {
    private static final String SAID =
            "{\"text\":\"1 490 €\",\"intent\":\"question\",\"handoff\":false,\"handoffReason\":null,\"usedEntries\":[\"a\"]}";
    private static final Prompt PROMPT = new Prompt(
            "rules",
            List.of(
                    new Prompt.Turn(true, "bonjour"),
                    new Prompt.Turn(false, "Bonjour !"),
                    new Prompt.Turn(true, "prix ?")),
            AnswerForm.of("reply", """
                    {"type": "object", "additionalProperties": false,
                     "required": ["text", "intent", "handoff", "handoffReason", "usedEntries"],
                     "properties": {"text": {"type": "string"}, "intent": {"type": "string"},
                       "handoff": {"type": "boolean"}, "handoffReason": {"type": ["string", "null"]},
                       "usedEntries": {"type": "array", "items": {"type": "string"}}}}
                    """));

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final StubServer server = new StubServer();
    private final OpenAi openAi = new OpenAi(new HubClock(time), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        openAi.close();
        server.close();
    }

    @Test
    void a_structured_reply_is_read() {
        assertThat(server.thenSays(SAID)).isNotNull();
        assertThat(ask("gpt-5-mini"))
                .isEqualTo(
                        new ModelReply.Said("gpt-5-mini", JsonMapper.shared().readTree(SAID), ModelReply.Usage.NONE));
        assertThat(server.calls().getFirst().authorization()).isEqualTo("Bearer sk-test");
    }

    @Test
    void what_is_asked_fits_the_vendor_s_description() {
        VendorDescription described = VendorDescription.openAi();
        server.then(
                        400,
                        StubServer.error("invalid_request_error", "unsupported_value", "temperature", "no temperature"))
                .then(
                        400,
                        StubServer.error(
                                "invalid_request_error", "unsupported_parameter", "max_completion_tokens", "?"))
                .then(400, StubServer.error("invalid_request_error", "", "response_format", "no schema"))
                .thenSays(SAID);
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions())
                .hasSize(4)
                .allSatisfy(body -> assertThat(described.validateRequest("POST", "/chat/completions", body))
                        .isEmpty());
        JsonNode first = server.completions().getFirst();
        assertThat(first.path("messages").path(0).path("role").asString()).isEqualTo("system");
        assertThat(first.path("messages").path(2).path("role").asString()).isEqualTo("assistant");
        assertThat(first.path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(first.path("max_completion_tokens").asInt()).isEqualTo(500);
        assertThat(first.at("/response_format/json_schema/strict").asBoolean()).isTrue();
    }

    @Test
    void what_a_server_does_not_take_is_left_out_from_then_on() {
        server.then(
                        400,
                        StubServer.error("invalid_request_error", "unsupported_value", "temperature", "no temperature"))
                .thenSays(SAID)
                .thenSays(SAID);
        assertThat(ask("o9")).isInstanceOf(ModelReply.Said.class);
        assertThat(ask("o9")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions()).hasSize(3);
        assertThat(server.completions().getLast().has("temperature")).isFalse();
        server.thenSays(SAID);
        assertThat(ask("another")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().has("temperature")).isTrue();
    }

    @Test
    void the_form_goes_down_one_rung_at_a_time_and_every_request_fits_the_description() {
        VendorDescription described = VendorDescription.openAi();
        server.then(400, StubServer.error("invalid_request_error", "", "response_format", "no json_schema here"))
                .then(400, StubServer.error("invalid_request_error", "", "tools", "no tools here"))
                .then(422, "{\"detail\":[{\"loc\":[\"body\",\"response_format\"],\"msg\":\"not permitted\"}]}")
                .thenSays("Voici : " + SAID)
                .thenSays(SAID);
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions())
                .extracting(OpenAiTest::rung)
                .containsExactly("json_schema", "tool", "json_object", "text");
        assertThat(server.completions())
                .allSatisfy(body -> assertThat(described.validateRequest("POST", "/chat/completions", body))
                        .isEmpty());
        assertThat(server.completions().getLast().at("/messages/0/content").asString())
                .contains("\"usedEntries\"");
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(rung(server.completions().getLast())).isEqualTo("text");
    }

    @Test
    void what_was_learned_is_forgotten_after_a_day() {
        server.then(400, StubServer.error("invalid_request_error", "", "response_format", "no"))
                .thenSays(SAID)
                .thenSays(SAID);
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        time.advance(Duration.ofHours(25));
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(rung(server.completions().getLast())).isEqualTo("json_schema");
    }

    @Test
    void a_server_that_ignores_the_form_is_met_lower_only_when_its_words_cannot_be_read() {
        server.thenSays("Sure! " + SAID).thenSays("1 490 €").thenCalls(SAID).thenCalls(SAID);
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions())
                .extracting(OpenAiTest::rung)
                .containsExactly("json_schema", "json_schema", "tool", "tool");
    }

    @Test
    void where_no_rung_helps_only_the_last_is_tried_for_a_while() {
        for (int n = 0; n < 6; n++) {
            server.thenSays("1 490 €");
        }
        assertThat(ask("small")).isInstanceOf(ModelReply.Failed.class);
        assertThat(ask("small")).isInstanceOf(ModelReply.Failed.class);
        assertThat(server.completions()).hasSize(5);
        time.advance(Duration.ofMinutes(11));
        assertThat(ask("small")).isNotNull();
        assertThat(rung(server.completions().get(5))).isEqualTo("json_schema");
    }

    @Test
    void a_refusal_without_a_word_is_met_with_messages_alone_once() {
        server.then(400, "{\"error\":\"Bad Request\"}").thenSays(SAID).then(400, "{}");
        assertThat(ask("small")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().propertyNames()).containsExactlyInAnyOrder("model", "messages");
        assertThat(ask("small")).isInstanceOf(ModelReply.Refused.class);
        assertThat(server.completions()).hasSize(3);
    }

    @Test
    void what_the_tries_cost_is_told_together() {
        server.then(
                        200,
                        "{\"choices\":[{\"message\":{\"content\":\"hm\"}}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}")
                .then(
                        200,
                        StubServer.completion(SAID, "stop")
                                .replaceFirst("}$", ",\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5}}"));
        assertThat(ask("small"))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class, said -> assertThat(said.usage()).isEqualTo(new ModelReply.Usage(21, 7)));
    }

    @Test
    void the_check_tells_when_the_model_ends_and_the_choice_takes_one_that_stays() {
        server.models(200, """
                {"data":[{"id":"gpt-5-mini","created":2,"shutdown_date":"2026-12-11"},
                 {"id":"gpt-4.1-mini","created":1,"shutdown_date":null},
                 {"id":"small","created":3,"deprecation":"2026-12-01T12:00:00Z"}]}""");
        server.thenSays(SAID).thenSays(SAID).thenSays(SAID);
        assertThat(openAi.check(connection("gpt-5-mini", "0.7")))
                .satisfiesExactly(fine -> assertThat(fine.code()).isEqualTo("openai.fine"), ends -> {
                    assertThat(ends.code()).isEqualTo("openai.model-ends");
                    assertThat(ends.verdict()).isEqualTo(Finding.Verdict.WARNING);
                    assertThat(ends.arguments()).containsExactly("gpt-5-mini", "2026-12-11", "gpt-4.1-mini");
                });
        assertThat(openAi.check(connection("small", "0.7")).getLast().arguments())
                .contains("2026-12-01");
        assertThat(openAi.check(connection("", "0.7")))
                .singleElement()
                .satisfies(fine -> assertThat(fine.arguments()).containsExactly("gpt-4.1-mini"));
    }

    @Test
    void an_answer_that_was_cut_is_asked_for_once_more_with_twice_the_room() {
        server.then(200, StubServer.completion("{\"text\":\"La for", "length")).thenSays(SAID);
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().path("max_completion_tokens").asInt())
                .isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La formation coûte 1 490 €.",
                "",
                "{\"text\":\"x\"}",
                "{\"text\":7,\"handoff\":false}",
                "[1]",
                "{\"text\":\"x\",\"handoff\":fal"
            })
    void words_that_are_not_what_was_asked_for_are_a_failure(String content) {
        server.thenSays(content).thenSays(content).thenSays(content).thenSays(content);
        assertThat(ask("gpt-5-mini"))
                .isInstanceOfSatisfying(
                        ModelReply.Failed.class,
                        failed -> assertThat(failed.why().code()).isEqualTo("model-unreadable"));
    }

    @Test
    void json_in_a_fence_is_read_all_the_same() {
        server.thenSays("```json\n" + SAID + "\n```");
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Said.class);
    }

    @Test
    void a_refusal_and_a_filter_are_final() {
        server.then(200, StubServer.completion("", "content_filter"))
                .then(
                        200,
                        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null,\"refusal\":\"I cannot\"}}]}")
                .then(400, StubServer.error("invalid_request_error", "content_filter", "prompt", "filtered"));
        for (int n = 0; n < 3; n++) {
            assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Declined.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_request_error, invalid_api_key, openai.key-refused",
        "403, request_forbidden, unsupported_country_region_territory, openai.not-allowed",
        "404, invalid_request_error, model_not_found, openai.model-unknown",
        "429, insufficient_quota, insufficient_quota, openai.quota-used-up",
        "429, billing, credit_balance_exhausted, openai.quota-used-up"
    })
    void what_a_person_must_mend_breaks_the_account(int status, String type, String code, String finding) {
        server.then(status, StubServer.error(type, code, "", "no"));
        assertThat(ask("gpt-5-mini")).isEqualTo(new ModelReply.Broken(finding));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504})
    void a_breakdown_of_the_server_may_pass(int status) {
        server.then(status, "<html>oops</html>");
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Failed.class);
    }

    @Test
    void the_server_s_own_word_on_trying_again_counts_first() {
        server.then(500, "{}", "x-should-retry", "false").then(418, "{}", "x-should-retry", "true");
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Refused.class);
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7000",
        "retry-after-ms, 250, 250",
        "'retry-after', 'Wed, 25 Nov 2026 09:00:30 GMT', 30000",
        "x-nothing, 1, 5000",
        "retry-after, soon, 5000"
    })
    void how_long_to_wait_is_read_in_all_its_forms(String header, String value, long millis) {
        server.then(429, StubServer.error("requests", "rate_limit_exceeded", "", "slow down"), header, value);
        assertThat(ask("gpt-5-mini"))
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofMillis(millis)));
    }

    @Test
    void a_request_of_ours_that_is_wrong_is_not_repeated() {
        server.then(400, StubServer.error("invalid_request_error", "context_length_exceeded", "messages", "too long"));
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Refused.class);
        assertThat(server.completions()).hasSize(1);
    }

    @Test
    void a_server_that_answers_drop_by_drop_is_left_after_the_limit() {
        server.drip();
        Instant begun = Instant.now();
        assertThat(ask("gpt-5-mini")).isInstanceOf(ModelReply.Failed.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_server_that_is_not_there_is_a_failure_that_may_pass() {
        StubServer gone = new StubServer();
        URI address = gone.address();
        gone.close();
        assertThat(openAi.ask(connection("gpt-5-mini", "0.7", address), PROMPT))
                .isInstanceOfSatisfying(
                        ModelReply.Failed.class,
                        failed -> assertThat(failed.why().code()).isEqualTo("model-unreachable"));
    }

    @Test
    void without_a_name_a_small_model_is_chosen_from_the_list_and_kept_for_a_while() {
        server.models("text-embedding-3-small", "gpt-6", "gpt-5-mini", "gpt-4.1-mini", "whisper-1");
        server.thenSays(SAID).thenSays(SAID).thenSays(SAID);
        assertThat(openAi.model(connection("", "0.7"))).isEmpty();
        assertThat(ask(""))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class, said -> assertThat(said.model()).isEqualTo("gpt-5-mini"));
        assertThat(openAi.model(connection("", "0.7"))).isEqualTo("gpt-5-mini");
        assertThat(ask("")).isInstanceOf(ModelReply.Said.class);
        assertThat(lists()).isEqualTo(1);
        time.advance(Duration.ofMinutes(11));
        assertThat(ask("")).isInstanceOf(ModelReply.Said.class);
        assertThat(lists()).isEqualTo(2);
    }

    @Test
    void the_choice_prefers_the_newest_small_family_then_the_newest_to_talk_with() {
        assertThat(Catalogue.best(List.of("gpt-4.1-mini", "gpt-5.2-mini", "gpt-5-mini")))
                .contains("gpt-5.2-mini");
        assertThat(Catalogue.best(List.of("gpt-6-audio-preview", "gpt-6", "gpt-5")))
                .contains("gpt-6");
        assertThat(Catalogue.best(List.of("bge-rerank", "mistral-small"))).contains("mistral-small");
        assertThat(Catalogue.best(List.of("text-embedding-3-small"))).isEmpty();
    }

    @Test
    void a_list_that_is_refused_tells_why_before_anything_is_asked() {
        server.models(401, StubServer.error("invalid_request_error", "invalid_api_key", "", "no"));
        assertThat(ask("")).isEqualTo(new ModelReply.Broken("openai.key-refused"));
        assertThat(server.completions()).isEmpty();
    }

    @Test
    void the_check_says_which_model_answers() {
        server.thenSays(SAID);
        assertThat(openAi.check(connection("", "0.7"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("openai.fine");
            assertThat(finding.verdict()).isEqualTo(Finding.Verdict.FINE);
            assertThat(finding.arguments()).containsExactly("gpt-5-mini");
        });
    }

    @Test
    void an_address_that_lists_no_models_is_named_and_no_model_is_blamed() {
        server.models(404, "<html>Not Found</html>");
        assertThat(openAi.check(connection("", "0.7"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("openai.no-list");
            assertThat(finding.verdict()).isEqualTo(Finding.Verdict.BROKEN);
            assertThat(finding.arguments()).containsExactly(server.address().toString());
        });
    }

    @Test
    void the_check_names_a_withdrawn_model_and_offers_those_that_are_there() {
        server.models("gpt-5-mini", "gpt-5", "text-embedding-3-small");
        assertThat(openAi.check(connection("gpt-4-turbo-preview", "0.7")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("openai.model-unknown");
                    assertThat(finding.verdict()).isEqualTo(Finding.Verdict.BROKEN);
                    assertThat(finding.arguments()).containsExactly("gpt-4-turbo-preview", "gpt-5-mini, gpt-5");
                });
    }

    @Test
    void the_check_tells_the_key_the_credit_the_network_and_the_form_apart() {
        server.models(401, StubServer.error("invalid_request_error", "invalid_api_key", "", "no"));
        assertThat(codes("gpt-5-mini", "0.7")).containsExactly("openai.key-refused");
        server.models("gpt-5-mini");
        server.then(429, StubServer.error("insufficient_quota", "insufficient_quota", "", "no money"));
        assertThat(codes("gpt-5-mini", "0.7")).containsExactly("openai.quota-used-up");
        server.then(429, StubServer.error("requests", "rate_limit_exceeded", "", "slow"));
        assertThat(codes("gpt-5-mini", "0.7")).containsExactly("openai.busy");
        server.thenSays("ok").thenSays("ok").thenSays("ok").thenSays("ok");
        assertThat(codes("gpt-5-mini", "0.7")).containsExactly("openai.answer-odd");
        server.models(503, "");
        assertThat(codes("gpt-5-mini", "0.7")).containsExactly("openai.unreachable");
        server.models("whisper-1");
        assertThat(codes("", "0.7")).containsExactly("openai.no-model");
    }

    @ParameterizedTest
    @CsvSource({"0.7, true", "'0,7', true", "0, true", "2, true", "2.1, false", "-1, false", "warm, false", "NaN, false"
    })
    void a_temperature_is_a_number_from_nought_to_two(String text, boolean right) {
        assertThat(connection("", text).settings(OpenAiSettings.class).heat().isPresent())
                .isEqualTo(right);
        server.thenSays(SAID);
        assertThat(codes("gpt-5-mini", text).contains("openai.temperature-wrong"))
                .isEqualTo(!right);
    }

    private List<String> codes(String model, String temperature) {
        return openAi.check(connection(model, temperature)).stream()
                .map(Finding::code)
                .toList();
    }

    private static String rung(JsonNode asked) {
        return asked.has("tools") ? "tool" : asked.at("/response_format/type").asString("text");
    }

    private long lists() {
        return server.calls().stream()
                .filter(call -> call.line().equals("GET /v1/models"))
                .count();
    }

    private ModelReply ask(String model) {
        return openAi.ask(connection(model, "0.7"), PROMPT);
    }

    private Connection connection(String model, String temperature) {
        return connection(model, temperature, server.address());
    }

    private static Connection connection(String model, String temperature, URI address) {
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                "openai",
                "OpenAI",
                "path",
                new OpenAiSettings(new Secret("sk-test"), model, temperature, 500, address));
    }
}
