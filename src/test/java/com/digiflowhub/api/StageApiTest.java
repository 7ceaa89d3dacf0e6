package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A workspace's stages are its own: named, ordered, removed, and the leads in them go along. */
class StageApiTest {
    private static final String STAGES = "/api/hubcrm/stages";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final DescribedAnswers described = new DescribedAnswers(hub.caller());
    private final ApiCaller api = hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void a_new_workspace_has_the_usual_stages_and_every_other_its_own() {
        assertThat(names()).containsExactly("new", "contacted", "qualified", "appointment");
        add("Devis envoyé", 201);
        assertThat(names()).endsWith("Devis envoyé");
        ConnectedWorkspace other = hub.newWorkspace();
        assertThat(other.api().get(STAGES).json().path("items")).hasSize(4);
        other.close();
    }

    @Test
    void a_renamed_stage_takes_its_leads_along() {
        ApiCaller.Answered lead = api.post("/api/hubcrm/leads", Map.of("email", "a@example.com", "stage", "qualified"));
        change(id(2), Map.of("name", "Interested"), 200);
        assertThat(api.get("/api/hubcrm/leads/" + lead.json().path("id").asString())
                        .json()
                        .path("stage")
                        .asString())
                .isEqualTo("Interested");
        Problems.expect(change(id(2), Map.of("name", "NEW"), 409), 409, "stage-exists");
        Problems.expect(change(id(2), Map.of("name", " "), 400), 400, "invalid");
        change(UUID.randomUUID().toString(), Map.of("name", "x"), 404);
    }

    @Test
    void a_stage_is_put_anywhere_in_the_order_and_the_first_takes_who_arrives() {
        change(id(3), Map.of("position", 1), 200);
        assertThat(names()).containsExactly("appointment", "new", "contacted", "qualified");
        assertThat(api.post("/api/hubcrm/leads", Map.of("email", "b@example.com"))
                        .json()
                        .path("stage")
                        .asString())
                .isEqualTo("appointment");
        change(id(0), Map.of("position", 99), 200);
        assertThat(names()).endsWith("appointment");
    }

    @Test
    void a_stage_that_holds_leads_asks_where_they_go() {
        api.post("/api/hubcrm/leads", Map.of("email", "c@example.com", "stage", "qualified"));
        String at = STAGES + "/" + id(2);
        Problems.expect(described.check("delete", at, api.delete(at)), 409, "stage-holds-leads");
        Problems.expect(api.delete(at + "?to=" + id(2)), 404, "not-found");
        assertThat(described
                        .check("delete", at, api.delete(at + "?to=" + id(0)))
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/api/hubcrm/leads").json().at("/items/0/stage").asString())
                .isEqualTo("new");
        for (int n = 0; n < 2; n++) {
            assertThat(api.delete(STAGES + "/" + id(1)).status()).isEqualTo(204);
        }
        Problems.expect(api.delete(STAGES + "/" + id(0)), 409, "stage-last");
    }

    @Test
    void there_are_twenty_at_most_and_names_are_short() {
        for (int n = 5; n <= 20; n++) {
            add("Stage " + n, 201);
        }
        Problems.expect(add("One more", 409), 409, "stages-full");
        Problems.expect(add("x".repeat(61), 400), 400, "invalid");
        Problems.expect(api.post(STAGES, Map.of("name", "two\nlines")), 400, "invalid");
    }

    private ApiCaller.Answered add(String name, int status) {
        return expect(status, described.check("post", STAGES, api.post(STAGES, Map.of("name", name))));
    }

    private ApiCaller.Answered change(String id, Map<String, Object> body, int status) {
        String at = STAGES + "/" + id;
        return expect(status, described.check("put", at, api.put(at, body)));
    }

    private JsonNode items() {
        return described.check("get", STAGES, api.get(STAGES)).json().path("items");
    }

    private List<String> names() {
        return items().valueStream().map(stage -> stage.path("name").asString()).toList();
    }

    private String id(int n) {
        return items().get(n).path("id").asString();
    }

    private static ApiCaller.Answered expect(int status, ApiCaller.Answered answered) {
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered;
    }
}
