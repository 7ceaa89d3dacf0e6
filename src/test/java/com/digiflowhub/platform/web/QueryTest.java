package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void what_is_empty_is_left_out_and_the_rest_is_written_in_its_order() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("q", "prix & délai");
        parts.put("show", "");
        parts.put("cursor", "1");
        assertThat(Query.of(parts)).isEqualTo("?q=prix+%26+d%C3%A9lai&cursor=1");
        assertThat(Query.of(Map.of("q", ""))).isEmpty();
    }

    @Test
    void words_are_cut_between_signs_and_hold_nothing_that_the_database_refuses() {
        assertThat(Query.words(null, 5)).isEmpty();
        assertThat(Query.words(" a\0b ", 5)).isEqualTo("ab");
        assertThat(Query.words("abcdef", 5)).isEqualTo("abcde");
        assertThat(Query.words("abcd👍", 5)).isEqualTo("abcd");
        assertThat(Query.words("abc👍", 5)).isEqualTo("abc👍");
    }
}
