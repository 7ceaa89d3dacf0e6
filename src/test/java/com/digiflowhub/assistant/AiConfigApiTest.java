package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ApiCaller.Answered;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A program writes who the assistant speaks for: at once, or as a draft first, with a way back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AiConfigApiTest {
    private final RunningHub hub = RunningHub.shared();

    @Test
    void what_is_put_is_in_force_and_a_version() {
        ApiCaller api = hub.newWorkspace().api();
        Answered put = api.put(
                "/api/ai-config",
                Map.of(
                        "companyName", " Un ",
                        "noGoTopics", List.of("politique", " "),
                        "brandMemory", Map.of("tone", "doux")));
        assertThat(put.status()).isEqualTo(200);
        JsonNode read = api.get("/api/ai-config").json();
        assertThat(read.path("companyName").asString()).isEqualTo("Un");
        assertThat(read.path("noGoTopics")).hasSize(1);
        assertThat(read.at("/brandMemory/tone").asString()).isEqualTo("doux");
        assertThat(read.at("/brandMemory/keywords")).isEmpty();
        JsonNode versions = api.get("/api/ai-config/versions").json().path("items");
        assertThat(versions).hasSize(1);
        assertThat(versions.path(0).path("version").asInt()).isEqualTo(1);
        assertThat(api.put(
                                "/api/ai-config",
                                Map.of(
                                        "companyName",
                                        "Un",
                                        "noGoTopics",
                                        List.of("politique"),
                                        "brandMemory",
                                        Map.of("tone", "doux")))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/ai-config/versions").json().path("items"))
                .as("the same again is no new version")
                .hasSize(1);
    }

    @Test
    void a_draft_waits_until_it_is_published_and_one_can_return() {
        ApiCaller api = hub.newWorkspace().api();
        assertThat(name(api.put("/api/ai-config", Map.of("companyName", "Un")))).isEqualTo("Un");
        assertThat(name(api.put("/api/ai-config/draft", Map.of("companyName", "Deux"))))
                .isEqualTo("Deux");
        assertThat(name(api.get("/api/ai-config"))).isEqualTo("Un");
        assertThat(name(api.get("/api/ai-config/draft"))).isEqualTo("Deux");
        assertThat(name(api.post("/api/ai-config/publish", Map.of()))).isEqualTo("Deux");
        assertThat(name(api.get("/api/ai-config"))).isEqualTo("Deux");
        assertThat(name(api.post("/api/ai-config/versions/1/return", Map.of()))).isEqualTo("Un");
        assertThat(name(api.get("/api/ai-config"))).isEqualTo("Un");
        assertThat(api.get("/api/ai-config/versions").json().path("items")).hasSize(3);
        assertThat(api.post("/api/ai-config/versions/9/return", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void too_much_is_refused_with_its_field_and_changes_nothing() {
        ConnectedWorkspace agency = hub.newWorkspace();
        ApiCaller api = agency.api();
        assertThat(field(api, Map.of("companyName", "x".repeat(1_001)))).isEqualTo("companyName");
        assertThat(field(
                        api,
                        Map.of(
                                "painPoints",
                                IntStream.range(0, 41).mapToObj(n -> "p" + n).toList())))
                .isEqualTo("painPoints");
        assertThat(field(api, Map.of("brandMemory", Map.of("values", List.of("v".repeat(201))))))
                .isEqualTo("brandMemory.values");
        assertThat(api.get("/api/ai-config/versions").json().path("items")).isEmpty();
        assertThat(agency.in(() -> hub.part(AiConfigurations.class).current())).isEqualTo(AiConfiguration.NONE);
    }

    private static String name(Answered answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("companyName").asString();
    }

    private static String field(ApiCaller api, Map<String, Object> body) {
        Answered refused = api.put("/api/ai-config", body);
        assertThat(refused.status()).isEqualTo(400);
        return refused.json().path("field").asString();
    }
}
