package com.digiflowhub.crm.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A list of leads is what its filter says, in one order, and walked to its end whatever changes meanwhile. */
class LeadListTest {
    private static final String LEADS = "/api/hubcrm/leads";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller api = workspace.api();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void all_parts_of_a_filter_must_hold_together() {
        String owner = workspace.owner().toString();
        enter(
                "all",
                Map.of(
                        "source",
                        "ads",
                        "stage",
                        "qualified",
                        "tags",
                        List.of("hot"),
                        "ownerId",
                        owner,
                        "company",
                        "Zoé"));
        enter("no-owner", Map.of("source", "ads", "stage", "qualified", "tags", List.of("hot"), "company", "Zoé"));
        enter("no-tag", Map.of("source", "ads", "stage", "qualified", "ownerId", owner, "company", "Zoé"));
        enter("no-source", Map.of("source", "site", "stage", "qualified", "tags", List.of("hot"), "ownerId", owner));
        enter("no-stage", Map.of("source", "ads", "tags", List.of("hot"), "ownerId", owner, "company", "Zoé"));
        enter(
                "won",
                Map.of(
                        "source",
                        "ads",
                        "stage",
                        "qualified",
                        "status",
                        "won",
                        "tags",
                        List.of("hot"),
                        "ownerId",
                        owner));
        String most = "source=ads&stage=qualified&tag=hot&owner=" + owner;
        assertThat(names(most)).containsExactlyInAnyOrder("all", "won");
        assertThat(names(most + "&status=open")).containsExactly("all");
        assertThat(names(most + "&q=zoe")).containsExactly("all");
        assertThat(names(most + "&q=zoe&status=won")).isEmpty();
        assertThat(names("q=zoe&tag=hot")).containsExactlyInAnyOrder("all", "no-owner", "no-stage");
    }

    @Test
    void a_filter_is_exact_but_for_the_words_that_are_searched() {
        enter("one", Map.of("source", "Ads", "tags", List.of("Hot lead"), "company", "50% off_ltd"));
        assertThat(names("source=ads")).as("capitals").isEmpty();
        assertThat(names("source=Ad")).as("a part").isEmpty();
        assertThat(names("tag=Hot")).as("a part").isEmpty();
        assertThat(names("tag=Hot+lead")).containsExactly("one");
        assertThat(names("q=" + "%25")).as("a percent sign is itself").containsExactly("one");
        assertThat(names("q=5%25%25")).isEmpty();
        assertThat(names("q=off_")).containsExactly("one");
        assertThat(names("q=50__off")).as("an underline is no wildcard").isEmpty();
        assertThat(names("q=x-one")).as("the whole externalId").containsExactly("one");
        assertThat(names("q=x-on")).as("a part of it").isEmpty();
        assertThat(names("source=&tag=&stage=&status=&q="))
                .as("empty parts say nothing")
                .containsExactly("one");
    }

    @Test
    void updated_since_counts_the_moment_itself() {
        enter("early", Map.of());
        JsonNode late = enter("late", Map.of());
        String moment = late.path("updatedAt").asString();
        assertThat(names("updatedSince=" + moment)).containsExactly("late");
        assertThat(api.put(at("early"), Map.of("company", "Changed")).status()).isEqualTo(200);
        assertThat(names("updatedSince=" + moment + "&sort=name")).containsExactly("early", "late");
    }

    @Test
    void a_lead_put_as_it_was_does_not_count_as_changed() {
        JsonNode before = enter("same", Map.of("company", "C", "value", 5, "tags", List.of("a")));
        ApiCaller.Answered again = api.put(
                at("same"), Map.of("company", " C ", "value", 5.00, "tags", List.of("a", "a"), "currency", "EUR"));
        assertThat(again.json()).isEqualTo(before);
    }

    @Test
    void leads_that_tie_are_each_met_once_in_both_directions() {
        for (int n = 0; n < 7; n++) {
            enter("Twin", "t" + n, Map.of("value", 10));
        }
        for (String sort : List.of("value", "name", "score")) {
            List<String> up = walk("sort=" + sort, "id");
            List<String> down = walk("sort=-" + sort, "id");
            assertThat(up).as(sort).hasSize(7).doesNotHaveDuplicates().isEqualTo(down.reversed());
        }
    }

