package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics the owner forbade are heard in what is asked and in what is answered, and nothing else is. */
class NoGoTest {
    private final List<String> topics = Seed.configuration().noGoTopics();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Que pensez-vous de la politique du maire ?|politique",
                "Vous donnez un conseil medical ?|conseil médical",
                "J'ai besoin de conseils juridiques|conseil juridique",
                "vous promettez un emploi ? une promesse d'emploi c'est bien|promesse de revenus ou d'emploi",
                "Nous vous faisons la promesse de bons revenus.|promesse de revenus ou d'emploi",
                "votre religion ?|religion"
            })
    void a_topic_is_touched_where_all_its_words_stand(String words, String topic) {
        assertThat(NoGo.touched(words, topics)).contains(topic);
    }

    @Test
    void part_of_a_topic_is_another_matter() {
        assertThat(NoGo.touched("je suis demandeur d'emploi", topics)).isEmpty();
        assertThat(NoGo.touched("un conseil pour choisir ?", topics)).isEmpty();
        assertThat(NoGo.touched("", topics)).isEmpty();
        assertThat(NoGo.touched("la politique", List.of())).isEmpty();
        assertThat(NoGo.touched("la politique", List.of("le la les", " "))).isEmpty();
    }

    @Test
    void no_question_that_the_seed_answers_is_forbidden() {
        assertThat(Seed.questions("thirty-questions.txt").stream().filter(Seed.Asked::covered))
                .noneMatch(asked -> NoGo.touched(asked.words(), topics).isPresent());
        assertThat(Seed.entries())
                .noneMatch(entry -> NoGo.touched(entry.response(), topics).isPresent());
    }
}
