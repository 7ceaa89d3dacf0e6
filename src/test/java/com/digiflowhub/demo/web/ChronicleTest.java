package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.demo.web.Chronicle.Party;
import com.digiflowhub.demo.web.Chronicle.Writer;
import com.digiflowhub.platform.web.Words;
import com.digiflowhub.sandbox.line.Journal.Entry;
import com.digiflowhub.sandbox.line.Journal.Told;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal in sentences, as they are read in both languages. */
class ChronicleTest {
    private static final Words WORDS = new Words();
    private static final Map<String, Party> PARTIES = Map.of(
            "wamid.1", new Party(Writer.LEAD, "Nadège"),
            "wamid.2", new Party(Writer.LEAD, "Nadège"),
            "m-assistant", new Party(Writer.ASSISTANT, "Nadège"),
            "m-team", new Party(Writer.TEAM, "Nadège"),
            "m-hub", new Party(Writer.HUB, "Kévin"));
    private static final Instant START = Instant.parse("2026-11-14T13:22:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            whatsapp webhook | wamid.1     | delivered          | true  | Nadège écrit, livré                                                | Nadège writes, delivered
            whatsapp webhook | wamid.1     | failed 503         | true  | Nadège écrit, le hub répond 503 : nouvel essai à suivre            | Nadège writes, the hub says 503: will be tried again
            whatsapp webhook | wamid.1     | failed 0           | false | Nadège écrit, le hub ne répond pas : nouvel essai à suivre         | Nadège writes, the hub does not answer: will be tried again
            whatsapp webhook | wamid.1     | not subscribed     | false | Nadège écrit, mais le hub n’écoute pas                             | Nadège writes, but the hub does not listen
            whatsapp webhook | wamid.1     | no callback        | false | Nadège écrit, mais le hub n’écoute pas                             | Nadège writes, but the hub does not listen
            whatsapp webhook | m-assistant | delivered          | true  | 1 accusé transmis au hub                                           | A tick told to the hub
            whatsapp webhook | m-assistant | failed 500         | true  | Un accusé, le hub répond 500 : nouvel essai à suivre               | A tick, the hub says 500: will be tried again
            whatsapp webhook | m-assistant | failed 0           | false | Un accusé, le hub ne répond pas : nouvel essai à suivre            | A tick, the hub does not answer: will be tried again
            whatsapp         | m-assistant | accepted           | true  | L’assistant écrit à Nadège, accepté                                | The assistant writes to Nadège, accepted
            whatsapp         | m-team      | accepted           | true  | L’équipe écrit à Nadège, accepté                                   | The team writes to Nadège, accepted
            whatsapp         | m-hub       | accepted           | true  | Le hub écrit à Kévin, accepté                                      | The hub writes to Kévin, accepted
            whatsapp         | m-assistant | accepted           | false | L’assistant écrit à Nadège, accepté, mais la réponse se perd       | The assistant writes to Nadège, accepted, but the answer is lost
            whatsapp         | m-assistant | hung               | false | L’assistant écrit, aucune réponse ne vient                         | The assistant writes, no answer comes
            whatsapp         | m-assistant | refused by fault   | true  | Le hub écrit, refusé comme demandé                                 | The hub writes, refused as you asked
            whatsapp         | ``          | refused 190        | true  | Le hub demande, refusé (190)                                       | The hub asks, refused (190)
            openai           | answer:1    | accepted           | true  | Le modèle est interrogé, il répond                                 | The model is asked, it answers
            openai           | answer:1    | accepted           | false | Le modèle répond, mais la réponse se perd                          | The model answers, but the answer is lost
            openai           | answer:1    | hung               | false | Le modèle est interrogé, aucune réponse ne vient                   | The model is asked, no answer comes
            openai           | answer:1    | refused by fault   | true  | Le modèle est interrogé, refusé comme demandé                      | The model is asked, refused as you asked
            openai           | answer:1    | refused invalid_api_key | true | Le modèle est interrogé, refusé (invalid_api_key)              | The model is asked, refused (invalid_api_key)
            sms              | x           | accepted           | true  | sms : accepted                                                     | sms: accepted
            """, quoteCharacter = '`')
    void each_ending_has_its_sentence_in_both_languages(
            String provider, String correlation, String outcome, boolean answered, String french, String english) {
        List<Sentence> told = told(entry(0, provider, correlation, outcome, answered));
        assertThat(told).hasSize(1);
        assertThat(said(told.getFirst(), Locale.FRENCH)).isEqualTo(french);
        assertThat(said(told.getFirst(), Locale.ENGLISH)).isEqualTo(english);
    }

    @Test
    void questions_without_effect_that_were_answered_are_not_told() {
        assertThat(told(
                        entry(2, "whatsapp", "", "answered 200", true),
                        entry(1, "openai", "", "answered 200", true),
                        entry(0, "whatsapp", "", "answered 404", true)))
                .isEmpty();
    }

    @Test
    void what_comes_twice_is_one_sentence_with_a_number() {
        assertThat(french(
                        entry(1, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(0, "whatsapp webhook", "wamid.1", "delivered", true)))
                .containsExactly("Nadège écrit, livré 2 fois");
        assertThat(french(
                        entry(2, "whatsapp webhook", "m-team", "delivered", true),
                        entry(1, "whatsapp webhook", "m-team", "delivered", true),
                        entry(0, "whatsapp webhook", "m-team", "delivered", true)))
                .containsExactly("3 accusés transmis au hub");
        assertThat(french(
                        entry(2, "whatsapp webhook", "wamid.1", "failed 503", true),
                        entry(1, "whatsapp webhook", "wamid.1", "failed 503", true),
                        entry(0, "whatsapp webhook", "wamid.1", "failed 503", true)))
                .containsExactly("Nadège écrit, le hub répond 503 : nouvel essai à suivre (3 fois déjà)");
        assertThat(french(entry(1, "openai", "", "refused 429", true), entry(0, "openai", "", "refused 429", true)))
                .containsExactly("Le modèle est interrogé, refusé (429), 2 fois");
    }

    @Test
    void two_messages_of_the_same_lead_are_two_sentences() {
        assertThat(french(
                        entry(1, "whatsapp webhook", "wamid.2", "delivered", true),
                        entry(0, "whatsapp webhook", "wamid.1", "delivered", true)))
                .containsExactly("Nadège écrit, livré", "Nadège écrit, livré");
    }

    @Test
    void what_ends_differently_is_told_apart_though_it_is_the_same_message() {
        assertThat(french(
                        entry(2, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(1, "whatsapp webhook", "wamid.1", "failed 503", true),
                        entry(0, "whatsapp webhook", "wamid.1", "failed 500", true)))
                .containsExactly(
                        "Nadège écrit, livré",
                        "Nadège écrit, le hub répond 503 : nouvel essai à suivre",
                        "Nadège écrit, le hub répond 500 : nouvel essai à suivre");
    }

    @Test
    void a_silent_question_between_does_not_keep_copies_apart() {
        assertThat(french(
                        entry(2, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(1, "whatsapp", "", "answered 200", true),
                        entry(0, "whatsapp webhook", "wamid.1", "delivered", true)))
                .containsExactly("Nadège écrit, livré 2 fois");
    }

    @Test
    void what_else_happens_at_that_moment_does_not_keep_copies_apart_and_what_comes_later_does() {
        assertThat(french(
                        entry(2, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(1, "openai", "a", "accepted", true),
                        entry(0, "whatsapp webhook", "wamid.1", "delivered", true)))
                .containsExactly("Nadège écrit, livré 2 fois", "Le modèle est interrogé, il répond");
        assertThat(french(
                        entry(9, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(1, "openai", "a", "accepted", true),
                        entry(0, "whatsapp webhook", "wamid.1", "delivered", true)))
                .hasSize(3);
    }

    @Test
    void the_newest_stands_first_and_says_when_it_was() {
        List<Sentence> told = told(
                entry(5, "whatsapp", "m-assistant", "accepted", true),
                entry(3, "openai", "a", "accepted", true),
                entry(0, "whatsapp webhook", "wamid.1", "delivered", true));
        assertThat(told).extracting(Sentence::at).containsExactly(START.plusSeconds(5), START.plusSeconds(3), START);
    }

    @Test
    void no_more_sentences_are_told_than_asked_for_and_the_last_is_counted_whole() {
        Chronicle chronicle = new Chronicle(by -> Optional.ofNullable(PARTIES.get(by)));
        List<Sentence> told = chronicle.sentences(
                List.of(
                        entry(3, "openai", "a", "accepted", true),
                        entry(2, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(1, "whatsapp webhook", "wamid.1", "delivered", true),
                        entry(0, "openai", "b", "accepted", true)),
                2);
        assertThat(told).hasSize(2);
        assertThat(said(told.getLast(), Locale.ENGLISH)).isEqualTo("Nadège writes, delivered 2 times");
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, true, ''",
        "accepted, false, amber",
        "hung, false, amber",
        "refused by fault, true, red",
        "refused 131047, true, red"
    })
    void the_colour_says_how_bad_it_is(String outcome, boolean answered, String tone) {
        assertThat(told(entry(0, "whatsapp", "m-team", outcome, answered)))
                .extracting(Sentence::tone)
                .containsExactly(tone);
    }

    @Test
    void a_name_with_braces_and_quotes_is_said_as_it_is() {
        Chronicle chronicle = new Chronicle(by -> Optional.of(new Party(Writer.LEAD, "L'{0} <b>'''")));
        Sentence told = chronicle
                .sentences(List.of(entry(0, "whatsapp webhook", "x", "delivered", true)), 5)
                .getFirst();
        assertThat(said(told, Locale.FRENCH)).isEqualTo("L'{0} <b>''' écrit, livré");
    }

    private static List<Sentence> told(Entry... newestFirst) {
        return new Chronicle(by -> Optional.ofNullable(PARTIES.get(by))).sentences(List.of(newestFirst), 40);
    }

    private static List<String> french(Entry... newestFirst) {
        return told(newestFirst).stream()
                .map(sentence -> said(sentence, Locale.FRENCH))
                .toList();
    }

    private static String said(Sentence sentence, Locale language) {
        return WORDS.in(language).say(sentence.key(), sentence.arguments().toArray());
    }

    private static Entry entry(int second, String provider, String correlation, String outcome, boolean answered) {
        return new Entry(
                START.plusSeconds(second),
                provider,
                correlation,
                "0".repeat(64),
                outcome,
                answered ? Told.TRUTH : Told.NOTHING);
    }
}
