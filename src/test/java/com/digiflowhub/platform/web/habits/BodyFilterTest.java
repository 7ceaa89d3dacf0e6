package com.digiflowhub.platform.web.habits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "\"a\\u0000b\"", "\"\\\\\\u0000\"", "\\u0000", "a\0b", "{\"\\u0000\":1}"})
    void nul_is_seen_as_a_byte_and_as_json_writes_it(String body) {
        assertThat(BodyFilter.holdsNul(bytes(body))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "u0000",
                "\"\\\\u0000\"",
                "\"\\\\\\\\u0000\"",
                "\"\\u0001\"",
                "\"\\u00e9\"",
                "\"\\u000",
                "\"\\n0000\"",
                "{\"text\":\"10000 €, nul autre\"}"
            })
    void all_other_text_may_pass(String body) {
        assertThat(BodyFilter.holdsNul(bytes(body))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
