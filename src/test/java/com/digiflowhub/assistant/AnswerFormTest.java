package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
