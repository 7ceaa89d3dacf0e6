package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static ReplyForm.Draft read(String answer) {
        return ReplyForm.read(new ModelReply.Said("m", JsonMapper.shared().readTree(answer), ModelReply.Usage.NONE));
    }
}
