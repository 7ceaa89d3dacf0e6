package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a problem document that says what, and never a 500. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller api = workspace.api();
    private final ApiCaller json = api.with("Content-Type", "application/json");
    private final String somewhere = "/api/conversations/" + UUID.randomUUID();

    @AfterAll
    void close() {
        workspace.close();
    }

    @Test
    void an_address_that_does_not_exist_is_told_as_such() {
        Problems.expect(api.get("/api/nothing-here"), 404, "no-such-address");
        Problems.expect(api.get("/api"), 404, "no-such-address");
        Problems.expect(api.post("/api/nothing-here", Map.of()), 404, "no-such-address");
        Problems.expect(api.get("/api/conversations/"), 404, "no-such-address");
    }

    @Test
    void a_thing_that_does_not_exist_is_told_as_such() {
        Problems.expect(api.get(somewhere), 404, "not-found");
        Problems.expect(api.get(somewhere + "/messages"), 404, "not-found");
        Problems.expect(api.get("/api/contacts/" + UUID.randomUUID()), 404, "not-found");
        Problems.expect(api.get("/api/hubcrm/leads/" + UUID.randomUUID()), 404, "not-found");
        Problems.expect(api.get("/api/connections/" + UUID.randomUUID()), 404, "not-found");
        Problems.expect(api.post(somewhere + "/take-over", Map.of()), 404, "not-found");
        Problems.expect(api.post(somewhere + "/close", Map.of()), 404, "not-found");
        Problems.expect(api.post(somewhere + "/messages", Map.of("text", "Bonjour")), 404, "not-found");
        Problems.expect(api.post(somewhere + "/messages/" + UUID.randomUUID() + "/cancel", Map.of()), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations/not-a-uuid",
                "/api/conversations/not-a-uuid/messages",
                "/api/contacts/12345",
                "/api/hubcrm/leads/%F0%9F%90%98",
                "/api/connections/'or'1'='1"
            })
    void an_id_of_the_wrong_form_is_named(String path) {
        ApiCaller.Answered answered = api.get(path);
        Problems.expect(answered, 400, "invalid");
        assertThat(answered.json().path("field").asString()).isEqualTo("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations?limit=0",
                "/api/conversations?limit=-1",
                "/api/contacts?limit=ten",
                "/api/hubcrm/leads?limit=99999999999",
                "/api/conversations?cursor=xyz",
                "/api/contacts?cursor=",
                "/api/conversations?show=everything",
                "/api/conversations?status=asleep",
                "/api/conversations?status=active&show=open",
                "/api/contacts?q=%00",
                "/api/contacts?q=a%00b"
            })
    void a_parameter_of_the_wrong_form_is_refused(String path) {
        Problems.expect(api.get(path), 400, "invalid");
    }

    @Test
    void a_search_that_is_too_long_is_refused() {
        Problems.expect(api.get("/api/contacts?q=" + "a".repeat(201)), 400, "invalid");
        assertThat(api.get("/api/contacts?q=" + "a".repeat(200)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{\"text\":\"a\"} trailing",
                "{\"text\":\"a\",\"txet\":\"b\"}",
                "{\"text\":{}}",
                "{\"text\":[\"a\"]}",
                "{\"text\":null}",
                "{\"text\":\"\"}",
                "{}",
                "{\"text\":\"a\\u0000b\"}",
                "{'text':'a'}"
            })
    void a_body_of_the_wrong_form_is_refused(String body) {
        Problems.expect(json.postBytes(somewhere + "/messages", body.getBytes(StandardCharsets.UTF_8)), 400, "invalid");
    }

    @Test
    void a_misspelt_member_is_named() {
        ApiCaller.Answered answered = api.post(somewhere + "/messages", Map.of("text", "a", "clientID", "b"));
        Problems.expect(answered, 400, "invalid");
        assertThat(answered.json().path("field").asString()).isEqualTo("clientID");
        assertThat(answered.json().path("detail").asString()).contains("clientID");
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] latin = "{\"text\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        Problems.expect(json.postBytes(somewhere + "/messages", latin), 400, "invalid");
        byte[] nul = "{\"text\":\"a\0b\"}".getBytes(StandardCharsets.UTF_8);
        Problems.expect(json.postBytes(somewhere + "/messages", nul), 400, "invalid");
    }

    @Test
    void a_text_that_only_talks_about_nul_is_taken() {
        byte[] escaped = "{\"text\":\"write \\\\u0000 here\"}".getBytes(StandardCharsets.UTF_8);
        Problems.expect(json.postBytes(somewhere + "/messages", escaped), 404, "not-found");
    }

    @Test
    void half_a_character_does_no_harm() {
        byte[] lone = "{\"name\":\"a\\ud800b\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(owner().with("Content-Type", "application/json")
                        .postBytes("/api/keys", lone)
                        .status())
                .isIn(201, 400);
    }

    @Test
    void a_huge_body_is_refused_before_it_is_read() {
        byte[] huge = ("{\"text\":\"" + "a".repeat(2 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        Problems.expect(json.postBytes(somewhere + "/messages", huge), 413, "too-large");
    }

    @Test
    void a_deeply_nested_body_is_refused() {
        String deep = "{\"text\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        Problems.expect(json.postBytes(somewhere + "/messages", deep.getBytes(StandardCharsets.UTF_8)), 400, "invalid");
        String unknown = "{\"x\":" + "{\"x\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}";
        Problems.expect(
                json.postBytes(somewhere + "/messages", unknown.getBytes(StandardCharsets.UTF_8)), 400, "invalid");
    }

    @Test
    void another_method_is_refused_and_the_right_ones_are_named() {
        ApiCaller.Answered answered = api.delete("/api/conversations");
        Problems.expect(answered, 405, "method");
        assertThat(answered.header("Allow")).isEqualTo("GET");
        assertThat(api.put("/api/keys", Map.of()).header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void another_media_type_is_refused() {
        byte[] form = "text=a".getBytes(StandardCharsets.UTF_8);
        Problems.expect(
                api.with("Content-Type", "application/x-www-form-urlencoded").postBytes(somewhere + "/messages", form),
                415,
                "media-type");
        Problems.expect(api.with("Accept", "application/xml").get("/api/conversations"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api//conversations", "/api/conversations;a=b", "/api/%2e%2e/conversations"})
    void a_malformed_address_is_refused(String path) {
        assertThat(api.get(path).status()).isIn(400, 404);
        Problems.expectForm(api.get(path));
    }

    @Test
    void a_member_may_not_do_what_an_owner_may() {
        Problems.expect(api.post("/api/keys", Map.of("name", "another")), 403, "forbidden");
        Problems.expect(api.delete("/api/keys/" + UUID.randomUUID()), 403, "forbidden");
        Problems.expect(
                api.post("/api/connections", Map.of("provider", "whatsapp", "settings", Map.of())), 403, "forbidden");
    }

    private ApiCaller owner() {
        return hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));
    }
}
