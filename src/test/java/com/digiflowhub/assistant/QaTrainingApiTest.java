package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ApiCaller.Answered;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A program teaches: it creates, changes, finds, removes and takes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QaTrainingApiTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final ApiCaller api = agency.api();

    @Test
    void what_is_created_can_be_read_changed_and_used() {
        Answered made = api.post(
                "/api/qa-training",
                Map.of(
                        "question", "Quel est le prix du bilan ?",
                        "response", "Le bilan coûte 120 €.",
                        "category", "prix",
                        "tags", List.of("tarif"),
                        "ownerId", agency.owner().toString()));
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asString();
        assertThat(made.header("Location")).isEqualTo("/api/qa-training/" + id);
        assertThat(made.json().path("isCustom").booleanValue()).isTrue();
        assertThat(made.json().path("ownerId").asString())
                .isEqualTo(agency.owner().toString());
        Answered changed = api.put(
                "/api/qa-training/" + id,
                Map.of("question", "Quel est le prix du bilan ?", "response", "Le bilan coûte 150 €."));
        assertThat(changed.status()).isEqualTo(200);
        JsonNode read = api.get("/api/qa-training/" + id).json();
        assertThat(read.path("response").asString()).isEqualTo("Le bilan coûte 150 €.");
        assertThat(read.path("category").asString("?")).isEmpty();
        assertThat(read.path("ownerId").isNull()).isTrue();
        assertThat(best("prix bilan")).contains("150 €");
    }

    @Test
    void a_removed_one_is_not_used_until_it_is_taken_back_with_its_counts() {
        String id = create("Avez-vous un vestiaire ?", "Oui, au premier étage.");
        agency.run(() -> hub.part(QaEntries.class).used(List.of(new QaEntryId(UUID.fromString(id)))));
        assertThat(api.delete("/api/qa-training/" + id).status()).isEqualTo(204);
        assertThat(api.get("/api/qa-training/" + id).status()).isEqualTo(404);
        assertThat(best("un vestiaire ?")).doesNotContain("premier étage");
        Answered back = api.post("/api/qa-training/" + id + "/restore", Map.of());
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.json().path("usageCount").longValue()).isEqualTo(1);
        assertThat(best("un vestiaire ?")).contains("premier étage");
        assertThat(api.post("/api/qa-training/" + id + "/restore", Map.of()).status())
                .isEqualTo(404);
        assertThat(api.delete("/api/qa-training/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void an_expired_one_is_found_by_whoever_looks_after_it_but_not_used() {
        Answered made = api.post(
                "/api/qa-training",
                Map.of(
                        "question", "Y a-t-il une promotion de rentrée ?",
                        "response", "Oui, un cahier est offert.",
                        "validUntil", "2020-01-01T00:00:00Z"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(best("promotion de rentrée")).isEmpty();
        JsonNode found = api.get("/api/qa-training?q=promo%20rentree").json().path("items");
        assertThat(found.path(0).path("response").asString("")).contains("cahier");
        assertThat(Instant.parse(found.path(0).path("validUntil").asString())).isBefore(Instant.now());
        assertThat(api.put(
                                "/api/qa-training/" + made.json().path("id").asString(),
                                Map.of(
                                        "question", "Y a-t-il une promotion de rentrée ?",
                                        "response", "Oui, un cahier est offert."))
                        .status())
                .isEqualTo(200);
        assertThat(best("promotion de rentrée")).contains("cahier");
    }

    @Test
    void the_search_forgives_and_a_category_narrows() {
        create("Où se trouve votre salle de danse ?", "Au 3 rue des Lilas.");
        assertThat(items("?q=sale%20de%20dance")).isNotEmpty();
        assertThat(items("?q=salle%20de%20danse&category=nothing")).isEmpty();
        String here = api.post(
                        "/api/qa-training",
                        Map.of("question", "Et la danse classique ?", "response", "Le mardi.", "category", "danses"))
                .json()
                .path("id")
                .asString();
        assertThat(items("?category=danses")).hasSize(1);
        assertThat(items("?category=danses").path(0).path("id").asString()).isEqualTo(here);
    }

    @Test
    void synonyms_of_the_workspace_find_what_no_dictionary_would() {
        create("Comment se passe le premier rendez-vous d’anamnèse ?", "Il dure une heure.");
        assertThat(best("c'est quoi la découverte gratuite")).doesNotContain("une heure");
        Answered kept = api.put(
                "/api/qa-training/synonyms", Map.of("groups", List.of(List.of("anamnèse", "découverte gratuite"))));
        assertThat(kept.status()).isEqualTo(200);
        assertThat(best("c'est quoi la découverte gratuite")).contains("une heure");
        assertThat(api.get("/api/qa-training/synonyms").json().at("/groups/0/1").asString())
                .isEqualTo("découverte gratuite");
        assertThat(api.put("/api/qa-training/synonyms", Map.of("groups", List.of(List.of("seul"))))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("groups");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(field(Map.of("response", "Oui."))).isEqualTo("question");
        assertThat(field(Map.of("question", " ", "response", "Oui."))).isEqualTo("question");
        assertThat(field(Map.of("question", "Ça va ?", "response", "x".repeat(4_001))))
                .isEqualTo("response");
        assertThat(field(Map.of("question", "Ça va ?", "response", "Oui.", "ownerId", UUID.randomUUID())))
                .isEqualTo("ownerId");
        assertThat(field(Map.of("question", "Ça va ?", "response", "Oui.", "tags", List.of("y".repeat(61)))))
                .isEqualTo("tags");
        Answered big = api.post("/api/qa-training", Map.of("question", "Ça va ?", "response", "z".repeat(1 << 20)));
        assertThat(big.status()).isEqualTo(413);
        assertThat(big.json().path("type").asString()).isEqualTo("/docs#problem-too-large");
    }

    @Test
    void another_workspace_s_entry_is_not_there() {
        String id = create("Secret de la maison ?", "Du beurre.");
        ApiCaller other = hub.newWorkspace().api();
        assertThat(other.get("/api/qa-training/" + id).status()).isEqualTo(404);
        assertThat(other.put("/api/qa-training/" + id, Map.of("question", "a", "response", "b"))
                        .status())
                .isEqualTo(404);
        assertThat(other.delete("/api/qa-training/" + id).status()).isEqualTo(404);
        assertThat(api.get("/api/qa-training/" + id).status()).isEqualTo(200);
    }

    @Test
    void a_file_is_looked_at_first_and_taken_over_once() {
        Answered looked = api.post(
                "/api/qa-training/imports",
                Map.of("csv", "Question;Réponse\nVous ouvrez le 1er mai ?;Non, c’est férié.\n;Orpheline\n"));
        assertThat(looked.status()).isEqualTo(201);
        assertThat(looked.json().path("ready").asInt()).isEqualTo(1);
        assertThat(looked.json().at("/problems/0/line").asInt()).isEqualTo(3);
        assertThat(looked.json().at("/problems/0/code").asString()).isEqualTo("no-question");
        assertThat(best("ouvert le 1er mai")).doesNotContain("férié");
        String apply = "/api/qa-training/imports/" + looked.json().path("id").asString() + "/apply";
        assertThat(api.post(apply, Map.of()).json().path("added").asInt()).isEqualTo(1);
        assertThat(best("ouvert le 1er mai")).contains("férié");
        assertThat(api.post(apply, Map.of()).status()).isEqualTo(404);
        Answered wrong = api.post("/api/qa-training/imports", Map.of("csv", "a,b\n1,2"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asString()).contains("a, b");
    }

    private String create(String question, String response) {
        return api.post("/api/qa-training", Map.of("question", question, "response", response))
                .json()
                .path("id")
                .asString();
    }

    private String field(Map<String, Object> body) {
        Answered refused = api.post("/api/qa-training", body);
        assertThat(refused.status()).isEqualTo(400);
        return refused.json().path("field").asString();
    }

    private JsonNode items(String query) {
        return api.get("/api/qa-training" + query).json().path("items");
    }

    /** What the assistant would find. */
    private String best(String question) {
        return agency.in(() -> hub.part(QaEntries.class).best(question, 3)).stream()
                .map(found -> found.entry().response())
                .toList()
                .toString()
                .replace("[]", "");
    }
}
