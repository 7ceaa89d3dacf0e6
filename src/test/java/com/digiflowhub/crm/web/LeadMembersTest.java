package com.digiflowhub.crm.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each member of a lead at its edges: the last that is right, the first that is wrong, and what null means. */
class LeadMembersTest {
    private static final String LEADS = "/api/hubcrm/leads";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller api = workspace.api();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void texts_are_taken_up_to_their_length_and_refused_one_further() {
        String at = made(Map.of("externalId", "x"));
        for (String member : List.of("name", "company", "source", "campaign", "externalId")) {
            String longest = "é".repeat(200);
            assertThat(put(at, member, longest, 200).path(member).asString())
                    .as(member)
                    .isEqualTo(longest);
            wrong(at, member, "é".repeat(201));
            wrong(at, member, "a\u0007b");
            wrong(at, member, "a\nb");
            wrong(at, member, List.of("a list"));
        }
    }

    @Test
    void half_a_character_is_refused_in_every_text() {
        String at = made(Map.of("externalId", "x"));
        for (String member : List.of("name", "company", "source", "campaign", "externalId")) {
            raw("{\"email\":\"h@example.com\",\"" + member + "\":\"\\ud83d\"}", member);
        }
        raw("{\"email\":\"h@example.com\",\"tags\":[\"\\ud83d\"]}", "tags");
        raw("{\"email\":\"h@example.com\",\"customFields\":{\"a\":\"\\ud83d\"}}", "customFields");
        assertThat(put(at, "name", "😀", 200).path("name").asString())
                .as("a whole one")
                .isEqualTo("😀");
    }

    @Test
    void blanks_around_a_text_are_no_part_of_it() {
        JsonNode lead = post(
                Map.of(
                        "name",
                        "  Claire ",
                        "email",
                        " CLAIRE@example.com ",
                        "externalId",
                        " x-1 ",
                        "company",
                        "\u2003C\u2003",
                        "tags",
                        List.of(" vip ", "vip")),
                201);
        assertThat(lead.path("name").asString()).isEqualTo("Claire");
        assertThat(lead.path("email").asString()).isEqualTo("claire@example.com");
        assertThat(lead.path("externalId").asString()).isEqualTo("x-1");
        assertThat(lead.path("company").asString()).isEqualTo("C");
        assertThat(lead.path("tags")).hasSize(1);
        assertThat(post(Map.of("externalId", "x-1  "), 200).path("id")).isEqualTo(lead.path("id"));
        refused(api.post(LEADS, Map.of("email", " ", "phone", "", "externalId", "  ")), "email");
    }

    @Test
    void addresses_and_numbers_that_reach_nobody_are_refused() {
        String at = made(Map.of("externalId", "x"));
        for (String email : List.of(
                "a@b",
                "a b@example.com",
                "@example.com",
                "a@example.",
                "a@@example.com",
                "<a@example.com>",
                "a".repeat(65) + "@example.com",
                "a@" + "b".repeat(250) + ".com")) {
            wrong(at, "email", email);
        }
        for (String phone : List.of(
                "0639980001", "+33 12", "+1234567890123456", "+33 6 39 98 OO O1", "0033", "+" + "1 ".repeat(30))) {
            wrong(at, "phone", phone);
        }
        assertThat(put(at, "phone", "+33 (0)6-39.98/00.01", 200).path("phone").asString())
                .isEqualTo("+33639980001");
    }

    @Test
    void null_clears_each_member_to_what_a_new_lead_has() {
        String at = made(Map.of(
                "name",
                "Claire",
                "email",
                "c@example.com",
                "phone",
                "+33639980001",
                "externalId",
                "x",
                "company",
                "C",
                "source",
                "ads",
                "campaign",
                "spring",
                "stage",
                "qualified",
                "value",
                12.5,
                "tags",
                List.of("a")));
        put(at, "currency", "USD", 200);
        put(at, "ownerId", workspace.owner().toString(), 200);
        put(at, "customFields", Map.of("a", 1), 200);
        for (String member : List.of("name", "company", "source", "campaign")) {
            assertThat(cleared(at, member).path(member).asString("-"))
                    .as(member)
                    .isEmpty();
        }
        for (String member : List.of("email", "phone", "externalId", "ownerId")) {
            assertThat(cleared(at, member).path(member).isNull()).as(member).isTrue();
        }
        assertThat(cleared(at, "value").path("value").asDouble()).isZero();
        assertThat(cleared(at, "currency").path("currency").asString()).isEqualTo("EUR");
        assertThat(cleared(at, "tags").path("tags")).isEmpty();
        assertThat(cleared(at, "customFields").path("customFields").isEmpty()).isTrue();
        assertThat(cleared(at, "stage").path("stage").asString()).isEqualTo("new");
        put(at, "status", "won", 200);
        assertThat(cleared(at, "status").path("status").asString()).isEqualTo("open");
    }

