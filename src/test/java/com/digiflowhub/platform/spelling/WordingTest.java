package com.digiflowhub.platform.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "regl, Réglages",
        "RÉGLAGES, Réglages",
        "reglaegs, Réglages",
        "convresation, Conversations",
        "pipline, Pipeline",
        "boite rec, messagerie boîte de réception",
        "rec boite, messagerie boîte de réception",
        "coeur, Cœur de métier",
        "l’api, Clés d’API et l’API",
        "由紀, 由紀 佐藤"
    })
    void what_is_meant_is_found(String typed, String name) {
        assertThat(Wording.of(typed).fits(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "lages, Réglages",
        "xeglages, Réglages",
        "rxglxges, Réglages",
        "cot, Contacts",
        "cat, Contacts",
        "inès, un instant",
        "boite noire, messagerie boîte de réception",
        "pipeline 2, Pipeline"
    })
    void what_is_not_meant_is_not(String typed, String name) {
        assertThat(Wording.of(typed).fits(name)).isFalse();
    }

    @Test
    void nothing_fits_nothing_and_signs_alone_are_nothing() {
        assertThat(Wording.of("").fits("Réglages")).isFalse();
        assertThat(Wording.of(" %_<>' ").fits("Réglages")).isFalse();
        assertThat(Wording.of("<b>É</b>").words()).containsExactly("b", "e", "b");
    }

    @Test
    void the_longer_the_word_the_more_is_forgiven() {
        assertThat(Wording.of("connectionz").fits("connections")).isTrue();
        assertThat(Wording.of("konnections").fits("connections")).isFalse();
        assertThat(Wording.of("conexons").fits("connexions")).isFalse();
        assertThat(Wording.of("conexiosn").fits("connexions")).isTrue();
    }

    @Test
    void in_a_long_text_nothing_is_forgiven() {
        assertThat(Wording.of("semain pass").fitsToTheLetter("la semaine passée"))
                .isTrue();
        assertThat(Wording.of("semiane").fitsToTheLetter("la semaine passée")).isFalse();
        assertThat(Wording.of("").fitsToTheLetter("la semaine passée")).isFalse();
    }
}
