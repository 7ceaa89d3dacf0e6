package com.digiflowhub.assistant.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.ModelProviderContract;
import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.testing.SettableTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What becomes of each fault on the wire of Chat Completions, and of servers that only resemble the vendor's. */
class OpenAiFaultsTest {
    private static final String KEY = "sk-very-secret";
    private static final String SAID = "{\"text\":\"490 €\"}";
    private static final AnswerForm FORM = AnswerForm.of("form", """
            {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
            """);

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final StubServer server = new StubServer();
    private final OpenAi openAi = new OpenAi(new HubClock(time), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        openAi.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, openai.key-refused, BROKEN",
        "402, insufficient_balance, openai.quota-used-up, BROKEN",
        "403, unsupported_country_region_territory, openai.not-allowed, BROKEN",
        "404, model_not_found, openai.model-unknown, BROKEN",
        "400, context_length_exceeded, openai.request-refused, BROKEN",
        "400, content_filter, openai.answer-odd, WARNING",
        "400, billing_hard_limit_reached, openai.quota-used-up, BROKEN",
        "429, rate_limit_exceeded, openai.busy, WARNING",
        "429, insufficient_quota, openai.quota-used-up, BROKEN",
        "500, server_error, openai.unreachable, WARNING",
        "503, slow_down, openai.unreachable, WARNING"
    })
    void each_documented_error_is_a_finding_with_its_remedy_in_both_languages(
            int status, String error, String code, Finding.Verdict verdict) {
        server.then(status, StubServer.error("some_error", error, "", "the key " + KEY + " said prix ?"));
        Finding finding = openAi.check(connection("gpt-5-mini")).getFirst();
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.toString()).doesNotContain(KEY).doesNotContain("prix ?");
        ModelProviderContract.assertThatWordsAreThere(code);
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_exceeded, model-429: rate_limit_exceeded",
        "429, '', model-429: HTTP 429",
        "503, slow_down, model-503: slow_down",
        "400, context_length_exceeded, model-400: context_length_exceeded",
        "413, '', model-413: HTTP 413"
    })
    void a_reason_names_the_error_and_repeats_none_of_its_words(int status, String code, String reason) {
        server.then(status, StubServer.error("some_error", code, "messages", "bad " + KEY + " in prix ?"));
        assertThat(why(ask())).isEqualTo(reason);
        assertThat(server.completions()).hasSize(1);
    }

    @Test
    void an_error_whose_code_is_null_is_told_by_its_status() {
        server.then(429, "{\"error\":{\"message\":\"slow\",\"type\":null,\"param\":null,\"code\":null}}");
        assertThat(why(ask())).isEqualTo("model-429: HTTP 429");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed_since_the_key_would_go_with_it(int status) {
        try (StubServer elsewhere = new StubServer()) {
            elsewhere.thenSays(SAID);
            server.then(status, "", "location", elsewhere.address() + "/chat/completions");
            assertThat(ask()).isInstanceOf(ModelReply.Refused.class);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/openai/deployments/one"})
    void an_address_may_have_any_path_before_the_wire_s_own(String path) {
        server.thenSays(SAID);
        assertThat(openAi.ask(connection("", KEY, server.address(), path), prompt()))
                .isInstanceOf(ModelReply.Said.class);
        assertThat(server.calls())
                .extracting(StubServer.Call::line)
                .containsExactly("GET " + path + "/models", "POST " + path + "/chat/completions");
        assertThat(server.calls()).extracting(StubServer.Call::authorization).containsOnly("Bearer " + KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"choices\":[]}", "{\"choices\":[{\"message\":null}]}"})
    void a_good_status_without_a_message_is_unreadable_and_no_reason_to_ask_otherwise(String body) {
        server.then(200, body).thenSays(SAID);
        assertThat(why(ask())).startsWith("model-unreadable");
        assertThat(server.completions()).hasSize(1);
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().at("/response_format/type").asString())
                .isEqualTo("json_schema");
    }

    @Test
    void an_answer_beyond_a_million_bytes_is_not_read() {
        server.thenSays("{\"text\":\"" + "a".repeat(1_000_000) + "\"}")
                .thenSays("{\"text\":\"" + "a".repeat(1_100_000) + "\"}");
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(why(ask())).startsWith("model-unreadable");
    }

    @Test
    void an_answer_cut_twice_is_given_up_with_what_was_allowed() {
        server.then(200, StubServer.completion("{\"text\":\"La", "length"))
                .then(200, StubServer.completion("{\"text\":\"La f", "length"));
        assertThat(why(ask())).startsWith("model-cut");
        assertThat(server.completions())
                .extracting(asked -> asked.path("max_completion_tokens").asInt())
                .containsExactly(500, 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"text\":", "null", "{\"text\":7}", "text=490"})
    void a_tool_called_with_broken_arguments_is_met_one_step_lower(String arguments) {
        server.then(400, StubServer.error("invalid_request_error", "", "response_format", "no"))
                .thenCalls(arguments)
                .thenSays(SAID);
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().at("/response_format/type").asString())
                .isEqualTo("json_object");
    }

    @Test
    void arguments_may_be_an_object_and_words_beside_broken_ones_are_read() {
        server.then(200, """
                {"choices":[{"message":{"tool_calls":[{"function":{"arguments":{"text":"objet"}}}]}}]}""").then(200, """
                {"choices":[{"message":{"content":"{\\"text\\":\\"mots\\"}","tool_calls":[{"function":{"arguments":"{"}}]}}]}""");
        assertThat(text(ask())).isEqualTo("objet");
        assertThat(text(ask())).isEqualTo("mots");
    }

    @Test
    void a_server_that_changes_its_mind_is_followed_down_and_the_new_lesson_kept() {
        server.then(400, StubServer.error("invalid_request_error", "", "response_format", "no"))
                .thenCalls(SAID)
                .then(400, StubServer.error("invalid_request_error", "", "tools", "no tools any more"))
                .thenSays(SAID)
                .thenSays(SAID);
        for (int n = 0; n < 3; n++) {
            assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        }
        assertThat(server.completions())
                .extracting(OpenAiFaultsTest::rung)
                .containsExactly("json_schema", "tool", "tool", "json_object", "json_object");
    }

    @Test
    void a_fault_in_the_middle_of_the_ladder_teaches_nothing() {
        server.then(400, StubServer.error("invalid_request_error", "", "response_format", "no"))
                .then(503, "{}")
                .thenSays(SAID);
        assertThat(ask()).isInstanceOf(ModelReply.Failed.class);
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions())
                .extracting(OpenAiFaultsTest::rung)
                .containsExactly("json_schema", "tool", "json_schema");
    }

    @Test
    void every_step_down_fits_in_one_question_and_all_are_paid() {
        for (String named : List.of(
                "response_format", "max_completion_tokens", "tools", "max_tokens", "temperature", "json_object")) {
            server.then(400, StubServer.error("invalid_request_error", "", named, named));
        }
        server.then(
                200,
                "{\"choices\":[{\"message\":{\"content\":" + quoted(SAID)
                        + "}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}");
        assertThat(ask())
                .isInstanceOfSatisfying(
                        ModelReply.Said.class, said -> assertThat(said.usage()).isEqualTo(new ModelReply.Usage(9, 4)));
        assertThat(server.completions().getLast().propertyNames()).containsExactlyInAnyOrder("model", "messages");
    }

    @Test
    void a_server_that_refuses_for_ever_is_left_after_a_few_tries() {
        for (int n = 0; n < 30; n++) {
            server.then(400, "{\"detail\":\"response_format tools json_object max_tokens temperature\"}");
        }
        assertThat(ask()).isInstanceOf(ModelReply.Refused.class);
        assertThat(server.completions()).hasSizeBetween(2, 8);
    }

    @Test
    void first_questions_at_the_same_time_are_all_answered() {
        for (int n = 0; n < 8; n++) {
            server.thenSays(SAID);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ModelReply>> replies = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> openAi.ask(connection(""), prompt()), threads))
                    .toList();
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(text(reply.join())).isEqualTo("490 €"));
        }
        assertThat(openAi.model(connection(""))).isEqualTo("gpt-5-mini");
    }

    @Test
    void without_a_conversation_the_rules_alone_are_sent_and_a_long_one_is_sent_whole() {
        server.thenSays(SAID).thenSays(SAID);
        assertThat(openAi.ask(connection("m"), prompt())).isInstanceOf(ModelReply.Said.class);
        assertThat(server.completions().getLast().path("messages").size()).isEqualTo(1);
        Prompt.Turn[] turns = IntStream.range(0, 1_500)
                .mapToObj(n -> new Prompt.Turn(n % 2 == 0, "mot " + n))
                .toArray(Prompt.Turn[]::new);
        assertThat(openAi.ask(connection("m"), prompt(turns))).isInstanceOf(ModelReply.Said.class);
        JsonNode sent = server.completions().getLast().path("messages");
        assertThat(sent.size()).isEqualTo(1_501);
        assertThat(sent.get(1_500).path("content").asString()).isEqualTo("mot 1499");
    }

    @Test
    void a_key_that_no_header_may_hold_is_a_failure_that_does_not_tell_it() {
        ModelReply reply = openAi.ask(connection("m", "sk\nvery-secret", server.address(), ""), prompt());
        assertThat(why(reply)).startsWith("model-unreachable").doesNotContain("very-secret");
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 25 Nov 2026 08:59:00 GMT", "99999999999", "-1"})
    void a_pause_that_is_over_or_absurd_is_the_usual_one(String value) {
        server.then(429, StubServer.error("requests", "rate_limit_exceeded", "", "slow"), "retry-after", value);
        assertThat(ask())
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void what_was_chosen_for_one_account_is_not_taken_for_another_at_the_same_server() {
        server.thenSays(SAID).thenSays(SAID);
        server.models("gpt-5-mini");
        assertThat(openAi.ask(connection(""), prompt())).isInstanceOf(ModelReply.Said.class);
        server.models("gpt-4.1-mini");
        Connection other = connection("", "sk-other", server.address(), "/v1");
        assertThat(openAi.ask(other, prompt())).isInstanceOf(ModelReply.Said.class);
        assertThat(openAi.model(other)).isEqualTo("gpt-4.1-mini");
        assertThat(openAi.model(connection(""))).isEqualTo("gpt-5-mini");
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\"", "\\\"") + "\"";
    }

    private static String rung(JsonNode asked) {
        return asked.has("tools") ? "tool" : asked.at("/response_format/type").asString("text");
    }

    private static String text(ModelReply reply) {
        return reply instanceof ModelReply.Said said
                ? said.answer().path("text").asString()
                : reply.toString();
    }

    private static String why(ModelReply reply) {
        return switch (reply) {
            case ModelReply.Failed failed -> failed.why().toString();
            case ModelReply.Refused refused -> refused.why().toString();
            case ModelReply.TooMany many -> many.why().toString();
            default -> reply.toString();
        };
    }

    private ModelReply ask() {
        return openAi.ask(connection("gpt-5-mini"), prompt(new Prompt.Turn(true, "prix ?")));
    }

    private static Prompt prompt(Prompt.Turn... turns) {
        return new Prompt("rules", List.of(turns), FORM);
    }

    private Connection connection(String model) {
        return connection(model, KEY, server.address(), "/v1");
    }

    private static Connection connection(String model, String key, URI server, String path) {
        URI address = URI.create("http://" + server.getAuthority() + path);
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                "openai",
                "OpenAI",
                "path",
                new OpenAiSettings(new Secret(key), model, "0.7", 500, address));
    }
}
