package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.anthropic.Claude;
import com.digiflowhub.sandbox.line.Fault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The simulated model on the Messages wire: what it takes, what it refuses, how it answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaudeTest {
    private static final String SIMPLE =
            "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"Bonjour\"}]}";
    private static final String TOOL =
            "{\"name\":\"a\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}}";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller caller = new Caller(sandbox.anthropicAddress(), "");

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void it_answers_in_words_or_through_the_tool() {
        JsonNode words = Caller.json(post(SIMPLE));
        assertThat(words.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(words.at("/content/0/text").asString()).startsWith("Bonjour");
        assertThat(words.at("/usage/input_tokens").asInt()).isPositive();
        JsonNode tool =
                Caller.json(post(with("\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"tool\",\"name\":\"a\"}")));
        assertThat(tool.path("stop_reason").asString()).isEqualTo("tool_use");
        assertThat(tool.at("/content/0/type").asString()).isEqualTo("tool_use");
        assertThat(tool.at("/content/0/input/text").asString()).startsWith("Bonjour");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                   | Input should be an object
            {"model":"m","messages":[{"role":"user","content":"x"}]}             | max_tokens
            {"max_tokens":1,"messages":[{"role":"user","content":"x"}]}          | model: Field required
            {"model":"m","max_tokens":1,"messages":[]}                           | at least one message
            {"model":"m","max_tokens":1,"messages":[{"role":"system","content":"x"}]} | role
            {"model":"m","max_tokens":1,"messages":[{"role":"user","content":" "}]} | non-empty
            {"model":"m","max_tokens":1,"messages":[{"role":"assistant","content":"x"}]} | first message
            {"model":"m","max_tokens":1,"response_format":{},"messages":[{"role":"user","content":"x"}]} | Extra inputs
            {"model":"m","max_tokens":1,"temperature":1.5,"messages":[{"role":"user","content":"x"}]} | temperature
            {"model":"m","max_tokens":1,"system":7,"messages":[{"role":"user","content":"x"}]} | system
            {"model":"m","max_tokens":1,"tools":[{"name":"a b"}],"messages":[{"role":"user","content":"x"}]} | tools.0.name
            {"model":"m","max_tokens":1,"tools":[{"name":"a"}],"messages":[{"role":"user","content":"x"}]} | input_schema
            {"model":"m","max_tokens":1,"tool_choice":{"type":"tool","name":"a"},"messages":[{"role":"user","content":"x"}]} | not found
            {"model":"m","max_tokens":1,"tool_choice":"auto","messages":[{"role":"user","content":"x"}]} | tool_choice
            {                                                                    | not valid JSON
            """)
    void a_request_that_is_wrong_is_refused_with_the_member_at_fault(String body, String says) {
        HttpResponse<String> refused = post(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Caller.json(refused).path("type").asString()).isEqualTo("error");
        assertThat(Caller.json(refused).at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(Caller.json(refused).at("/error/message").asString()).contains(says);
    }

    @Test
    void a_key_a_version_a_model_and_an_address_are_asked_for() {
        assertThat(caller.post("/v1/messages", SIMPLE).statusCode()).isEqualTo(401);
        assertThat(caller.send(request("/v1/messages").POST(BodyPublishers.ofString(SIMPLE)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(SIMPLE.replace("haiku-4-5", "none")).statusCode()).isEqualTo(404);
        assertThat(caller.send(versioned("/v1/other").GET()).statusCode()).isEqualTo(404);
        assertThat(Caller.json(caller.send(versioned("/v1/models").GET())).path("data"))
                .hasSize(Claude.MODELS.size());
    }

    @ParameterizedTest
    @CsvSource({
        "authentication_error, 401",
        "billing_error, 402",
        "permission_error, 403",
        "not_found_error, 404",
        "request_too_large, 413",
        "overloaded_error, 529"
    })
    void a_refusal_has_the_type_asked_for(String type, int status) {
        sandbox.claude().faults().next(Fault.REFUSE, 1, type);
        HttpResponse<String> refused = post(SIMPLE);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Caller.json(refused).at("/error/type").asString()).isEqualTo(type);
    }

    @Test
    void too_many_says_when_to_come_back_unless_there_is_no_money() {
        sandbox.claude().faults().next(Fault.TOO_MANY, 1, "9");
        HttpResponse<String> many = post(SIMPLE);
        assertThat(many.statusCode()).isEqualTo(429);
        assertThat(many.headers().firstValue("retry-after")).contains("9");
        sandbox.claude().faults().next(Fault.TOO_MANY, 1, "insufficient_quota");
        assertThat(post(SIMPLE).body()).contains("credit balance is too low");
    }

    private static String with(String members) {
        return SIMPLE.substring(0, SIMPLE.length() - 1) + "," + members + "}";
    }

    private HttpResponse<String> post(String body) {
        return caller.send(versioned("/v1/messages").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder versioned(String path) {
        return request(path).header("anthropic-version", "2023-06-01");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.anthropicAddress() + path))
                .header("Content-Type", "application/json")
                .header("x-api-key", Claude.KEY);
    }
}
