package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;

/** What every refusal of the API must be. */
final class Problems {
    private Problems() {}

    static void expect(ApiCaller.Answered answered, int status, String slug) {
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        expectForm(answered);
        assertThat(answered.json().path("type").asString()).isEqualTo("/docs#problem-" + slug);
    }

    static void expectForm(ApiCaller.Answered answered) {
        assertThat(answered.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answered.json().path("type").asString()).startsWith("/docs#problem-");
        assertThat(answered.json().path("title").asString()).isNotBlank();
        assertThat(answered.json().path("status").asInt()).isEqualTo(answered.status());
        assertThat(answered.json().path("detail").asString()).isNotBlank();
        assertThat(answered.header("Cache-Control")).contains("no-store");
        assertThat(answered.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
