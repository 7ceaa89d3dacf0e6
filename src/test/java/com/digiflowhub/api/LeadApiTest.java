package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The mission's lead addresses, as a program uses them. Every request and every answer is held against the API document. */
class LeadApiTest {
    private static final String LEADS = "/api/hubcrm/leads";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final DescribedAnswers described = new DescribedAnswers(hub.caller());
    private final ApiCaller api = workspace.api();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void a_lead_is_created_read_changed_and_listed_in_its_whole_shape() {
        Map<String, Object> sent = new HashMap<>(Map.of(
                "name", "Claire Fontaine",
                "email", "Claire@Example.COM",
                "phone", "+33 6 39 98 00 01",
                "externalId", "crm-1",
                "company", "Fontaine & Fils",
                "source", "website",
                "campaign", "spring",
                "stage", "qualified",
                "value", 490.5,
                "tags", List.of("vip", "paris", "vip")));
        sent.put("currency", "EUR");
        sent.put("ownerId", workspace.owner().toString());
        sent.put("customFields", Map.of("size", 3, "nested", Map.of("a", List.of(true))));
        ApiCaller.Answered made = post(sent, 201);
        JsonNode lead = made.json();
        assertThat(made.header("Location"))
                .endsWith(LEADS + "/" + lead.path("id").asString());
        assertThat(lead.path("email").asString()).isEqualTo("claire@example.com");
        assertThat(lead.path("phone").asString()).isEqualTo(Cast.CLAIRE.phone());
        assertThat(made.text()).contains("\"value\":490.50,\"currency\":\"EUR\"");
        assertThat(lead.path("status").asString()).isEqualTo("open");
        assertThat(lead.path("pipeline").asString()).isEqualTo("sales");
        assertThat(lead.path("score").asInt()).isZero();
        assertThat(lead.path("tags")).hasSize(2);
        assertThat(lead.at("/customFields/nested/a/0").asBoolean()).isTrue();
        assertThat(get("/api/contacts/" + lead.path("contactId").asString())
                        .path("name")
                        .asString())
                .isEqualTo("Claire Fontaine");

        String at = LEADS + "/" + lead.path("id").asString();
        assertThat(get(at)).isEqualTo(lead);
        assertThat(get(LEADS).path("items").get(0)).isEqualTo(lead);
        workspace.settle();
        assertThat(get(LEADS).path("items"))
                .as("the arrival opens no second one")
                .hasSize(1);
    }

    @Test
    void a_change_writes_the_members_it_carries_and_null_clears() {
        String at = created(Map.of("email", "a@example.com", "phone", "+33639980001", "name", "A", "value", 12));
        JsonNode won = put(at, Map.of("status", "won", "value", 99.99, "currency", "GBP"), 200)
                .json();
        assertThat(won.path("status").asString()).isEqualTo("won");
        assertThat(won.path("name").asString()).isEqualTo("A");
        assertThat(won.path("value").decimalValue()).isEqualByComparingTo("99.99");

        Map<String, Object> nulls = new HashMap<>();
        List.of("email", "value", "company", "ownerId", "tags", "customFields", "externalId")
                .forEach(name -> nulls.put(name, null));
        JsonNode cleared = put(at, nulls, 200).json();
        assertThat(cleared.path("email").isNull()).isTrue();
        assertThat(cleared.path("value").decimalValue()).isEqualByComparingTo("0");
        assertThat(cleared.path("currency").asString()).isEqualTo("GBP");
        assertThat(cleared.path("phone").asString()).isEqualTo("+33639980001");
        assertThat(cleared.path("customFields")).isEmpty();
        assertThat(put(at, Map.of(), 200).json())
                .as("nothing carried, nothing changed")
                .isEqualTo(cleared);
    }

    @Test
    void a_new_number_comes_first_and_the_old_one_still_finds_the_lead() {
        String at = created(Map.of("phone", "+33639980001"));
        assertThat(put(at, Map.of("phone", "0033 639 980 000"), 200)
                        .json()
                        .path("phone")
                        .asString())
                .isEqualTo("+33639980000");
        JsonNode again =
                post(Map.of("phone", "+33639980001", "company", "Known"), 200).json();
        assertThat(at).endsWith(again.path("id").asString());
        assertThat(again.path("company").asString()).isEqualTo("Known");
        assertThat(again.path("phone").asString()).isEqualTo("+33639980001");
    }

