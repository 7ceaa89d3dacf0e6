package com.digiflowhub.assistant.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.specs.VendorDescription;
import com.digiflowhub.testing.SettableTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The wire of embeddings: what is asked, what is read, and that nothing a server does gets further than "none". */
class EmbeddingsTest {
    private static final String TWO = """
            {"object": "list", "model": "m", "usage": {"prompt_tokens": 2, "total_tokens": 2}, "data": [
              {"object": "embedding", "index": 1, "embedding": [0.5, -0.5]}, {"object": "embedding", "index": 0, "embedding": [1, 0]}]}
            """;

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final StubServer server = new StubServer();
    private final OpenAi openAi = new OpenAi(new HubClock(time), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        openAi.close();
        server.close();
    }

    @Test
    void the_request_fits_the_vendor_s_description_and_the_answer_is_read_in_the_order_of_the_texts() {
        server.models("gpt-5-mini", "text-embedding-3-large", "text-embedding-3-small");
        server.then(200, TWO);
        assertThat(embed("one", "two")).isInstanceOfSatisfying(Embedded.Vectors.class, read -> {
            assertThat(read.model()).isEqualTo("text-embedding-3-small");
            assertThat(read.vectors()).containsExactly(new float[] {1, 0}, new float[] {0.5f, -0.5f});
        });
        JsonNode asked = server.completions().getLast();
        assertThat(VendorDescription.openAi().validateRequest("POST", "/embeddings", asked))
                .isEmpty();
        assertThat(asked.path("dimensions").asInt()).isEqualTo(256);
        assertThat(server.calls().getLast().authorization()).isEqualTo("Bearer sk-test");
    }

    @Test
    void a_model_of_another_family_is_not_asked_to_be_shorter() {
        server.models("llama", "nomic-embed-text");
        server.then(200, TWO);
        assertThat(embed("one", "two")).isInstanceOf(Embedded.Vectors.class);
        assertThat(server.completions().getLast().has("dimensions")).isFalse();
    }

    @Test
    void a_server_without_such_a_model_is_asked_once_in_ten_minutes_and_gives_none() {
        assertThat(embed("one")).isInstanceOf(Embedded.None.class);
        assertThat(embed("one")).isInstanceOf(Embedded.None.class);
        assertThat(server.calls()).hasSize(1);
        time.advance(Duration.ofMinutes(11));
        server.models("gpt-5-mini", "text-embedding-3-small");
        server.then(200, "{\"data\": [{\"index\": 0, \"embedding\": [1]}]}");
        assertThat(embed("one")).isInstanceOf(Embedded.Vectors.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"data": []}
            200 | {"data": [{"index": 0, "embedding": []}]}
            200 | {"data": [{"index": 0, "embedding": [null]}]}
            200 | {"data": [{"index": 0, "embedding": ["x"]}]}
            200 | {"data": [{"index": 0, "embedding": [1e300]}]}
            200 | nonsense
            401 | {"error": {"code": "invalid_api_key"}}
            429 | {"error": {"code": "insufficient_quota"}}
            500 | {}
            """)
    void what_is_no_answer_says_why(int status, String body) {
        server.models("text-embedding-3-small");
        server.then(status, body);
        assertThat(embed("one"))
                .isInstanceOfSatisfying(
                        Embedded.Failed.class,
                        failed -> assertThat(failed.why().code()).isEqualTo("no-embeddings"));
    }

    @Test
    void the_simulated_server_s_answer_fits_the_vendor_s_description_and_its_numbers_follow_the_meaning() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard())) {
            Embedded came = openAi.embed(
                    connection(sandbox.modelAddress(), "sk-sandbox"),
                    List.of("Combien coûte la formation ?", "what is the price of the course", "Où se garer ?"));
            assertThat(came).isInstanceOfSatisfying(Embedded.Vectors.class, read -> {
                assertThat(read.vectors())
                        .allSatisfy(vector -> assertThat(vector).hasSize(256));
                assertThat(dot(read.vectors().get(0), read.vectors().get(1)))
                        .isGreaterThan(0.9)
                        .isGreaterThan(dot(read.vectors().get(0), read.vectors().get(2)));
            });
        }
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at] * other[at];
        }
        return sum;
    }

    private Embedded embed(String... texts) {
        return openAi.embed(connection(server.address(), "sk-test"), List.of(texts));
    }

    private static Connection connection(URI address, String key) {
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                "openai",
                "OpenAI",
                "path",
                new OpenAiSettings(new Secret(key), "", "0.7", 500, address));
    }
}