    @Test
    void an_amount_too_fine_for_a_new_currency_names_the_member_that_was_sent() {
        String at = made(Map.of("externalId", "x", "value", 10.55));
        wrong(at, "currency", "JPY");
        wrong(at, "value", 10.555);
        assertThat(put(at, "currency", "KWD", 200).path("value").asDouble()).isEqualTo(10.55);
        assertThat(put(at, "value", 10.555, 200).path("value").asDouble()).isEqualTo(10.555);
        wrong(at, "currency", "EUR");
        wrong(at, "currency", "XXX");
        wrong(at, "currency", "eur");
        wrong(at, "value", "much");
        JsonNode kept = api.get(at).json();
        assertThat(kept.path("currency").asString()).isEqualTo("KWD");
        assertThat(kept.path("value").asDouble()).isEqualTo(10.555);
        refused(api.post(LEADS, Map.of("email", "v@example.com", "value", 0.001)), "value");
        assertThat(workspace.look(
                        "select count(*) from contacts.address where workspace_id = :here and value = 'v@example.com'"))
                .as("nobody arrives with a lead that is refused")
                .containsExactly("0");
    }

    @Test
    void tags_and_custom_fields_are_counted() {
        String at = made(Map.of("externalId", "x"));
        List<String> fifty =
                IntStream.range(0, 50).mapToObj(n -> n + "x".repeat(58)).toList();
        assertThat(put(at, "tags", fifty, 200).path("tags")).hasSize(50);
        wrong(at, "tags", Collections.nCopies(51, "a"));
        wrong(at, "tags", List.of("x".repeat(61)));
        wrong(at, "tags", Collections.singletonList(null));
        wrong(at, "tags", List.of("a\tb"));
        Map<String, Object> fields = new HashMap<>();
        IntStream.range(0, 50).forEach(n -> fields.put("f" + n, n));
        assertThat(put(at, "customFields", fields, 200).path("customFields").size())
                .isEqualTo(50);
        fields.put("one more", true);
        wrong(at, "customFields", fields);
        wrong(at, "customFields", List.of(1));
        wrong(at, "customFields", Map.of("a", "x".repeat(16_384 - 7)));
        put(at, "customFields", Map.of("a", "x".repeat(16_384 - 8)), 200);
    }

    @Test
    void of_a_body_with_one_wrong_member_nothing_is_written() {
        String at = made(Map.of("externalId", "x", "name", "Before"));
        Map<String, Object> body = new HashMap<>(Map.of("name", "After", "company", "After", "status", "gone"));
        refused(api.put(at, body), "status");
        body.put("status", "won");
        body.put("stage", "NEW");
        refused(api.put(at, body), "stage");
        assertThat(api.get(at).json().path("name").asString()).isEqualTo("Before");
        assertThat(api.get(at).json().path("status").asString()).isEqualTo("open");
    }

    private String made(Map<String, Object> body) {
        return LEADS + "/" + post(body, 201).path("id").asString();
    }

    private JsonNode post(Map<String, Object> body, int status) {
        ApiCaller.Answered answered = api.post(LEADS, body);
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered.json();
    }

    private JsonNode put(String at, String member, Object value, int status) {
        ApiCaller.Answered answered = api.put(at, Map.of(member, value));
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered.json();
    }

    private JsonNode cleared(String at, String member) {
        ApiCaller.Answered answered = api.put(at, Collections.singletonMap(member, null));
        assertThat(answered.status()).as(member + answered.text()).isEqualTo(200);
        return answered.json();
    }

    private void wrong(String at, String member, Object value) {
        refused(api.put(at, Map.of(member, value)), member);
    }

    private void raw(String json, String field) {
        refused(
                api.with("Content-Type", "application/json").postBytes(LEADS, json.getBytes(StandardCharsets.UTF_8)),
                field);
    }

    private static void refused(ApiCaller.Answered answered, String field) {
        assertThat(answered.status()).as(answered.text()).isEqualTo(400);
        assertThat(answered.json().path("field").asString()).as(answered.text()).isEqualTo(field);
    }
}