    @Test
    void e_mail_phone_or_external_id_find_the_lead_that_is_there() {
        String at =
                created(Map.of("email", "b@example.com", "phone", "+33639980002", "externalId", "x-2", "name", "B"));
        for (Map<String, Object> mark : List.<Map<String, Object>>of(
                Map.of("email", "B@EXAMPLE.com"), Map.of("phone", "0033639980002"), Map.of("externalId", "x-2"))) {
            assertThat(at).endsWith(post(mark, 200).json().path("id").asString());
        }
        Map<String, Object> withNull = new HashMap<>(Map.of("email", "b@example.com", "company", "B & Co"));
        withNull.put("name", null);
        JsonNode changed = post(withNull, 200).json();
        assertThat(changed.path("name").asString())
                .as("a null says nothing here")
                .isEqualTo("B");
        assertThat(changed.path("company").asString()).isEqualTo("B & Co");
    }

    @Test
    void who_wrote_on_whatsapp_and_is_entered_by_number_is_one_lead_and_one_contact() {
        workspace.phone(Cast.MOUNIR).writes("Bonjour");
        workspace.conversation(Cast.MOUNIR);
        workspace.settle();
        JsonNode found = post(
                        Map.of("phone", Cast.MOUNIR.phone(), "email", "mounir@example.com", "stage", "contacted"), 200)
                .json();
        assertThat(found.path("name").asString()).isEqualTo(Cast.MOUNIR.name());
        assertThat(found.path("email").asString()).isEqualTo("mounir@example.com");
        assertThat(get("/api/conversations").at("/items/0/stage").asString()).isEqualTo("contacted");
        assertThat(get(LEADS).path("items")).hasSize(1);
    }

    @Test
    void who_comes_again_after_a_lost_lead_is_a_new_one_but_the_external_id_finds_the_old() {
        String at = created(Map.of("email", "c@example.com", "externalId", "x-3"));
        put(at, Map.of("status", "lost"), 200);
        assertThat(at)
                .endsWith(
                        post(Map.of("externalId", "x-3"), 200).json().path("id").asString());
        JsonNode second = post(Map.of("email", "c@example.com"), 201).json();
        assertThat(at).doesNotEndWith(second.path("id").asString());
        Problems.expect(put(at, Map.of("status", "open"), 409), 409, "lead-open");
    }

    @Test
    void marks_of_two_leads_are_a_conflict_that_names_both() {
        String one = created(Map.of("email", "d@example.com"));
        String two = created(Map.of("phone", "+33639980004", "externalId", "x-4"));
        ApiCaller.Answered differ = post(Map.of("email", "d@example.com", "phone", "+33639980004"), 409);
        Problems.expect(differ, 409, "leads-differ");
        assertThat(differ.text()).contains(one.substring(LEADS.length() + 1), two.substring(LEADS.length() + 1));
        Problems.expect(post(Map.of("email", "d@example.com", "externalId", "x-4"), 409), 409, "leads-differ");
        Problems.expect(post(Map.of("phone", "+33639980004", "externalId", "other"), 409), 409, "leads-differ");
        ApiCaller.Answered taken = put(one, Map.of("phone", "+33639980004", "name", "not written"), 409);
        Problems.expect(taken, 409, "lead-taken");
        assertThat(taken.text()).contains(two.substring(LEADS.length() + 1));
        Problems.expect(put(one, Map.of("externalId", "x-4"), 409), 409, "lead-taken");
        assertThat(get(one).path("name").asString()).isEmpty();
    }

    @Test
    void parallel_posts_of_one_person_make_one_lead() throws Exception {
        for (int round = 0; round < 10; round++) {
            String phone = Cast.somebody(round).phone();
            Map<String, Object> first = Map.of("phone", phone, "email", "r" + round + "@example.com");
            Map<String, Object> second = Map.of("phone", phone, "company", "Second");
            List<ApiCaller.Answered> answers = atOnce(List.of(first, second, first, second));
            assertThat(answers).extracting(ApiCaller.Answered::status).containsExactlyInAnyOrder(201, 200, 200, 200);
            assertThat(answers)
                    .extracting(answer -> answer.json().path("id").asString())
                    .containsOnly(answers.getFirst().json().path("id").asString());
        }
        workspace.settle();
        assertThat(workspace.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("10");
        assertThat(workspace.look("select count(*) from contacts.contact where workspace_id = :here"))
                .containsExactly("10");
    }

    @Test
    void parallel_posts_by_different_marks_of_one_lead_never_wait_in_a_ring() throws Exception {
        String at = created(Map.of("email", "e@example.com", "phone", "+33639980005", "externalId", "x-5"));
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            bodies.add(Map.of("email", "e@example.com", "company", "E" + n));
            bodies.add(Map.of("phone", "+33639980005", "value", n));
            bodies.add(Map.of("externalId", "x-5", "stage", "contacted"));
        }
        assertThat(atOnce(bodies)).extracting(ApiCaller.Answered::status).containsOnly(200);
        assertThat(get(at).path("stage").asString()).isEqualTo("contacted");
    }

