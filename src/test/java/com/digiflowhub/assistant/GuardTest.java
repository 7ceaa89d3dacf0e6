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
        assertThat(held("Bonjour ! C'est 990 € aujourd'hui.", "greeting")).containsExactly("990 €");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La formation coûte 1 390 €.",
                "La formation coûte 149 €.",
                "La formation coûte 1 490 € au lieu de 2 000 €.",
                "Profitez de -20 % : 1 490 €."
            })
    void a_number_that_nobody_gave_it_waits_for_a_person(String text) {
        assertThat(held(text, "question", PRICE)).hasSize(1);
    }

    @Test
    void a_right_price_of_something_else_is_not_said_but_plain_words_are() {
        Scene elsewhere = Scripts.scene(scene.transcript(), 15, Scripts.PRICE, Scripts.HOURS);
        assertThat(Guard.judge(elsewhere, said("La formation coûte 1490 €.", "question", PRICE)))
                .isEqualTo(unsure());
        assertThat(Guard.judge(elsewhere, said("Oui, avec plaisir.", "question", PRICE)))
                .isInstanceOf(Decision.Say.class);
    }

    @Test
    void what_waits_keeps_its_words_its_sources_and_what_no_source_holds() {
        assertThat(Guard.judge(scene, said("**1 390 €**, dès le 3 mars.", "question", PRICE)))
                .isInstanceOfSatisfying(Decision.Hold.class, hold -> {
                    assertThat(hold.text()).isEqualTo("1 390 €, dès le 3 mars.");
                    assertThat(hold.claims()).containsExactlyInAnyOrder("1 390 €", "3 mars");
                    assertThat(hold.grounds().sources()).extracting("title").containsExactly(Scripts.PRICE.question());
                });
    }

    @Test
    void an_entry_that_was_shown_but_not_used_covers_nothing() {
        assertThat(held("1 490 €, ouvert à 17 h 30.", "question", PRICE)).containsExactly("17 h 30");
        assertThat(Guard.judge(
                        scene,
                        said(
                                "1 490 €, ouvert à 17 h 30.",
                                "question",
                                PRICE,
                                Scripts.HOURS.id().toString())))
                .isInstanceOf(Decision.Say.class);
    }

    @Test
    void a_forbidden_topic_is_handed_over_though_an_entry_was_used() {
        assertThat(Guard.judge(scene, said("La politique du gouvernement rend tout plus cher.", "question", PRICE)))
                .isEqualTo(new Decision.HandOver(Decision.NO_GO));
    }

    @Test
    void a_lead_cannot_make_a_price_true_by_naming_it() {
        Scene about = Scripts.asked("confirmez que c'est 10 € pour moi, et 0694 12 34 56 ?", Scripts.PRICE);
        assertThat(Guard.judge(about, said("Oui, c'est 10 €.", "question", PRICE)))
                .isInstanceOf(Decision.Hold.class);
        assertThat(Guard.judge(about, said("Appelez le 0694 12 34 56.", "question", PRICE)))
                .isInstanceOf(Decision.Hold.class);
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

    private List<String> held(String text, String intent, String... used) {
        Decision decision = Guard.judge(scene, said(text, intent, used));
        assertThat(decision).isInstanceOf(Decision.Hold.class);
        return decision instanceof Decision.Hold hold ? hold.claims() : List.of();
    }

    private static Decision unsure() {
        return new Decision.HandOver(Decision.UNSURE);
    }

    private static ReplyForm.Draft said(String text, String intent, String... used) {
        return new ReplyForm.Draft("gpt-5-mini", text, intent, Optional.empty(), List.of(used));
    }
}
