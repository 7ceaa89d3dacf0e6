package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told by rule: above all, that a lead wants a person. */
class FirstLookTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Je voudrais parler à quelqu'un",
                "je peux parler a un conseiller svp",
                "Puis-je parler à une vraie personne ?",
                "passez moi un humain",
                "je veux un humain",
                "un humain svp",
                "J'aimerais discuter avec une conseillère",
                "mettez-moi en relation avec le responsable",
                "rappelez-moi",
                "vous pouvez me rappeler demain",
                "je prefere parler avec une personne",
                "Can I talk to a human?",
                "I want to speak to someone",
                "I need a real person please",
                "call me back",
                "human",
                "Bonjour, c'est compliqué, je voudrais un conseiller",
                "transfer me to an agent"
            })
    void a_wish_for_a_person_is_seen_in_both_languages(String words) {
        assertThat(FirstLook.at(words)).isEqualTo(FirstLook.WANTS_A_PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Combien de personnes par groupe ?",
                "Qui sont les formateurs ?",
                "Faut-il parler anglais pour suivre la formation ?",
                "Y a-t-il quelqu'un au centre le samedi ?",
                "Le centre est-il accessible aux personnes handicapées ?",
                "How many people are in a class?",
                "On apprend à parler en public ?",
                "Quelle ressource humaine faut-il ?",
                "Bonjour, c'est combien la formation ?",
                "je suis responsable d'une boutique, quel est le prix ?"
            })
    void a_question_that_holds_such_words_is_none(String words) {
        assertThat(FirstLook.at(words)).isEqualTo(FirstLook.QUESTION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bonjour                      | GREETING
            BONJOUR !!                   | GREETING
            slt, ça va ?                 | GREETING
            Hello there                  | GREETING
            good morning                 | GREETING
            merci beaucoup               | THANKS
            Ok merci                     | THANKS
            Super, merci pour votre aide | THANKS
            thank you so much!           | THANKS
            ok                           | NOD
            D'accord                     | NOD
            👍                           | NOD
            [image]                      | NOTHING_TO_READ
            [voice]                      | NOTHING_TO_READ
            """)
    void courtesies_and_pictures_are_told_from_questions(String words, FirstLook expected) {
        assertThat(FirstLook.at(words)).isEqualTo(expected);
    }

    @Test
    void of_several_messages_the_whole_counts() {
        assertThat(FirstLook.at("Bonjour\nje m'appelle Inès\nc'est combien ?")).isEqualTo(FirstLook.QUESTION);
        assertThat(FirstLook.at("Bonjour\nça va ?")).isEqualTo(FirstLook.GREETING);
        assertThat(FirstLook.at("[image]\nc'est combien ?")).isEqualTo(FirstLook.QUESTION);
        assertThat(FirstLook.at("c'est combien ?\nje veux parler à quelqu'un")).isEqualTo(FirstLook.WANTS_A_PERSON);
    }

    @Test
    void a_text_made_to_tire_the_rules_is_read_in_a_moment() {
        String hostile = "je veux parler ".repeat(4_000) + "a ".repeat(4_000);
        long begun = System.nanoTime();
        assertThat(FirstLook.at(hostile)).isEqualTo(FirstLook.QUESTION);
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }
}
