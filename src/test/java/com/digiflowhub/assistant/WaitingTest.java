package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.conversations.Transcript.Speaker;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of a lead's messages wait for an answer. */
class WaitingTest {
    private final Transcript.Line first = Scripts.line(Speaker.CONTACT, "bonjour");
    private final Transcript.Line second = Scripts.line(Speaker.CONTACT, "c'est combien ?");
    private final Transcript.Line answer = Scripts.line(Speaker.BOT, "1 490 €");
    private final Transcript.Line third = Scripts.line(Speaker.CONTACT, "et le samedi ?");

    @Test
    void all_since_the_last_answer_wait() {
        assertThat(waiting(first, second)).containsExactly(first, second);
        assertThat(waiting(first, second, answer)).isEmpty();
        assertThat(waiting(first, second, answer, third)).containsExactly(third);
    }

    @Test
    void a_message_that_came_in_after_the_answer_waits_whatever_time_the_provider_gave_it() {
        assertThat(waiting(first, third, second, answer)).containsExactly(third);
    }

    @Test
    void a_colleague_s_message_is_an_answer_too() {
        Transcript.Line colleague = Scripts.line(Speaker.USER, "Je vous appelle.");
        assertThat(waiting(first, colleague)).isEmpty();
    }

    @Test
    void an_answer_that_had_not_seen_all_leaves_the_rest_waiting() {
        assertThat(Scenes.waiting(
                        Scripts.transcript(first, second, answer),
                        Optional.of(first.message().value())))
                .containsExactly(second);
    }

    private static java.util.List<Transcript.Line> waiting(Transcript.Line... lines) {
        return Scenes.waiting(Scripts.transcript(lines), Optional.empty());
    }
}
