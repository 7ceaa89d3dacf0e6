package com.digiflowhub.assistant.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.ModelProviderContract;
import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelProvider;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.sandbox.anthropic.Claude;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The wire of Messages: what is asked, and what each answer means. */
class AnthropicTest extends ModelProviderContract {
    private static final AnswerForm FORM = AnswerForm.of("form", """
            {"type": "object", "additionalProperties": false, "required": ["text"], "properties": {"text": {"type": "string"}}}
            """);

    private final Anthropic anthropic = new Anthropic(new HubClock(InstantSource.system()), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        anthropic.close();
    }

    @Test
    void the_answer_is_the_input_of_a_tool_that_must_be_used() {
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isInstanceOf(ModelReply.Said.class);
        JsonNode asked = sandbox.claude().lastTaken();
        assertThat(asked.path("system").asString()).isEqualTo("rules");
        assertThat(asked.at("/tools/0/input_schema")).isEqualTo(FORM.schema());
        assertThat(asked.at("/tool_choice/type").asString()).isEqualTo("tool");
        assertThat(asked.at("/tool_choice/name").asString()).isEqualTo("form");
        assertThat(asked.path("max_tokens").asInt()).isEqualTo(1_024);
    }

    @Test
    void the_sides_take_turns_a_person_begins_and_empty_words_are_left_out() {
        assertThat(ask(
                        new Prompt.Turn(false, "Bonjour !"),
                        new Prompt.Turn(true, "dites"),
                        new Prompt.Turn(true, " "),
                        new Prompt.Turn(true, "prix ?")))
                .isInstanceOf(ModelReply.Said.class);
        assertThat(sandbox.claude()
                        .lastTaken()
                        .path("messages")
                        .valueStream()
                        .map(turn -> turn.path("role").asString() + ": "
                                + turn.path("content").asString()))
                .containsExactly("user: …", "assistant: Bonjour !", "user: dites\nprix ?");
    }

    @Test
    void a_model_that_may_not_be_forced_is_only_offered_the_tool_from_then_on() {
        sandbox.claude().refusesForce(true);
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isInstanceOf(ModelReply.Said.class);
        assertThat(sandbox.claude().lastTaken().at("/tool_choice/type").asString())
                .isEqualTo("auto");
        int calls = sandbox.journal().entries().size();
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isInstanceOf(ModelReply.Said.class);
        assertThat(sandbox.journal().entries()).hasSize(calls + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "billing_error, anthropic.credit-used-up",
        "permission_error, anthropic.not-allowed",
        "not_found_error, anthropic.model-unknown",
        "authentication_error, anthropic.key-refused"
    })
    void what_a_person_must_mend_breaks_the_account(String type, String finding) {
        faults().next(Fault.REFUSE, 1, type);
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isEqualTo(new ModelReply.Broken(finding));
    }

    @Test
    void an_overloaded_server_may_recover_and_a_wrong_request_may_not() {
        faults().next(Fault.REFUSE, 1, "overloaded_error");
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isInstanceOf(ModelReply.Failed.class);
        faults().next(Fault.REFUSE, 1, "request_too_large");
        assertThat(ask(new Prompt.Turn(true, "bonjour"))).isInstanceOf(ModelReply.Refused.class);
        faults().next(Fault.REFUSE, 1, "prompt is too long");
        assertThat(anthropic.check(connection("claude-opus-5-5")))
                .singleElement()
                .extracting(Finding::code)
                .isEqualTo("anthropic.request-refused");
    }

    @Test
    void without_a_name_the_newest_small_model_is_chosen() {
        Connection unnamed = connection("");
        assertThat(anthropic.check(unnamed))
                .singleElement()
                .satisfies(fine -> assertThat(fine.arguments()).containsExactly("claude-haiku-4-5"));
    }

    @Override
    protected ModelProvider provider() {
        return anthropic;
    }

    @Override
    protected Record settings(String key, String model, URI address) {
        return new AnthropicSettings(new Secret(key), model, address);
    }

    @Override
    protected URI address() {
        return sandbox.anthropicAddress();
    }

    @Override
    protected String key() {
        return Claude.KEY;
    }

    @Override
    protected String model() {
        return "claude-haiku-4-5";
    }

    @Override
    protected Faults faults() {
        return sandbox.claude().faults();
    }

    @Override
    protected String notAllowed() {
        return "permission_error";
    }

    private ModelReply ask(Prompt.Turn... turns) {
        return anthropic.ask(connection("claude-haiku-4-5"), new Prompt("rules", List.of(turns), FORM));
    }

    private Connection connection(String model) {
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                "anthropic",
                "Claude",
                "path",
                new AnthropicSettings(new Secret(Claude.KEY), model, sandbox.anthropicAddress()));
    }
}
