package com.digiflowhub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void accents_case_and_little_words_do_not_matter() {
        assertThat(Words.meaning("Où se déroule l'ÉVÉNEMENT ?")).isEqualTo(Words.meaning("ou se deroule evenement"));
    }

    @Test
    void words_for_the_same_thing_mean_the_same_in_both_languages() {
        assertThat(Words.meaning("combien")).isEqualTo(Words.meaning("price")).isEqualTo(Words.meaning("tarifs"));
    }

    @Test
    void one_slip_is_forgiven_in_long_words_only() {
        assertThat(Words.alike("velo", "vela")).isFalse();
        assertThat(Words.alike("electrique", "electirque")).isTrue();
        assertThat(Words.alike("electrique", "electriq")).isFalse();
    }

    @Test
    void knowledge_is_found_wherever_an_array_of_questions_stands() {
        var found = Knowledge.in(List.of(
                "See [this] and [1,2]: [{\"id\":\"a\",\"question\":\"Q [1]?\",\"answer\":\"A\"}] end",
                "{\"faq\":[{\"q\":\"R?\",\"response\":\"B\"}]}",
                "[{\"question\":\"no answer\"}]",
                "[[[["));
        assertThat(found.entries())
                .containsExactly(new Knowledge.Entry("a", "Q [1]?", "A"), new Knowledge.Entry("", "R?", "B"));
    }
}
