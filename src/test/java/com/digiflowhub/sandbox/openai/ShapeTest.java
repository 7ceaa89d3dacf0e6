package com.digiflowhub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.openai.Thought.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A thought put into the form that a schema asks for. */
class ShapeTest {
    private static final Thought ANSWER =
            new Thought("490 €.", Kind.ANSWER, "fr", Optional.of(new Knowledge.Entry("price", "Le prix ?", "490 €")));
    private static final Thought PERSON = new Thought("Je transmets.", Kind.PERSON, "fr", Optional.empty());
    private static final Thought UNKNOWN = new Thought("I do not know.", Kind.UNKNOWN, "en", Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reply        | 490 €.
            message      | 490 €.
            answerText   | 490 €.
            body         | 490 €.
            language     | fr
            usedEntry    | price
            sourceId     | price
            intent       | answer
            somethingOdd | ``
            """, quoteCharacter = '`')
    void words_go_where_their_name_says(String name, String value) {
        assertThat(member(ANSWER, name, "{\"type\":\"string\"}").asString("?")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "handoff, true, false",
        "needsHuman, true, false",
        "escalate, true, false",
        "known, false, true",
        "answered, false, true",
        "funny, false, false"
    })
    void flags_say_whether_a_person_is_needed_or_whether_it_was_known(String name, boolean person, boolean answer) {
        assertThat(member(PERSON, name, "{\"type\":\"boolean\"}").asBoolean(!person))
                .isEqualTo(person);
        assertThat(member(ANSWER, name, "{\"type\":\"boolean\"}").asBoolean(!answer))
                .isEqualTo(answer);
    }

    @Test
    void confidence_is_high_for_what_was_found_and_low_for_what_was_not() {
        assertThat(member(ANSWER, "confidence", "{\"type\":\"number\"}").asDouble(0))
                .isEqualTo(0.9);
        assertThat(member(UNKNOWN, "confidence", "{\"type\":\"number\"}").asDouble(1))
                .isEqualTo(0.2);
        assertThat(member(ANSWER, "score", "{\"type\":\"integer\"}").isIntegralNumber())
                .isTrue();
        assertThat(member(UNKNOWN, "other", "{\"type\":\"number\",\"minimum\":5}")
                        .asDouble(0))
                .isEqualTo(5);
    }

    @Test
    void entries_used_are_listed_by_id_and_none_is_an_empty_list() {
        var list = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
        assertThat(member(ANSWER, "usedEntries", list).toString()).isEqualTo("[\"price\"]");
        assertThat(member(PERSON, "usedEntries", list).toString()).isEqualTo("[]");
        assertThat(member(ANSWER, "tags", list).toString()).isEqualTo("[]");
        assertThat(member(ANSWER, "tags", "{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"string\"}}")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_choice_is_always_one_of_those_offered(Kind kind) {
        var thought = new Thought("x", kind, "fr", Optional.empty());
        var options = "{\"type\":\"string\",\"enum\":[\"greeting\",\"question\",\"human\",\"other\"]}";
        var chosen = member(thought, "intent", options).asString("");
        assertThat(chosen)
                .isEqualTo(
                        switch (kind) {
                            case GREETING -> "greeting";
                            case ANSWER -> "question";
                            case PERSON -> "human";
                            case UNKNOWN -> "other";
                        });
    }

    @Test
    void a_choice_without_anything_fitting_is_the_last() {
        assertThat(member(ANSWER, "colour", "{\"enum\":[\"red\",\"green\"]}").asString(""))
                .isEqualTo("green");
        assertThat(member(ANSWER, "language", "{\"enum\":[\"en\",\"fr\"]}").asString(""))
                .isEqualTo("fr");
        assertThat(member(ANSWER, "version", "{\"const\":3}").asInt(0)).isEqualTo(3);
    }

    @Test
    void what_there_is_nothing_to_say_about_is_null_where_null_is_allowed() {
        assertThat(member(ANSWER, "handoffReason", "{\"type\":[\"string\",\"null\"]}")
                        .isNull())
                .isTrue();
        assertThat(member(PERSON, "handoffReason", "{\"type\":[\"string\",\"null\"]}")
                        .asString(""))
                .isEqualTo("asked for a person");
        var any = "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}";
        assertThat(member(ANSWER, "handoffReason", any).isNull()).isTrue();
        assertThat(member(UNKNOWN, "handoffReason", any).asString("")).isEqualTo("not in the knowledge");
    }

    @Test
    void objects_in_objects_are_filled_too() {
        var nested = member(ANSWER, "outcome", """
                {"type":"object","properties":{"reply":{"type":"string"},"meta":{"type":"object",
                 "properties":{"language":{"type":"string"}}}}}""");
        assertThat(nested.path("reply").asString("")).isEqualTo("490 €.");
        assertThat(nested.at("/meta/language").asString("")).isEqualTo("fr");
    }

    @Test
    void a_schema_that_contains_itself_without_end_ends() {
        var schema = new StringBuilder();
        for (var depth = 0; depth < 40; depth++) {
            schema.append("{\"type\":\"object\",\"properties\":{\"child\":");
        }
        schema.append("{\"type\":\"string\"}").append("}}".repeat(40));
        assertThat(new Shape(ANSWER)
                        .of(JsonMapper.shared().readTree(schema.toString()))
                        .toString())
                .contains("null");
    }

    private static JsonNode member(Thought thought, String name, String schema) {
        var whole = JsonMapper.shared().createObjectNode().put("type", "object");
        whole.putObject("properties").set(name, JsonMapper.shared().readTree(schema));
        return new Shape(thought).of(whole).path(name);
    }
}
