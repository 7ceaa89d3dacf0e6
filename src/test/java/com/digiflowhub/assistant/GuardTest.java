package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's words are said only when they stand on what we showed it. */
class GuardTest {
    private static final String PRICE = Scripts.PRICE.id().toString();

    private final Scene scene = Scripts.asked("c'est combien la formation ?", Scripts.PRICE, Scripts.HOURS);

    @Test
    void an_answer_that_rests_on_an_entry_is_said_with_its_sources() {
        Decision decision = Guard.judge(scene, said("La formation coûte 1490 €.", "question", PRICE));
        assertThat(decision).isInstanceOfSatisfying(Decision.Say.class, say -> {
            assertThat(say.text()).isEqualTo("La formation coûte 1490 €.");
            assertThat(say.used()).containsExactly(Scripts.PRICE.id());
            assertThat(say.grounds().by()).isEqualTo("model");
            assertThat(say.grounds().model()).contains("gpt-5-mini");
            assertThat(say.grounds().sources()).extracting("title").containsExactly(Scripts.PRICE.question());
        });
    }

    @Test
    void what_names_no_entry_or_one_that_was_never_shown_is_not_said() {
        assertThat(Guard.judge(scene, said("Elle est gratuite.", "question"))).isEqualTo(unsure());
        assertThat(Guard.judge(scene, said("Elle est gratuite.", "question", "11111111-0000-0000-0000-000000000000")))
                .isEqualTo(unsure());
    }

    @Test
    void a_greeting_needs_no_source_but_may_hold_no_made_up_price() {
        assertThat(Guard.judge(scene, said("Bonjour ! Comment puis-je vous aider ?", "greeting")))
                .isInstanceOf(Decision.Say.class);
        assertThat(Guard.judge(scene, said("Bonjour ! C'est 990 € aujourd'hui.", "greeting")))
                .isEqualTo(unsure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La formation coûte 1 390 €.",
                "La formation coûte 149 €.",
                "La formation coûte 1 490 € au lieu de 2 000 €.",
                "Profitez de -20 % : 1 490 €."
            })
    void a_number_that_nobody_gave_it_is_not_said(String text) {
        assertThat(Guard.judge(scene, said(text, "question", PRICE))).isEqualTo(unsure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 490 € TTC.", "1490 €", "1.490 €", "1 490 €, en 3 fois si vous voulez."})
    void a_number_that_stands_there_may_be_written_in_other_ways(String text) {
        assertThat(Guard.judge(scene, said(text, "question", PRICE))).isInstanceOf(Decision.Say.class);
    }

    @Test
    void numbers_of_the_lead_may_be_repeated() {
        Scene about = Scripts.asked("je paie 1490 € en 12 fois ?", Scripts.PRICE);
        assertThat(Guard.judge(about, said("En 12 fois ? La formation coûte 1 490 €.", "question", PRICE)))
                .isInstanceOf(Decision.Say.class);
    }

    @Test
    void the_model_s_own_wish_to_hand_over_is_followed() {
        ReplyForm.Draft unsure =
                new ReplyForm.Draft("m", "Je ne sais pas.", "other", Optional.of("not known"), List.of(PRICE));
        assertThat(Guard.judge(scene, unsure)).isEqualTo(unsure());
        ReplyForm.Draft person = new ReplyForm.Draft("m", "D'accord.", "person", Optional.of(""), List.of());
        assertThat(Guard.judge(scene, person)).isEqualTo(new Decision.HandOver(Decision.ASKED));
    }

    @Test
    void an_empty_text_is_not_said() {
        assertThat(Guard.judge(scene, said(" \n", "question", PRICE))).isEqualTo(unsure());
    }

    @Test
    void without_a_model_only_what_clearly_fits_is_said() {
        Scene clear = Scripts.scene(scene.transcript(), 60, Scripts.PRICE);
        assertThat(Decision.fromEntries(clear)).isInstanceOfSatisfying(Decision.Say.class, say -> {
            assertThat(say.text()).isEqualTo(Scripts.PRICE.response());
            assertThat(say.grounds().by()).isEqualTo("qa");
            assertThat(say.grounds().model()).isEmpty();
        });
        assertThat(Decision.fromEntries(Scripts.scene(scene.transcript(), 59, Scripts.PRICE)))
                .isEqualTo(new Decision.HandOver(Decision.NO_ANSWER));
        assertThat(Decision.fromEntries(Scripts.scene(scene.transcript(), 0)))
                .isEqualTo(new Decision.HandOver(Decision.NO_ANSWER));
    }

    private static Decision unsure() {
        return new Decision.HandOver(Decision.UNSURE);
    }

    private static ReplyForm.Draft said(String text, String intent, String... used) {
        return new ReplyForm.Draft("gpt-5-mini", text, intent, Optional.empty(), List.of(used));
    }
}
