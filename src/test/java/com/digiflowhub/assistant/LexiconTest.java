package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.spelling.Slips;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words, their meanings, and the slips between them. */
class LexiconTest {
    @Test
    void accents_signs_and_capitals_do_not_count() {
        assertThat(Lexicon.plain("  L'Élève — à CŒUR, n°7 ! ")).isEqualTo("l eleve a coeur n 7");
        assertThat(Lexicon.plain("🙂")).isEmpty();
    }

    @Test
    void where_is_told_from_or_and_an_appointment_is_one_word() {
        assertThat(Lexicon.plain("où êtes-vous ou pas")).isEqualTo("lieu etes vous ou pas");
        assertThat(Lexicon.plain("un rendez-vous, un rendez vous")).isEqualTo("un rdv un rdv");
    }

    @Test
    void little_words_carry_no_meaning() {
        assertThat(Lexicon.words("Bonjour, est-ce que vous pouvez me dire s'il y a un parking svp ?"))
                .extracting(Lexicon.Word::plain)
                .containsExactly("parking");
        assertThat(Lexicon.words("do you have it?")).isEmpty();
        assertThat(Lexicon.searchWords("est-ce que vous avez ?")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tarif, prix",
        "cost, prix",
        "rembourser, remboursement",
        "refund, remboursé",
        "rembourcement, rembourser",
        "inscrire, inscription",
        "horraires, heures",
        "laptop, ordinateur",
        "certifica, diplôme",
        "boulangeries, boulangerie",
        "parkin, parking"
    })
    void words_that_mean_the_same_are_alike(String one, String other) {
        assertThat(Lexicon.alike(word(one), word(other))).isGreaterThanOrEqualTo(0.8);
    }

    @ParameterizedTest
    @CsvSource({"prix, date", "chien, chat", "bus, box", "formateur, formation", "logement, paiement"})
    void words_that_mean_something_else_are_not(String one, String other) {
        assertThat(Lexicon.alike(word(one), word(other))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "formation, formation, 0",
        "formaton, formation, 1",
        "foramtion, formation, 1",
        "formmation, formation, 1",
        "farmetion, formation, 2",
        "chat, formation, 3",
        "'', ab, 2"
    })
    void slips_are_counted_up_to_what_is_asked(String one, String other, int slips) {
        assertThat(Slips.between(one, other, 2)).isEqualTo(slips);
        assertThat(Slips.between(other, one, 2)).isEqualTo(slips);
    }

    @Test
    void what_is_searched_holds_the_synonyms_too() {
        assertThat(Lexicon.searchWords("le tarif"))
                .contains("tarif", "prix", "price")
                .doesNotContain("le");
    }

    @Test
    void the_language_is_heard_from_the_little_words() {
        assertThat(Language.of("How much is the course?")).isEqualTo(Language.EN);
        assertThat(Language.of("C'est combien la formation ?")).isEqualTo(Language.FR);
        assertThat(Language.of("CPF")).isEqualTo(Language.FR);
        assertThat(Language.of("hello")).isEqualTo(Language.EN);
    }

    @Test
    void a_very_long_text_is_read_up_to_a_limit() {
        assertThat(Lexicon.words("mot" + " motif".repeat(50_000))).hasSize(2);
        StringBuilder many = new StringBuilder();
        for (int n = 0; n < 500; n++) {
            many.append("mot").append(n).append(' ');
        }
        assertThat(Lexicon.words(many.toString())).hasSizeLessThanOrEqualTo(60);
    }

    private static Lexicon.Word word(String text) {
        List<Lexicon.Word> words = Lexicon.words(text);
        assertThat(words).as(text).hasSize(1);
        return words.getFirst();
    }
}
