package com.digiflowhub.assistant.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer asserts is covered by its sources however it is written, and nothing else is. */
class ClaimsTest {
    private static final Claims.Material MATERIAL =
            new Claims.Material(List.of("""
                    La formation coûte 1 490 € TTC ou 49,90 € par mois, acompte de 30 %. Elle commence le lundi 11 janvier 2027 à 8 h 30,
                    jusqu'au 12/02/2027, et finit à 17 h. Inscription sur https://www.centre.example/inscription ou centre.fr, par
                    contact@centre.fr ou au 05 94 30 12 34. Le parking est gratuit. Groupes de 8 personnes, 35 heures."""), List.of("j'ai 19 ans et 2500 euros", "peut-on payer en 12 fois ?"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C'est 1490 EUR, ou 49,90 euros par mois.",
                "It is €1,490.00, with a 30% deposit.",
                "Le 11 janvier, à 8h30.",
                "On January 11th, 2027, at 8:30 am.",
                "Du 11/01/2027 au 12 février.",
                "On 2027-02-12 it ends at 5 pm, on a Monday.",
                "En janvier, un lundi.",
                "Voyez www.centre.example/inscription/ ou https://centre.fr.",
                "Écrivez à Contact@centre.fr ou appelez le +594 5 94 30 12 34.",
                "Parking is free, feel free to ask.",
                "À 19 ans et en 12 fois, oui : 35 heures, 8 personnes, 2 ou 3 jours."
            })
    void what_a_source_says_may_be_said_in_other_ways(String text) {
        assertThat(Claims.unknown(text, MATERIAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C'est 1 390 €.|1 390 €",
                "C'est 5 € de moins.|5 €",
                "It costs $90.|$90",
                "Pour 2500 euros c'est à vous.|2500 euros",
                "Cent euros seulement.|Cent euros",
                "Une remise vous attend.|remise",
                "With a discount of course.|discount",
                "Acompte de 20 %.|20 %",
                "Le 11 février.|11 février",
                "Le 12 janvier 2027.|12 janvier 2027",
                "On 11/01/2028.|11/01/2028",
                "En mars ou en avril.|avril",
                "Un samedi.|samedi",
                "À 9 h.|9 h",
                "At 6 pm.|6 pm",
                "Voyez https://centre.example/gratis.|https://centre.example/gratis",
                "Voyez evil.com.|evil.com",
                "Écrivez à moi@evil.com.|moi@evil.com",
                "Appelez le 0594 30 12 35.|0594 30 12 35",
                "Call +1 900 555 0123.|+1 900 555 0123",
                "Nous avons 250 places.|250"
            })
    void what_no_source_says_is_named(String text, String claim) {
        assertThat(Claims.unknown(text, MATERIAL)).contains(claim);
    }

    @Test
    void a_gift_needs_a_source_that_gives() {
        Claims.Material dear = new Claims.Material(List.of("La formation coûte 100 €."), List.of("c'est gratuit ?"));
        assertThat(Claims.unknown("Oui, c'est gratuit !", dear)).containsExactly("gratuit");
        assertThat(Claims.unknown("La formation coûte 100 €.", dear)).isEmpty();
    }

    @Test
    void a_sum_whose_currency_is_understood_covers_the_same_sum() {
        assertThat(Claims.unknown("1 490 €", new Claims.Material(List.of("Prix TTC : 1490"), List.of())))
                .isEmpty();
    }
}
