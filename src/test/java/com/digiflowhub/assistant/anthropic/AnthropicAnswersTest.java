package com.digiflowhub.assistant.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is sent of a conversation, and how an answer is found among the blocks that a model writes. */
class AnthropicAnswersTest {
    private static final String MODEL = "claude-haiku-4-5";
    private static final String RIGHT = "{\"text\":\"490 €\"}";
    private static final String THOUGHT = "{\"type\":\"thinking\",\"thinking\":\"{\\\"text\\\":\\\"no\\\"}\"}";
    private static final String CHAT = "{\"type\":\"text\",\"text\":\"Let me answer.\"}";
    private static final String TOOL = "{\"type\":\"tool_use\",\"name\":\"form\",\"input\":" + RIGHT + "}";
    private static final String BROKEN_TOOL = "{\"type\":\"tool_use\",\"name\":\"form\",\"input\":{\"text\":7}}";
    private static final String IN_TEXT = "{\"type\":\"text\",\"text\":\"Voici : {\\\"text\\\":\\\"490 €\\\"}\"}";
    private static final AnswerForm FORM = AnswerForm.of("form", """
            {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
            """);
    private static final String NO_FORCE =
            StubClaude.error("invalid_request_error", "tool_choice: forcing is not supported by this model");

    private final StubClaude server = new StubClaude();
    private final Wire wire = new Wire(Duration.ofMillis(2_500));
    private final Messages messages = new Messages(wire);

    @AfterEach
    void close() {
        wire.close();
        server.close();
    }

    static Stream<List<String>> answersWithTheRightBlockSomewhere() {
        return Stream.of(
                List.of(THOUGHT, CHAT, TOOL),
                List.of(TOOL, CHAT),
                List.of(BROKEN_TOOL, TOOL),
                List.of(BROKEN_TOOL, IN_TEXT),
                List.of(CHAT, IN_TEXT),
                List.of("{\"type\":\"a_block_of_tomorrow\",\"data\":[1]}", TOOL));
    }

