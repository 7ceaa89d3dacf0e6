package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.llm.ModelReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A model's answer to a lead, read member by member. */
class ReplyFormTest {
    @Test
    void every_member_of_the_form_is_read() {
        assertThat(read("{\"text\":\"1 490 €\",\"intent\":\"question\",\"handoff\":false,\"usedEntries\":[\"a\",7]}"))
                .isEqualTo(new ReplyForm.Draft("m", "1 490 €", "question", Optional.empty(), List.of("a", "7")));
        assertThat(
                        read(
                                "{\"text\":\"\",\"intent\":\"other\",\"handoff\":true,\"handoffReason\":\"no\",\"usedEntries\":[]}"))
                .isEqualTo(new ReplyForm.Draft("m", "", "other", Optional.of("no"), List.of()));
    }

    @Test
    void who_does_not_say_whether_to_hand_over_hands_over() {
        assertThat(read("{\"text\":\"x\"}").handOver()).isPresent();
    }

    @Test
    void an_answer_that_says_neither_words_nor_entries_is_empty_and_of_no_intent() {
        assertThat(read("{\"handoff\":false}"))
                .isEqualTo(new ReplyForm.Draft("m", "", "other", Optional.empty(), List.of()));
        assertThat(read("{\"handoff\":false,\"usedEntries\":\"a\"}").used()).isEmpty();
    }

    @Test
    void a_reason_without_a_wish_to_hand_over_counts_for_nothing_and_a_wish_needs_no_reason() {
        assertThat(read("{\"handoff\":false,\"handoffReason\":\"no\"}").handOver())
                .isEmpty();
        assertThat(read("{\"handoff\":true,\"handoffReason\":null}").handOver()).contains("");
        assertThat(read("{\"handoff\":\"perhaps\"}").handOver()).isPresent();
    }

    @Test
    void what_a_model_says_of_the_form_is_read_with_it() {
        String right =
                "{\"text\":\"a\",\"intent\":\"thanks\",\"handoff\":false,\"handoffReason\":null,\"usedEntries\":[]}";
        assertThat(ReplyForm.FORM.read("<think>{}</think>" + right)).isPresent();
        assertThat(ReplyForm.FORM.read(right.replace(",\"handoffReason\":null", "")))
                .isPresent();
        assertThat(ReplyForm.FORM.read(right.replace("false", "\"false\""))).isEmpty();
        assertThat(ReplyForm.FORM.read(right.replace("[]", "\"a\""))).isEmpty();
    }

    private static ReplyForm.Draft read(String answer) {
        return ReplyForm.read(new ModelReply.Said("m", JsonMapper.shared().readTree(answer), ModelReply.Usage.NONE));
    }
}
