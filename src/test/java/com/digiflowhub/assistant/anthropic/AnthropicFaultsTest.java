package com.digiflowhub.assistant.anthropic;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each fault on the Messages wire, and of a server that is not the vendor's. */
class AnthropicFaultsTest {
    private static final String KEY = "sk-ant-very-secret";
    private static final String MODEL = "claude-haiku-4-5";
    private static final Prompt PROMPT =
            new Prompt("rules", List.of(new Prompt.Turn(true, "prix ?")), AnswerForm.of("form", """
                    {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
                    """));

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final StubClaude server = new StubClaude();
    private final Anthropic anthropic = new Anthropic(new HubClock(time), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        anthropic.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error, anthropic.key-refused, BROKEN",
        "402, billing_error, anthropic.credit-used-up, BROKEN",
        "403, permission_error, anthropic.not-allowed, BROKEN",
        "404, not_found_error, anthropic.model-unknown, BROKEN",
        "400, invalid_request_error, anthropic.request-refused, BROKEN",
        "413, request_too_large, anthropic.request-refused, BROKEN",
        "429, rate_limit_error, anthropic.busy, WARNING",
        "500, api_error, anthropic.unreachable, WARNING",
        "504, timeout_error, anthropic.unreachable, WARNING",
        "529, overloaded_error, anthropic.unreachable, WARNING"
    })
    void each_documented_error_is_a_finding_with_its_remedy_in_both_languages(
            int status, String type, String code, Finding.Verdict verdict) {
        server.then(status, StubClaude.error(type, "the key " + KEY + " said prix ?"));
        Finding finding = anthropic.check(connection(MODEL)).getFirst();
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.toString()).doesNotContain(KEY).doesNotContain("prix ?");
        ModelProviderContract.assertThatWordsAreThere(code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, Refused, model-400: invalid_request_error",
        "413, request_too_large, Refused, model-413: request_too_large",
        "429, rate_limit_error, TooMany, model-429: rate_limit_error",
        "408, timeout_error, Failed, model-408: timeout_error",
        "500, api_error, Failed, model-500: api_error",
        "529, overloaded_error, Failed, model-529: overloaded_error"
    })
    void a_reason_names_the_error_and_repeats_none_of_its_words(int status, String type, String end, String reason) {
        server.then(status, StubClaude.error(type, "bad " + KEY + " in prix ?"));
        ModelReply reply = ask();
        assertThat(reply.getClass().getSimpleName()).isEqualTo(end);
        assertThat(reply.toString()).doesNotContain(KEY).doesNotContain("prix ?");
        assertThat(why(reply)).isEqualTo(reason);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void an_account_without_money_is_known_by_its_words_under_a_wrong_request() {
        server.then(400, StubClaude.error("invalid_request_error", "Your credit balance is too low to use the API."));
        assertThat(ask()).isEqualTo(new ModelReply.Broken("anthropic.credit-used-up"));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "0, 0", "soon, 5", "-4, 5", "99999999999, 5"})
    void a_pause_is_taken_from_the_server_where_it_is_a_number_of_seconds(String header, long seconds) {
        server.then(429, StubClaude.error("rate_limit_error", "slow down"), "retry-after", header);
        assertThat(ask())
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed_since_the_key_would_go_with_it(int status) {
        try (StubClaude elsewhere = new StubClaude()) {
            server.then(status, "", "location", elsewhere.at("/v1/messages").toString());
            assertThat(ask()).isInstanceOf(ModelReply.Refused.class);
            server.models(status, "", "location", elsewhere.at("/v1/models").toString());
            assertThat(anthropic.ask(connection(""), PROMPT)).isInstanceOf(ModelReply.Refused.class);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/gateway", "/a/b"})
    void an_address_may_have_a_path_before_the_wire_s_own(String path) {
        assertThat(anthropic.ask(connection("", KEY, server.at(path)), PROMPT)).isInstanceOf(ModelReply.Said.class);
        assertThat(server.calls())
                .extracting(StubClaude.Call::line)
                .containsExactly("GET " + path + "/v1/models?limit=100", "POST " + path + "/v1/messages");
        assertThat(server.calls()).allSatisfy(call -> {
            assertThat(call.key()).isEqualTo(KEY);
            assertThat(call.version()).isEqualTo("2023-06-01");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "7", "<html>", "{\"content\":null}", "{\"content\":[]}", "{\"content\":[7]}"})
    void a_good_status_without_an_answer_is_unreadable(String body) {
        server.then(200, body);
        assertThat(why(ask())).startsWith("model-unreadable");
    }

    @Test
    void an_answer_that_breaks_off_on_the_way_may_go_better_next_time() {
        server.thenBreaksOff("{\"content\":[{\"type\":\"tool_use\",\"input\":{\"text\":\"La");
        assertThat(why(ask())).startsWith("model-unreachable");
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
    }

    @Test
    void an_answer_beyond_a_million_bytes_is_not_read() {
        server.then(200, StubClaude.tool("{\"text\":\"" + "a".repeat(1_000_000) + "\"}"))
                .then(200, StubClaude.tool("{\"text\":\"" + "a".repeat(1_100_000) + "\"}"));
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(why(ask())).startsWith("model-unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-ant\nvery-secret", "sk-ant\rvery-secret", "sk-ant\u0000very-secret"})
    void a_key_that_no_header_may_hold_is_a_failure_that_does_not_tell_it(String key) {
        ModelReply reply = anthropic.ask(connection(MODEL, key, server.at("")), PROMPT);
        assertThat(why(reply)).startsWith("model-unreachable").doesNotContain("very-secret");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_list_that_fails_is_told_as_the_question_would_be() {
        server.models(429, StubClaude.error("rate_limit_error", "slow"), "retry-after", "9");
        assertThat(anthropic.ask(connection(""), PROMPT))
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofSeconds(9)));
        server.models(200, "{\"models\":[]}");
        assertThat(why(anthropic.ask(connection(""), PROMPT))).startsWith("model-unreadable");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void an_account_that_has_no_model_is_told_so() {
        server.models();
        assertThat(anthropic.ask(connection(""), PROMPT)).isEqualTo(new ModelReply.Broken("anthropic.model-unknown"));
        assertThat(anthropic.check(connection("")).getFirst().code()).isEqualTo("anthropic.no-model");
    }

    @Test
    void a_choice_is_kept_for_ten_minutes_and_made_anew_after() {
        server.models("claude-opus-5", "claude-haiku-4-5", "claude-haiku-3");
        assertThat(said(anthropic.ask(connection(""), PROMPT)).model()).isEqualTo("claude-haiku-4-5");
        server.models("claude-haiku-5", "claude-haiku-4-5");
        time.advance(Duration.ofMinutes(9));
        assertThat(said(anthropic.ask(connection(""), PROMPT)).model()).isEqualTo("claude-haiku-4-5");
        assertThat(server.lists()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        assertThat(anthropic.model(connection(""))).isEmpty();
        assertThat(said(anthropic.ask(connection(""), PROMPT)).model()).isEqualTo("claude-haiku-5");
    }

    @Test
    void where_there_is_no_small_model_the_newest_is_taken() {
        server.models("claude-opus-5", "claude-sonnet-4");
        assertThat(said(anthropic.ask(connection(""), PROMPT)).model()).isEqualTo("claude-opus-5");
    }

    @Test
    void what_was_chosen_for_one_account_is_not_taken_for_another_at_the_same_server() {
        server.models("claude-haiku-5");
        assertThat(anthropic.ask(connection(""), PROMPT)).isInstanceOf(ModelReply.Said.class);
        server.models("claude-haiku-3");
        assertThat(said(anthropic.ask(connection("", "sk-ant-other", server.at("")), PROMPT))
                        .model())
                .isEqualTo("claude-haiku-3");
        assertThat(anthropic.model(connection(""))).isEqualTo("claude-haiku-5");
    }

    private ModelReply ask() {
        return anthropic.ask(connection(MODEL), PROMPT);
    }

    private static ModelReply.Said said(ModelReply reply) {
        assertThat(reply).isInstanceOf(ModelReply.Said.class);
        return (ModelReply.Said) reply;
    }

    private static String why(ModelReply reply) {
        return switch (reply) {
            case ModelReply.Failed failed -> failed.why().toString();
            case ModelReply.Refused refused -> refused.why().toString();
            case ModelReply.TooMany many -> many.why().toString();
            case ModelReply.Declined declined -> declined.why().toString();
            case ModelReply.Said said -> "said";
            case ModelReply.Broken broken -> broken.finding();
        };
    }

    private Connection connection(String model) {
        return connection(model, KEY, server.at(""));
    }

    private static Connection connection(String model, String key, URI address) {
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                "anthropic",
                "Claude",
                "path",
                new AnthropicSettings(new Secret(key), model, address));
    }
}
