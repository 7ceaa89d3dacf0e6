package com.digiflowhub.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The object that a question wants, found in whatever a model says. */
class AnswerFormTest {
    private static final String RIGHT =
            "{\"word\":\"a } b\",\"count\":2,\"sure\":true,\"note\":null,\"items\":[\"x\"]}";
    private static final AnswerForm FORM = AnswerForm.of("form", """
            {"type": "object", "required": ["word", "count", "sure", "note", "items"], "properties": {
              "word": {"type": "string"}, "count": {"type": "integer"}, "sure": {"type": "boolean"},
              "note": {"type": ["string", "null"]}, "items": {"type": "array"}}}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                "```json\n" + RIGHT + "\n```",
                "Here it is:\n" + RIGHT + "\nI hope that helps {really}.",
                "<think>{\"word\": 1} or {so}</think>" + RIGHT,
            })
    void an_object_of_the_form_is_found_wherever_it_stands(String words) {
        assertThat(FORM.read(words)).contains(JsonMapper.shared().readTree(RIGHT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "La formation coûte 1 490 €.",
                "[1]",
                "{",
                "{\"word\":\"a\",\"count\":2.5,\"sure\":true,\"note\":null,\"items\":[]}",
                "{\"word\":\"a\",\"count\":\"2\",\"sure\":true,\"note\":null,\"items\":[]}",
                "{\"word\":\"a\",\"count\":2,\"sure\":\"true\",\"note\":null,\"items\":[]}",
                "{\"word\":null,\"count\":2,\"sure\":true,\"note\":null,\"items\":[]}",
                "{\"word\":\"a\",\"count\":2,\"sure\":true,\"note\":null}",
                "{\"word\":\"a\",\"count\":2,\"sure\":true,\"note\":null,\"items\":[",
            })
    void anything_else_is_no_answer(String words) {
        assertThat(FORM.read(words)).isEmpty();
    }

    @Test
    void what_may_be_null_may_be_left_out() {
        assertThat(FORM.read("{\"word\":\"a\",\"count\":2,\"sure\":true,\"items\":[]}"))
                .isPresent();
    }

    @Test
    void of_two_objects_the_first_that_fits_is_the_answer() {
        AnswerForm form = ofType("string");
        assertThat(form.read("{\"it\":7} {\"it\":\"first\"} {\"it\":\"second\"}"))
                .contains(JsonMapper.shared().readTree("{\"it\":\"first\"}"));
        assertThat(form.read("{\"wrapped\":{\"it\":\"inside\"}}"))
                .contains(JsonMapper.shared().readTree("{\"it\":\"inside\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | 2 | true",
                "number | 2.5 | true",
                "number | \"2\" | false",
                "integer | 2 | true",
                "integer | 2.0 | false",
                "integer | 123456789012345678901234567890 | true",
                "object | {} | true",
                "object | [] | false",
                "array | [] | true",
                "array | {} | false",
                "boolean | false | true",
                "boolean | 0 | false",
                "null | null | true",
                "null | false | false",
                "string | null | false",
                "string | \"\" | true"
            })
    void each_type_is_told_from_its_neighbours(String type, String value, boolean fits) {
        assertThat(ofType(type).read("{\"it\":" + value + "}").isPresent()).isEqualTo(fits);
    }

    @Test
    void a_member_without_a_type_may_be_anything_and_a_form_without_required_ones_takes_any_object() {
        AnswerForm open = AnswerForm.of("open", "{\"type\":\"object\",\"required\":[\"it\"],\"properties\":{}}");
        assertThat(open.read("{\"it\":[1]}")).isPresent();
        assertThat(AnswerForm.of("any", "{\"type\":\"object\"}").read("so {\"x\":1}"))
                .isPresent();
        assertThat(AnswerForm.of("any", "{\"type\":\"object\"}").read("[1]")).isEmpty();
    }

    @Test
    void an_object_deeper_than_anyone_writes_is_no_answer_and_hides_none_behind_it() {
        AnswerForm form = ofType("string");
        String deep = "[".repeat(5_000);
        assertThat(form.read("{\"it\":" + deep)).isEmpty();
        assertThat(form.read("{\"it\":" + deep + " {\"it\":\"here\"}")).isPresent();
    }

    @Test
    void an_answer_behind_many_braces_is_found_and_a_flood_of_them_is_not_searched_to_its_end() {
        AnswerForm form = ofType("string");
        assertThat(form.read("{".repeat(150) + "{\"it\":\"here\"}")).isPresent();
        assertThat(form.read("{".repeat(1_000_000) + "{\"it\":\"here\"}")).isEmpty();
    }

    private static AnswerForm ofType(String type) {
        return AnswerForm.of(
                "it",
                "{\"type\":\"object\",\"required\":[\"it\"],\"properties\":{\"it\":{\"type\":\"" + type + "\"}}}");
    }
}
