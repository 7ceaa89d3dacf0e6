package com.digiflowhub.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.line.Kinds.Wrong;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class KindsTest {
    private static final Kinds KINDS = Kinds.of("""
            text      name tools/*/type! deep/er/down!
            flag      on maybe?
            number    count
            object    tools/*/function
            list      tools
            red|green colour
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x","on":true,"count":3,"colour":"red"}
            {"tools":[{"type":"a","function":{}},{"type":"b"}]}
            {"maybe":null}
            {"maybe":false}
            {"deep":{}}
            {"deep":{"er":{"down":"x"}}}
            {"stranger":[1,2]}
            {}
            """)
    void what_is_as_the_table_says_is_right(String body) {
        assertThat(wrong(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":1}                                       | name              | false
            {"name":null}                                    | name              | false
            {"on":"true"}                                    | on                | false
            {"count":"3"}                                    | count             | false
            {"colour":"blue"}                                | colour            | false
            {"colour":""}                                    | colour            | false
            {"tools":{"type":"a"}}                           | tools             | false
            {"tools":[{"type":"a"},{}]}                      | tools[1].type     | true
            {"tools":[{"type":7}]}                           | tools[0].type     | false
            {"tools":[{"type":"a","function":[]}]}           | tools[0].function | false
            {"deep":{"er":{}}}                               | deep.er.down      | true
            """)
    void what_is_not_is_named_by_its_place(String body, String place, boolean missing) {
        assertThat(wrong(body)).hasValue(new Wrong(place, missing));
    }

    @Test
    void a_table_without_kinds_is_a_slip_of_ours() {
        assertThatThrownBy(() -> Kinds.of("tools/*/type text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tools/*/type");
    }

    private static Optional<Wrong> wrong(String body) {
        return KINDS.wrong(JsonMapper.shared().readTree(body));
    }
}
