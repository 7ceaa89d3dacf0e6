package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What programs read of the assistant's knowledge: the mission's shapes, with the habits of every list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantApiTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace centre = hub.newWorkspace();
    private final ApiCaller api = centre.api();

    @BeforeAll
    void knowledge() {
        centre.run(() -> {
            QaEntries entries = hub.part(QaEntries.class);
            List<QaEntryId> ids = entries.replace(Seed.entries());
            entries.used(List.of(ids.getFirst()));
            hub.part(AiConfigurations.class).save(Seed.configuration());
        });
    }

    @Test
    void an_entry_has_the_mission_s_members() {
        JsonNode item = find("Quel est le prix");
        assertThat(Set.copyOf(item.propertyNames()))
                .contains(
                        "id",
                        "question",
                        "response",
                        "category",
                        "tags",
                        "isCustom",
                        "usageCount",
                        "successRate",
                        "createdAt",
                        "updatedAt");
        assertThat(item.path("id").isString()).isTrue();
        assertThat(item.path("category").asString()).isEqualTo("prix");
        assertThat(item.path("tags").path(0).asString()).isEqualTo("prix");
        assertThat(item.path("isCustom").booleanValue()).isTrue();
        assertThat(item.path("usageCount").longValue()).isEqualTo(1);
        assertThat(item.path("successRate").doubleValue()).isZero();
        assertThat(item.path("createdAt").asString()).endsWith("Z");
    }

    @Test
    void the_list_is_read_to_its_end_by_its_cursors_and_each_entry_comes_once() {
        Set<String> seen = new TreeSet<>();
        String next = "/api/qa-training?limit=10";
        int pages = 0;
        while (!next.isEmpty()) {
            JsonNode page = api.get(next).json();
            page.path("items")
                    .forEach(item ->
                            assertThat(seen.add(item.path("id").asString())).isTrue());
            String cursor = page.path("nextCursor").asString("");
            next = cursor.isEmpty() ? "" : "/api/qa-training?limit=10&cursor=" + cursor;
            pages++;
        }
        assertThat(seen).hasSize(Seed.entries().size());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void a_wrong_limit_or_cursor_is_named() {
        assertThat(api.get("/api/qa-training?limit=0").status()).isEqualTo(400);
        ApiCaller.Answered wrong = api.get("/api/qa-training?cursor=abc");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("field").asString()).isEqualTo("cursor");
        assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void the_configuration_is_the_mission_s_shape() {
        JsonNode read = api.get("/api/ai-config").json();
        assertThat(read.path("companyName").asString()).isEqualTo("Maroni Formation");
        assertThat(read.path("brandMemory").path("values")).hasSize(3);
        assertThat(read.path("noGoTopics").path(0).asString()).isEqualTo("politique");
        assertThat(Set.copyOf(read.propertyNames()))
                .containsExactlyInAnyOrder(
                        "companyName",
                        "industry",
                        "targetAudience",
                        "mainProduct",
                        "painPoints",
                        "uniqueValue",
                        "competitors",
                        "objectives",
                        "noGoTopics",
                        "brandMemory");
    }

    @Test
    void a_workspace_without_any_has_empty_words_and_an_empty_list() {
        ApiCaller fresh = hub.newWorkspace().api();
        assertThat(fresh.get("/api/ai-config").json().path("companyName").asString("?"))
                .isEmpty();
        JsonNode list = fresh.get("/api/qa-training").json();
        assertThat(list.path("items")).isEmpty();
        assertThat(list.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void a_stranger_reads_nothing() {
        assertThat(hub.caller().get("/api/qa-training").status()).isEqualTo(401);
        assertThat(hub.caller().get("/api/ai-config").status()).isEqualTo(401);
        assertThat(hub.caller().bearer("hub_no-such-key").get("/api/ai-config").status())
                .isEqualTo(401);
    }

    private JsonNode find(String question) {
        JsonNode list = api.get("/api/qa-training?limit=100").json();
        return list.path("items")
                .valueStream()
                .filter(item -> item.path("question").asString("").startsWith(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such entry in " + list));
    }
}