    @Test
    void a_lead_that_moves_behind_the_cursor_moves_nobody_elses_page() {
        for (int n = 0; n < 6; n++) {
            enter("v" + n, Map.of("value", n * 10));
        }
        JsonNode first = page("sort=value&limit=3");
        assertThat(first.path("items")
                        .valueStream()
                        .map(item -> item.path("name").asString()))
                .containsExactly("v0", "v1", "v2");
        assertThat(api.put(at("v2"), Map.of("value", 1000)).status()).isEqualTo(200);
        JsonNode second =
                page("sort=value&limit=3&cursor=" + first.path("nextCursor").asString());
        assertThat(second.path("items")
                        .valueStream()
                        .map(item -> item.path("name").asString()))
                .as("the lead the cursor was at is elsewhere now")
                .containsExactly("v3", "v4", "v5");
        JsonNode third =
                page("sort=value&limit=3&cursor=" + second.path("nextCursor").asString());
        assertThat(third.path("items")
                        .valueStream()
                        .map(item -> item.path("name").asString()))
                .containsExactly("v2");
    }

    @Test
    void the_dearest_of_a_currency_with_three_decimals_has_a_page_behind_it() {
        enter("vast", Map.of("value", 1_000_000_000_000L, "currency", "KWD"));
        enter("small", Map.of("value", 1, "currency", "KWD"));
        assertThat(walk(1, "sort=-value", "name")).containsExactly("vast", "small");
    }

    @Test
    void names_with_any_characters_can_be_walked() {
        List<String> written = List.of("", "a b&c=d", "Éva", "由紀", "😀", "'; drop table crm.lead; --");
        for (int n = 0; n < written.size(); n++) {
            enter(written.get(n), "n" + n, Map.of());
        }
        assertThat(walk(1, "sort=name", "name")).containsExactlyInAnyOrderElementsOf(written);
        assertThat(walk(1, "sort=-name", "name")).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void a_forged_cursor_is_refused_with_its_name_and_never_fails() {
        String id = UUID.randomUUID().toString();
        Map<String, String> forged = new HashMap<>();
        forged.put(id + "-createdAt 2026-13-99T99:99:99Z", "-createdAt");
        forged.put(id + "-createdAt 0000-01-01T00:00:00Z", "-createdAt");
        forged.put(id + "-createdAt now", "-createdAt");
        forged.put(id + "value -1", "value");
        forged.put(id + "value 99999999999999999999", "value");
        forged.put(id + "score 1000000", "score");
        forged.put(id + "name \0", "name");
        forged.put(id + "value", "value");
        forged.put("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzzvalue 1", "value");
        forged.put("", "value");
        forged.forEach((text, sort) -> {
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            refused("sort=" + sort + "&cursor=" + cursor, "cursor");
        });
        refused("sort=value&cursor=%25%25", "cursor");
    }

    @Test
    void a_wrong_parameter_is_named() {
        refused("sort=createdat", "sort");
        refused("status=OPEN", "status");
        refused("owner=somebody", "owner");
        refused("updatedSince=2026-11-01", "updatedSince");
        refused("limit=-1", "limit");
        refused("limit=many", "limit");
        refused("tag=" + "x".repeat(201), "tag");
        refused("source=" + "x".repeat(201), "source");
        refused("q=" + "x".repeat(201), "q");
    }

    @Test
    void a_moment_beyond_all_time_is_refused_with_its_name() {
        enter("one", Map.of());
        refused("updatedSince=%2B999999999-01-01T00:00:00Z", "updatedSince");
        refused("updatedSince=-999999999-01-01T00:00:00Z", "updatedSince");
        assertThat(names("updatedSince=0001-01-01T00:00:00Z")).containsExactly("one");
        assertThat(names("updatedSince=9999-12-31T23:59:59Z")).isEmpty();
    }

    private void refused(String query, String field) {
        ApiCaller.Answered answered = api.get(LEADS + "?" + query);
        assertThat(answered.status()).as(query + " " + answered.text()).isEqualTo(400);
        assertThat(answered.json().path("field").asString()).as(answered.text()).isEqualTo(field);
    }

    private JsonNode enter(String name, Map<String, Object> more) {
        return enter(name, name, more);
    }

    private JsonNode enter(String name, String key, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", name);
        body.put("externalId", "x-" + key);
        ApiCaller.Answered made = api.post(LEADS, body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json();
    }

    private String at(String key) {
        return LEADS + "/" + page("q=x-" + key).at("/items/0/id").asString();
    }

    private JsonNode page(String query) {
        ApiCaller.Answered answered = api.get(LEADS + "?" + query);
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        return answered.json();
    }

    private List<String> names(String query) {
        return walk(query, "name");
    }

    private List<String> walk(String query, String member) {
        return walk(3, query, member);
    }

    private List<String> walk(int limit, String query, String member) {
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page("limit=" + limit + "&" + query + cursor);
            page.path("items").forEach(item -> met.add(item.path(member).asString()));
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty() && met.size() < 50);
        return met;
    }
}