    @Test
    void the_same_idempotency_key_is_answered_once() {
        ApiCaller keyed = api.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Map.of("email", "f@example.com", "value", 5);
        ApiCaller.Answered first = described.check("post", LEADS, keyed.post(LEADS, body));
        ApiCaller.Answered second = described.check("post", LEADS, keyed.post(LEADS, body));
        assertThat(second.status()).isEqualTo(201).isEqualTo(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        Problems.expect(keyed.post(LEADS, Map.of("email", "g@example.com")), 422, "key-reused");
    }

    @Test
    void what_is_wrong_is_told_with_the_member_at_fault() {
        String at = created(Map.of("email", "h@example.com"));
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("email", "not an address");
        wrong.put("phone", "06 39 98 00 01");
        wrong.put("currency", "EURO");
        wrong.put("stage", "no such stage");
        wrong.put("status", "maybe");
        wrong.put("pipeline", "other");
        wrong.put("value", -1);
        wrong.put("name", "x".repeat(201));
        wrong.put("company", "line\nbreak");
        wrong.put("ownerId", UUID.randomUUID().toString());
        wrong.put("tags", List.of(""));
        wrong.put("customFields", Map.of("a", "x".repeat(20_000)));
        wrong.put("colour", "blue");
        wrong.put("source", List.of("a"));
        wrong.forEach((member, value) -> {
            ApiCaller.Answered refused = described.check("put", at, api.put(at, Map.of(member, value)));
            Problems.expect(refused, 400, "invalid");
            assertThat(refused.json().path("field").asString())
                    .as(refused.text())
                    .isEqualTo(member);
            assertThat(refused.json().path("detail").asString()).contains(member);
            Map<String, Object> made = new HashMap<>(Map.of("externalId", "bad"));
            made.put(member, value);
            Problems.expect(described.check("post", LEADS, api.post(LEADS, made)), 400, "invalid");
        });
        assertThat(get(LEADS).path("items")).as("nothing was made").hasSize(1);
    }

    @Test
    void amounts_fit_their_currency() {
        String at = created(Map.of("email", "i@example.com", "value", 100, "currency", "JPY"));
        assertThat(api.get(at).text()).contains("\"value\":100,\"currency\":\"JPY\"");
        assertThat(put(at, Map.of("value", 1.5), 400).json().path("field").asString())
                .isEqualTo("value");
        put(at, Map.of("currency", "EUR", "value", 10.55), 200);
        assertThat(put(at, Map.of("currency", "JPY"), 400).json().path("field").asString())
                .isEqualTo("currency");
        put(at, Map.of("value", 1e300), 400);
        put(at, Map.of("value", 0.001), 400);
        assertThat(put(at, Map.of("value", 1_000_000_000_000L), 200)
                        .json()
                        .path("value")
                        .asLong())
                .isEqualTo(1_000_000_000_000L);
    }

    @Test
    void bodies_that_are_none_are_refused() {
        Problems.expect(described.check("post", LEADS, api.post(LEADS, Map.of("name", "Nobody"))), 400, "invalid");
        Problems.expect(described.check("post", LEADS, api.post(LEADS, List.of())), 400, "invalid");
        ApiCaller typed = api.with("Content-Type", "application/json");
        Problems.expect(typed.postBytes(LEADS, "{".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, "invalid");
        Problems.expect(
                typed.postBytes(LEADS, "null".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, "invalid");
        Problems.expect(typed.postBytes(LEADS, new byte[0]), 400, "invalid");
        String nobody = LEADS + "/" + UUID.randomUUID();
        Problems.expect(described.check("put", nobody, api.put(nobody, Map.of("name", "x"))), 404, "not-found");
        Problems.expect(described.check("get", nobody, api.get(nobody)), 404, "not-found");
        for (String query : List.of(
                "sort=colour",
                "status=maybe",
                "cursor=nonsense",
                "limit=0",
                "owner=me",
                "updatedSince=yesterday",
                "stage=" + "x".repeat(300),
                "q=%00")) {
            Problems.expect(described.check("get", LEADS, api.get(LEADS + "?" + query)), 400, "invalid");
        }
    }

    @Test
    void the_list_is_filtered_sorted_and_walked() {
        for (int n = 0; n < 12; n++) {
            created(Map.of(
                    "phone", Cast.somebody(n).phone(),
                    "name", "Lead " + (char) ('a' + n),
                    "company", n % 2 == 0 ? "Café Zoé" : "Other",
                    "source", n % 3 == 0 ? "ads" : "site",
                    "stage", n % 4 == 0 ? "qualified" : "new",
                    "tags", n == 5 ? List.of("hot") : List.of(),
                    "value", (n * 7) % 12));
        }
        assertThat(walk("sort=-value", "value"))
                .isSortedAccordingTo((a, b) -> Double.compare(Double.parseDouble(b), Double.parseDouble(a)));
        assertThat(walk("sort=name", "name")).isSorted().hasSize(12);
        assertThat(walk("sort=-createdAt", "id")).hasSize(12).doesNotHaveDuplicates();
        assertThat(new HashSet<>(walk("sort=updatedAt", "id"))).hasSize(12);
        assertThat(new HashSet<>(walk("sort=-score", "id"))).hasSize(12);
        assertThat(walk("stage=qualified", "id")).hasSize(3);
        assertThat(walk("source=ads&stage=qualified", "id")).hasSize(1);
        assertThat(walk("tag=hot", "name")).containsExactly("Lead f");
        assertThat(walk("q=cafe+zoe", "id")).hasSize(6);
        assertThat(walk("q=lead+f", "id")).hasSize(1);
        assertThat(walk("status=won", "id")).isEmpty();
        assertThat(walk("owner=" + workspace.owner(), "id")).isEmpty();
        assertThat(walk("updatedSince=2100-01-01T00:00:00Z", "id")).isEmpty();
        assertThat(walk("updatedSince=2000-01-01T00:00:00Z", "id")).hasSize(12);
        String cursor = get(LEADS + "?limit=1&sort=name").path("nextCursor").asString();
        Problems.expect(api.get(LEADS + "?sort=-value&cursor=" + cursor), 400, "invalid");
    }

    @Test
    void another_workspace_s_leads_are_neither_found_nor_changed() {
        String at = created(Map.of("email", "j@example.com", "externalId", "x-6"));
        ConnectedWorkspace other = hub.newWorkspace();
        Problems.expect(other.api().get(at), 404, "not-found");
        Problems.expect(other.api().put(at, Map.of("name", "x")), 404, "not-found");
        assertThat(other.api()
                        .post(LEADS, Map.of("email", "j@example.com", "externalId", "x-6"))
                        .status())
                .isEqualTo(201);
        other.close();
    }

    private List<ApiCaller.Answered> atOnce(List<Map<String, Object>> bodies) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<ApiCaller.Answered>> calls = new ArrayList<>();
            bodies.forEach(body -> calls.add(() -> described.check("post", LEADS, api.post(LEADS, body))));
            List<ApiCaller.Answered> answers = new ArrayList<>();
            for (Future<ApiCaller.Answered> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private List<String> walk(String query, String member) {
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(LEADS + "?limit=5&" + query + cursor);
            page.path("items").forEach(item -> met.add(item.path(member).asString()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return met;
    }

    private String created(Map<String, Object> body) {
        return LEADS + "/" + post(body, 201).json().path("id").asString();
    }

    private ApiCaller.Answered post(Map<String, Object> body, int status) {
        assertThat(described.wrongWith("post", LEADS, body)).isEmpty();
        return expect(status, described.check("post", LEADS, api.post(LEADS, body)));
    }

    private ApiCaller.Answered put(String at, Map<String, Object> body, int status) {
        assertThat(described.wrongWith("put", at, body)).isEmpty();
        return expect(status, described.check("put", at, api.put(at, body)));
    }

    private JsonNode get(String path) {
        return expect(200, described.check("get", path, api.get(path))).json();
    }

    private static ApiCaller.Answered expect(int status, ApiCaller.Answered answered) {
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered;
    }
}