    @ParameterizedTest
    @MethodSource("answersWithTheRightBlockSomewhere")
    void the_block_of_the_right_form_is_found_among_others(List<String> blocks) {
        server.then(200, StubClaude.message("end_turn", blocks.toArray(String[]::new)));
        assertThat(ask(lead("prix ?")))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class,
                        said -> assertThat(said.answer().path("text").asString())
                                .isEqualTo("490 €"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "\"490\"", "{\"text\":null}", "{\"text\":[\"a\"]}", "{\"txt\":\"a\"}"})
    void a_tool_used_with_anything_else_is_unreadable(String input) {
        server.then(200, StubClaude.tool(input));
        assertThat(code(ask(lead("prix ?")))).isEqualTo("model-unreadable");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void a_refusal_is_final_even_beside_an_answer() {
        server.then(200, StubClaude.message("refusal", TOOL));
        assertThat(ask(lead("prix ?"))).isInstanceOf(ModelReply.Declined.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void a_cut_answer_is_asked_for_again_with_twice_the_room_and_both_are_paid() {
        server.then(200, StubClaude.message("max_tokens", CHAT)).then(200, StubClaude.tool(RIGHT));
        assertThat(ask(lead("prix ?")))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class, said -> assertThat(said.usage()).isEqualTo(new ModelReply.Usage(20, 6)));
        assertThat(server.asked())
                .extracting(asked -> asked.path("max_tokens").asInt())
                .containsExactly(1_024, 2_048);
    }

    @Test
    void an_answer_that_is_cut_twice_is_given_up_and_one_that_is_whole_all_the_same_is_taken() {
        server.then(200, StubClaude.message("max_tokens", CHAT)).then(200, StubClaude.message("max_tokens", CHAT));
        assertThat(code(ask(lead("prix ?")))).isEqualTo("model-cut");
        server.then(200, StubClaude.message("max_tokens", CHAT)).then(200, StubClaude.message("max_tokens", TOOL));
        assertThat(ask(lead("prix ?"))).isInstanceOf(ModelReply.Said.class);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void a_fault_after_a_cut_is_told_as_that_fault() {
        server.then(200, StubClaude.message("max_tokens", CHAT))
                .then(429, StubClaude.error("rate_limit_error", "slow"), "retry-after", "3");
        assertThat(ask(lead("prix ?")))
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void what_cannot_be_counted_costs_nought() {
        server.then(200, "{\"content\":[" + TOOL + "],\"usage\":{\"input_tokens\":\"many\",\"output_tokens\":null}}");
        assertThat(ask(lead("prix ?")))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class, said -> assertThat(said.usage()).isEqualTo(ModelReply.Usage.NONE));
    }

    @Test
    void a_model_that_may_not_be_forced_says_nothing_of_another_at_the_same_server() {
        server.usually(asked -> forced(asked) && asked.path("model").asString().equals("strict")
                ? StubClaude.answer(400, NO_FORCE)
                : StubClaude.answer(200, StubClaude.tool(RIGHT)));
        assertThat(ask("strict", lead("a"))).isInstanceOf(ModelReply.Said.class);
        assertThat(ask("strict", lead("b"))).isInstanceOf(ModelReply.Said.class);
        assertThat(ask(MODEL, lead("c"))).isInstanceOf(ModelReply.Said.class);
        assertThat(server.asked()).extracting(AnthropicAnswersTest::forced).containsExactly(true, false, false, true);
    }

    @Test
    void first_questions_at_the_same_time_all_learn_that_the_tool_is_only_offered() {
        server.usually(asked ->
                forced(asked) ? StubClaude.answer(400, NO_FORCE) : StubClaude.answer(200, StubClaude.tool(RIGHT)));
        server.answersTogether(6);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ModelReply>> replies = IntStream.range(0, 6)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> ask(lead("question " + n)), threads))
                    .toList();
            assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(ModelReply.Said.class));
        }
    }

    @Test
    void a_server_that_refuses_the_offer_too_is_not_asked_a_third_time() {
        server.usually(asked -> StubClaude.answer(400, NO_FORCE));
        assertThat(ask(lead("prix ?"))).isInstanceOf(ModelReply.Refused.class);
        assertThat(server.asked()).hasSize(2);
        assertThat(ask(lead("prix ?"))).isInstanceOf(ModelReply.Refused.class);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void where_nothing_was_said_yet_a_person_begins_all_the_same() {
        assertThat(ask()).isInstanceOf(ModelReply.Said.class);
        assertThat(sent()).containsExactly("user: …");
        assertThat(ask(lead(" "), lead("\n"))).isInstanceOf(ModelReply.Said.class);
        assertThat(sent()).containsExactly("user: …");
    }

    @Test
    void a_conversation_that_ends_in_empty_words_does_not_end_with_the_assistant() {
        assertThat(ask(lead("prix ?"), us("490 €"), lead(" "))).isInstanceOf(ModelReply.Said.class);
        assertThat(sent()).containsExactly("user: prix ?", "assistant: 490 €", "user: …");
    }

    @Test
    void empty_words_between_do_not_part_what_one_side_said() {
        assertThat(ask(lead("a"), us(""), lead("b"), us("c"), us("d"), lead("e")))
                .isInstanceOf(ModelReply.Said.class);
        assertThat(sent()).containsExactly("user: a\nb", "assistant: c\nd", "user: e");
    }

    @Test
    void a_very_long_conversation_is_sent_whole_and_in_order() {
        Prompt.Turn[] turns = IntStream.range(0, 2_001)
                .mapToObj(n -> new Prompt.Turn(n % 2 == 0, "mot " + n))
                .toArray(Prompt.Turn[]::new);
        assertThat(ask(turns)).isInstanceOf(ModelReply.Said.class);
        assertThat(sent())
                .hasSize(2_001)
                .startsWith("user: mot 0", "assistant: mot 1")
                .endsWith("user: mot 2000");
    }

    private List<String> sent() {
        return server.asked()
                .getLast()
                .path("messages")
                .valueStream()
                .map(turn -> turn.path("role").asString() + ": "
                        + turn.path("content").asString())
                .toList();
    }

    private static boolean forced(JsonNode asked) {
        return asked.at("/tool_choice/type").asString().equals("tool");
    }

    private static String code(ModelReply reply) {
        return reply instanceof ModelReply.Failed failed ? failed.why().code() : reply.toString();
    }

    private static Prompt.Turn lead(String text) {
        return new Prompt.Turn(true, text);
    }

    private static Prompt.Turn us(String text) {
        return new Prompt.Turn(false, text);
    }

    private ModelReply ask(Prompt.Turn... turns) {
        return ask(MODEL, turns);
    }

    private ModelReply ask(String model, Prompt.Turn... turns) {
        return messages.ask(
                new AnthropicSettings(new Secret("sk-ant"), model, server.at("")),
                model,
                new Prompt("rules", List.of(turns), FORM));
    }
}
