package com.digiflowhub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.openai.Thought.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What the simulated model makes of what it is asked. */
class ThoughtTest {
    private static final String KNOWLEDGE = """
            [{"id":"price","question":"Quel est le prix de la formation ?","answer":"490 €"},
             {"id":"hours","question":"Quels sont vos horaires ?","answer":"De 9 h à 18 h"}]""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Je veux parler à quelqu'un",
                "JE VEUX PARLER A QUELQU UN",
                "Je voudrais discuter avec un conseiller",
                "Pouvez-vous me passer un humain ?",
                "Rappelez-moi",
                "Rappelle moi stp",
                "Can I talk to a human",
                "I want to speak with an advisor",
                "please call me back",
                "une vraie personne svp"
            })
    void who_asks_for_a_person_gets_one(String words) {
        var thought = about(words);
        assertThat(thought.kind()).isEqualTo(Kind.PERSON);
        assertThat(thought.handsOver()).isTrue();
        assertThat(thought.reason()).isEqualTo("asked for a person");
        assertThat(thought.used()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bonjour",
                "Bonjour !",
                "bonsoir",
                "Coucou",
                "Salut à tous",
                "Bonjour Madame",
                "Good morning",
                "hey there"
            })
    void a_greeting_is_greeted(String words) {
        var thought = about(words);
        assertThat(thought.kind()).isEqualTo(Kind.GREETING);
        assertThat(thought.handsOver()).isFalse();
        assertThat(thought.reason()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bonjour, c'est combien la formation ? | price | fr
            how much is the training              | price | en
            vos horaires svp                      | hours | fr
            what are your opening hours           | hours | en
            """)
    void a_question_is_answered_from_the_entry_that_fits(String words, String entry, String language) {
        var thought = about(words);
        assertThat(thought.kind()).isEqualTo(Kind.ANSWER);
        assertThat(thought.used()).map(Knowledge.Entry::id).hasValue(entry);
        assertThat(thought.language()).isEqualTo(language);
        assertThat(thought.handsOver()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Réparez-vous les vélos ?", "???", "😀😀😀", "asdf qwer zxcv", "Qui a gagné hier ?"})
    void what_is_not_in_the_knowledge_is_not_known(String words) {
        var thought = about(words);
        assertThat(thought.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(thought.handsOver()).isTrue();
        assertThat(thought.reason()).isEqualTo("not in the knowledge");
    }

    @Test
    void an_answer_ends_as_a_sentence_does() {
        assertThat(about("quel prix ?").reply()).isEqualTo("490 €.");
        var ended = new Knowledge.Entry("x", "Quel prix ?", "C'est gratuit !");
        assertThat(Thought.about(messages(
                                "system",
                                "[{\"question\":\"" + ended.question() + "\",\"answer\":\"" + ended.answer() + "\"}]",
                                "user",
                                "prix"))
                        .reply())
                .isEqualTo("C'est gratuit !");
    }

    @Test
    void several_short_messages_are_one_question() {
        var thought = Thought.about(messages(
                "system",
                KNOWLEDGE,
                "assistant",
                "Bonjour !",
                "user",
                "et",
                "user",
                "c'est combien",
                "user",
                "la formation"));
        assertThat(thought.used()).map(Knowledge.Entry::id).hasValue("price");
    }

    @Test
    void what_was_answered_before_is_no_longer_asked() {
        var thought = Thought.about(messages(
                "system", KNOWLEDGE, "user", "c'est combien ?", "assistant", "490 €.", "user", "et vos horaires ?"));
        assertThat(thought.used()).map(Knowledge.Entry::id).hasValue("hours");
    }

    @Test
    void the_assistants_own_words_are_no_knowledge() {
        var thought = Thought.about(messages("assistant", KNOWLEDGE, "user", "c'est combien la formation ?"));
        assertThat(thought.kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void content_in_parts_is_read_as_one_text() {
        var message = JsonMapper.shared().readTree("""
                {"role":"user","content":[{"type":"text","text":"c'est combien"},{"type":"text","text":"la formation"}]}""");
        assertThat(Thought.text(message)).isEqualTo("c'est combien\nla formation");
    }

    @Test
    void a_refusal_speaks_the_language_of_the_question() {
        assertThat(about("Do you repair bikes?").reply()).startsWith("I do not have");
        assertThat(about("Réparez-vous les vélos ?").reply()).startsWith("Je n'ai pas");
        assertThat(about("I want to speak to someone").reply()).startsWith("Of course");
        assertThat(about("Je veux parler à quelqu'un").reply()).startsWith("Bien sûr");
    }

    private static Thought about(String words) {
        return Thought.about(messages("system", KNOWLEDGE, "user", words));
    }

    /** Roles and words in turn. */
    private static ArrayNode messages(String... said) {
        var messages = JsonMapper.shared().createArrayNode();
        for (var at = 0; at < said.length; at += 2) {
            messages.addObject().put("role", said[at]).put("content", said[at + 1]);
        }
        return messages;
    }
}
