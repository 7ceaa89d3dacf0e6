package com.digiflowhub.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop.",
                " Stop ",
                "ARRÊT",
                "arret",
                "Arrêtez !",
                "Désabonner",
                "STOP SVP",
                "stop?",
                "S T O P",
                "S.T.O.P",
                "unsubscribe",
                "Opt-out",
                "OPTOUT",
                "stop merci",
                "Stop, please",
                "arrêter s'il vous plaît",
                "désinscription",
                "QUIT",
                "ＳＴＯＰ",
                "stop 🙏"
            })
    void a_message_that_is_the_word_stops(String message) {
        assertThat(StopWords.read(message)).isEqualTo(StopWords.Meaning.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start !", "Unstop", "reprendre svp"})
    void start_opens_again(String message) {
        assertThat(StopWords.read(message)).isEqualTo(StopWords.Meaning.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Stop me parler de prix", "on arrête quand ?", "the end is near", "please cancel my booking"})
    void a_sentence_that_holds_the_word_is_for_a_person(String message) {
        assertThat(StopWords.read(message)).isEqualTo(StopWords.Meaning.PERHAPS_STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Bonjour", "merci", "stopover à Lyon", "weekend", "???", "👍", "starter pack"})
    void anything_else_says_nothing_about_consent(String message) {
        assertThat(StopWords.read(message)).isEqualTo(StopWords.Meaning.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Parfait, à tout à l'heure", "oui oui", "non non non", "a a", "très très bien, merci merci"})
    void words_said_twice_are_words_like_others(String message) {
        assertThat(StopWords.read(message)).isEqualTo(StopWords.Meaning.NOTHING);
    }

    @org.junit.jupiter.api.Test
    void a_stop_word_said_twice_among_others_is_for_a_person() {
        assertThat(StopWords.read("mais stop, je dis stop")).isEqualTo(StopWords.Meaning.PERHAPS_STOP);
    }

    @org.junit.jupiter.api.Test
    void a_hostile_length_is_read_at_once() {
        String long_ = "stop ".repeat(10_000);
        assertThat(StopWords.read(long_)).isEqualTo(StopWords.Meaning.NOTHING);
    }
}
