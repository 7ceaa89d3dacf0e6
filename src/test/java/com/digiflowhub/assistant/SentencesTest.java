package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The assistant's own sentences, and a model's words made plain. */
class SentencesTest {
    @Test
    void at_first_contact_it_says_what_it_is_in_the_lead_s_language() {
        assertThat(Sentences.introduced("La formation coûte 1 490 €.", "Maroni Formation", Language.FR))
                .isEqualTo(
                        "Bonjour, je suis l'assistant automatique de Maroni Formation.\n\nLa formation coûte 1 490 €.");
        assertThat(Sentences.introduced("Oui.", "Institut Églantine", Language.FR))
                .startsWith("Bonjour, je suis l'assistant automatique d'Institut Églantine.");
        assertThat(Sentences.introduced("Oui.", "École Ada", Language.FR)).contains(" d'École Ada.");
        assertThat(Sentences.introduced("We are open.", "Maroni Formation", Language.EN))
                .startsWith("Hello, I am the automated assistant of Maroni Formation.");
        assertThat(Sentences.introduced("Oui.", "", Language.FR))
                .startsWith("Bonjour, je suis un assistant automatique.");
    }

    @Test
    void nobody_is_greeted_twice() {
        assertThat(Sentences.introduced("Bonjour ! comment puis-je vous aider ?", "X", Language.FR))
                .isEqualTo("Bonjour, je suis l'assistant automatique de X.\n\nComment puis-je vous aider ?");
        assertThat(Sentences.introduced("Hello", "X", Language.EN)).startsWith("Hello, I am");
        assertThat(Sentences.introduced("Hidden costs: none.", "X", Language.EN))
                .endsWith("Hidden costs: none.");
    }

    @Test
    void its_own_handing_over_is_known_again() {
        assertThat(Sentences.handsOver(Sentences.handOver(Language.FR))).isTrue();
        assertThat(Sentences.handsOver(Sentences.introduced(Sentences.handOver(Language.EN), "X", Language.EN)))
                .isTrue();
        assertThat(Sentences.handsOver("Je transmets.")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Important** : 8 h                                   | Important : 8 h
            ## Prix                                               | Prix
            Voir [notre site](https://maroni-formation.example/a) | Voir notre site (https://maroni-formation.example/a)
            `CPF` et __AIF__                                      | CPF et AIF
            2 * 3 * 4                                             | 2 * 3 * 4
            <<<bonjour>>>                                         | bonjour
            """)
    void marks_of_markdown_go_and_words_stay(String words, String plain) {
        assertThat(PlainText.of(words)).isEqualTo(plain);
    }

    @Test
    void control_signs_and_hidden_directions_go_and_lines_stay() {
        assertThat(PlainText.of("a\u0000b\u202ec\r\nd\n\n\n\ne\t")).isEqualTo("abc\nd\n\ne");
    }

    @Test
    void a_long_text_ends_with_a_whole_sentence_or_word() {
        String long_ = "Une phrase entière. ".repeat(100);
        assertThat(PlainText.of(long_))
                .hasSizeLessThanOrEqualTo(PlainText.MAX_CHARACTERS)
                .endsWith("entière.");
        assertThat(PlainText.cut("mot ".repeat(100), 50))
                .hasSizeLessThanOrEqualTo(50)
                .endsWith("mot…");
    }

    @Test
    void a_sign_of_two_halves_is_never_cut_in_two() {
        String smiles = "🙂".repeat(100);
        for (int most = 10; most < 14; most++) {
            String cut = PlainText.cut(smiles, most);
            assertThat(cut.length()).isLessThanOrEqualTo(most);
            assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 2))).isFalse();
        }
    }
}
