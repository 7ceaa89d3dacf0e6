package com.digiflowhub.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.Assistant.Standing;
import com.digiflowhub.platform.web.TopSign;
import com.digiflowhub.platform.web.Words;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssistantSignTest {
    private final Words words = new Words();

    @Test
    void with_a_model_nothing_is_said() {
        assertThat(AssistantSign.sign(new Standing.WithModel("openai", Optional.of("small-1"), 12)))
                .isEmpty();
    }

    @Test
    void without_a_model_the_page_says_where_the_answers_come_from() {
        TopSign.Sign sign = AssistantSign.sign(new Standing.QaAlone(false, 12)).orElseThrow();

        assertThat(sign.tone()).isEqualTo("quiet");
        assertThat(said(sign, Locale.FRENCH)).isEqualTo("Répond d’après l’entraînement QA seul");
        assertThat(said(sign, Locale.ENGLISH)).isEqualTo("Answers from QA training alone");
    }

    @Test
    void a_model_that_is_broken_is_a_warning_and_knowing_nothing_is_said_as_such() {
        TopSign.Sign broken = AssistantSign.sign(new Standing.QaAlone(true, 12)).orElseThrow();
        TopSign.Sign untaught =
                AssistantSign.sign(new Standing.QaAlone(false, 0)).orElseThrow();

        assertThat(broken.tone()).isEqualTo("amber");
        assertThat(said(untaught, Locale.FRENCH)).contains("rien appris");
        assertThat(untaught.href()).isEqualTo("/settings/qa-training");
        assertThat(broken.href()).isEqualTo("/settings/connections");
    }

    private String said(TopSign.Sign sign, Locale language) {
        return words.in(language).say(sign.key(), sign.arguments().toArray());
    }
}
