package com.digiflowhub.assistant.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.testing.SettableTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps down from a refusal, and how long what was learned is kept. */
class MannersTest {
    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final Ladder ladder = new Ladder(time);

    @ParameterizedTest
    @CsvSource({
        "SCHEMA, response_format, TOOL",
        "SCHEMA, json_schema is unknown, TOOL",
        "TOOL, tools are unknown, OBJECT",
        "TOOL, function calling is off, OBJECT",
        "OBJECT, response_format, TEXT",
        "OBJECT, json_object, TEXT"
    })
    void a_refused_form_is_one_step_and_leaves_the_rest_alone(Manners.Rung from, String refusal, Manners.Rung to) {
        assertThat(new Manners(from, Manners.Limit.OLD, true).after(refusal))
                .contains(new Manners(to, Manners.Limit.OLD, true));
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEMA, tools are unknown",
        "TOOL, response_format",
        "OBJECT, json_schema",
        "TEXT, response_format tools json_object",
        "SCHEMA, messages: too long"
    })
    void a_refusal_of_what_was_not_sent_is_no_reason_to_ask_in_another_way(Manners.Rung rung, String refusal) {
        assertThat(new Manners(rung, Manners.Limit.NONE, false).after(refusal)).isEmpty();
    }

    @Test
    void a_refused_limit_is_first_written_the_old_way_and_then_left_out() {
        Manners old = Manners.BEST.after("max_completion_tokens").orElseThrow();
        assertThat(old).isEqualTo(new Manners(Manners.Rung.SCHEMA, Manners.Limit.OLD, true));
        Manners none = old.after("max_tokens is too large").orElseThrow();
        assertThat(none).isEqualTo(new Manners(Manners.Rung.SCHEMA, Manners.Limit.NONE, true));
        assertThat(none.after("max_tokens")).isEmpty();
    }

    @Test
    void a_temperature_is_left_out_once() {
        Manners without = Manners.BEST.after("temperature").orElseThrow();
        assertThat(without).isEqualTo(new Manners(Manners.Rung.SCHEMA, Manners.Limit.COMPLETION, false));
        assertThat(without.after("temperature")).isEmpty();
    }

    @Test
    void below_words_there_is_nothing() {
        assertThat(Manners.BEST.bare().down()).isEmpty();
        assertThat(Manners.BEST
                        .down()
                        .orElseThrow()
                        .down()
                        .orElseThrow()
                        .down()
                        .orElseThrow()
                        .rung())
                .isEqualTo(Manners.Rung.TEXT);
    }

    @Test
    void what_was_learned_is_of_one_server_and_one_model() {
        Manners lesson = Manners.BEST.bare();
        ladder.learn(at("http://one/v1"), "small", lesson);
        assertThat(ladder.of(at("http://one/v1"), "small")).isEqualTo(lesson);
        assertThat(ladder.of(at("http://one/v1"), "large")).isEqualTo(Manners.BEST);
        assertThat(ladder.of(at("http://two/v1"), "small")).isEqualTo(Manners.BEST);
    }

    @Test
    void a_lesson_lasts_a_day_from_when_it_was_learned_however_often_it_helped() {
        OpenAiSettings server = at("http://one/v1");
        Manners lesson = Manners.BEST.down().orElseThrow();
        ladder.learn(server, "small", lesson);
        time.advance(Duration.ofHours(23));
        ladder.learn(server, "small", lesson);
        assertThat(ladder.of(server, "small")).isEqualTo(lesson);
        time.advance(Duration.ofHours(1));
        assertThat(ladder.of(server, "small")).isEqualTo(Manners.BEST);
    }

    @Test
    void a_doubt_lasts_ten_minutes_and_a_lesson_replaces_it() {
        OpenAiSettings server = at("http://one/v1");
        ladder.doubt(server, "small", Manners.BEST.bare());
        time.advance(Duration.ofMinutes(9));
        assertThat(ladder.of(server, "small")).isEqualTo(Manners.BEST.bare());
        time.advance(Duration.ofMinutes(1));
        assertThat(ladder.of(server, "small")).isEqualTo(Manners.BEST);
        ladder.doubt(server, "small", Manners.BEST.bare());
        ladder.learn(server, "small", Manners.BEST.down().orElseThrow());
        time.advance(Duration.ofMinutes(11));
        assertThat(ladder.of(server, "small").rung()).isEqualTo(Manners.Rung.TOOL);
    }

    private static OpenAiSettings at(String address) {
        return new OpenAiSettings(new Secret("sk-test"), "", "0.7", 500, URI.create(address));
    }
}
