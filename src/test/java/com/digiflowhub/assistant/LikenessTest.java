package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well an entry fits: what is asked for decides, not what the words have in common. */
class LikenessTest {
    private static final long KNOWN = 30;

    private final QaEntry price = Scripts.entry("Quel est le prix de la formation ?", "Elle coûte 1 490 €.", "tarif");
    private final QaEntry length = Scripts.entry("Combien de temps dure la formation ?", "Cinq semaines.", "durée");
    private final QaEntry parking =
            Scripts.entry("Où peut-on se garer ?", "Un parking gratuit est derrière le bâtiment.");
    private final QaEntry evening = Scripts.entry("Y a-t-il des cours du soir ?", "Oui, de 18 h à 21 h.");
    private final List<QaEntry> all = List.of(price, length, parking, evening);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c'est combien                             | Quel est le prix
            tarif de la formation                     | Quel est le prix
            how much is the training                  | Quel est le prix
            la durée svp                              | Combien de temps
            how long does it last                     | Combien de temps
            parking ?                                 | Où peut-on se garer
            ou peut on se garrer                      | Où peut-on se garer
            cours du soir                             | Y a-t-il des cours
            evening classes                           | Y a-t-il des cours
            """)
    void what_is_meant_comes_first_and_fits_clearly(String question, String entry) {
        QaEntry.Found best = Likeness.rank(question, all, KNOWN).getFirst();
        assertThat(best.entry().question()).startsWith(entry);
        assertThat(best.clearlyGood())
                .as("%s covers %d", question, best.covers())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "formation en boulangerie",
        "cours de plongée sous-marine",
        "une formation pour mon chien",
        "cours du soir pour apprendre le chinois à mon voisin",
        "combien de restaurants à Cayenne"
    })
    void a_common_word_does_not_make_an_answer_to_something_else(String question) {
        assertThat(Likeness.rank(question, all, KNOWN)).noneMatch(QaEntry.Found::clearlyGood);
    }

    @Test
    void what_only_the_response_says_counts_half_and_never_alone() {
        QaEntry hours = Scripts.entry("Quels sont vos horaires ?", "Le samedi de 8 h à 12 h.");
        assertThat(Likeness.rank("samedi", List.of(hours), KNOWN)).isEmpty();
        List<QaEntry.Found> both = Likeness.rank("horaires samedi", List.of(hours), KNOWN);
        assertThat(both)
                .singleElement()
                .satisfies(found -> assertThat(found.covers()).isBetween(60, 90));
    }

    @Test
    void of_two_that_cover_the_question_the_one_it_covers_in_turn_comes_first() {
        QaEntry broad = Scripts.entry("Quel est le prix de la formation avec hébergement et repas du midi ?", "Cher.");
        List<QaEntry.Found> ranked = Likeness.rank("prix de la formation", List.of(broad, price), KNOWN);
        assertThat(ranked)
                .extracting(found -> found.entry().response())
                .containsExactly("Elle coûte 1 490 €.", "Cher.");
    }

    @Test
    void nothing_fits_a_question_without_meaning_or_a_workspace_without_entries() {
        assertThat(Likeness.rank("est-ce que vous avez", all, KNOWN)).isEmpty();
        assertThat(Likeness.rank("prix", List.of(), 0)).isEmpty();
    }

    @Test
    void an_entry_never_covers_more_than_all() {
        QaEntry repeated = Scripts.entry("prix tarif coût", "Le prix, le tarif, le coût.", "prix", "tarif");
        assertThat(Likeness.rank("prix tarif coût prix", List.of(repeated), 1)
                        .getFirst()
                        .covers())
                .isEqualTo(100);
    }
}
