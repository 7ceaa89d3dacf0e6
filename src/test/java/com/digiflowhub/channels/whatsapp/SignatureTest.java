package com.digiflowhub.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.vault.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignatureTest {
    private final JsonNode vectors = JsonMapper.shared().readTree(Meta.sample("vectors.json"));
    private final JsonNode others = JsonMapper.shared().readTree(Meta.sample("webhook-vectors.json"));

    @Test
    void the_published_vectors_hold() {
        JsonNode simple = vectors.path("meta_simple");
        assertThat(matches(simple.path("app_secret"), simple.path("body"), simple.path("header")))
                .isTrue();
        JsonNode page = others.path("meta");
        assertThat(matches(page.path("appSecret"), page.path("body"), page.path("X-Hub-Signature-256")))
                .isTrue();
    }

    @Test
    void only_the_bytes_as_they_came_match_never_the_same_json_written_again() {
        JsonNode escaped = vectors.path("meta");
        assertThat(matches(escaped.path("app_secret"), escaped.path("body_as_received"), escaped.path("header")))
                .isTrue();
        assertThat(matches(escaped.path("app_secret"), escaped.path("reserialised_utf8_body"), escaped.path("header")))
                .isFalse();
        assertThat(matches(
                        escaped.path("app_secret"),
                        escaped.path("body_as_received"),
                        escaped.path("reserialised_utf8_hmac_WRONG")))
                .isFalse();
        assertThat(matches(
                        escaped.path("app_secret"),
                        escaped.path("body_as_received"),
                        escaped.path("escape_of_reserialised")))
                .isFalse();
    }

    @Test
    void an_empty_secret_matches_nothing() {
        assertThat(Signature.matches(new Secret(""), new byte[0], "")).isFalse();
        assertThat(Signature.matches(new Secret("x"), new byte[0], "")).isFalse();
    }

    private static boolean matches(JsonNode secret, JsonNode body, JsonNode header) {
        return Signature.matches(
                new Secret(secret.asString()), body.asString().getBytes(StandardCharsets.UTF_8), header.asString());
    }
}
