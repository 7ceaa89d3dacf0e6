package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.Passwords;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What an integrator does who has read the reference page and nothing else. Every answer is held against the API document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {
    private static final int CROWD = 120;

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final DescribedAnswers described = new DescribedAnswers(hub.caller());

    @AfterAll
    void close() {
        workspace.close();
    }

    @Test
    void from_a_password_to_a_conversation_taken_over_and_handed_back() {
        ApiCaller caller = hub.caller().bearer(signIn());
        workspace.phone(Cast.CLAIRE).writes("Bonjour, c'est combien ?");
        workspace.waitForMessage(Cast.CLAIRE, "Bonjour, c'est combien ?");

        JsonNode listed = get(caller, "/api/conversations?status=active").path("items");
        String id = listed.get(0).path("id").asString();
        assertThat(listed.get(0).has("messages")).isFalse();
        String at = "/api/conversations/" + id;
        assertThat(get(caller, at).path("messages").get(0).path("text").asString())
                .isEqualTo("Bonjour, c'est combien ?");
        assertThat(get(caller, at).path("messages").get(0).path("sender").asString())
                .isEqualTo("contact");

        ApiCaller keyed = caller.with("Idempotency-Key", UUID.randomUUID().toString());
        ApiCaller.Answered written = post(keyed, at + "/messages", Map.of("text", "Bonjour Claire !"), 202);
        ApiCaller.Answered again = post(keyed, at + "/messages", Map.of("text", "Bonjour Claire !"), 202);
        assertThat(again.text()).isEqualTo(written.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        post(keyed, at + "/messages", Map.of("text", "Autre chose"), 422);

        Patience.waitUntil(
                "read on the phone",
                () -> get(caller, at + "/messages")
                        .path("items")
                        .get(1)
                        .path("metadata")
                        .path("state")
                        .asString()
                        .equals("read"));
        assertThat(get(caller, at + "/messages").path("items")).hasSize(2);
        assertThat(workspace.phone(Cast.CLAIRE).received()).hasSize(1);
        assertThat(get(caller, "/api/conversations?show=mine").path("items")).hasSize(1);

        assertThat(get(caller, at).path("metadata").path("ownerId").asString())
                .isEqualTo(workspace.owner().toString());
        post(caller, at + "/hand-back", Map.of(), 204);
        assertThat(get(caller, at).path("metadata").has("ownerId")).isFalse();
        post(caller, at + "/take-over", Map.of(), 204);
        ApiCaller taking = caller.with("Idempotency-Key", UUID.randomUUID().toString());
        post(taking, at + "/hand-back", Map.of(), 204);
        assertThat(post(taking, at + "/hand-back", Map.of(), 204).header("Idempotent-Replayed"))
                .isEqualTo("true");

        post(caller, at + "/close", Map.of(), 204);
        assertThat(get(caller, "/api/conversations?status=closed").path("items"))
                .hasSize(1);
        assertThat(get(caller, "/api/conversations?show=open").path("items")).isEmpty();
        post(caller, at + "/reopen", Map.of(), 204);
        assertThat(get(caller, at).path("status").asString()).isEqualTo("active");
    }

    @Test
    void what_cannot_leave_is_refused_with_its_reason() {
        ApiCaller caller = hub.caller().bearer(signIn());
        workspace.phone(Cast.somebody(500)).writes("STOP");
        String at = "/api/conversations/"
                + workspace.conversation(Cast.somebody(500)).id();
        workspace.waitForMessage(Cast.somebody(500), "STOP");
        ApiCaller.Answered stopped = post(caller, at + "/messages", Map.of("text", "Bonjour"), 409);
        assertThat(stopped.json().path("type").asString()).contains("stopped");
        String message = get(caller, at + "/messages")
                .path("items")
                .get(0)
                .path("metadata")
                .path("id")
                .asString();
        Problems.expect(post(caller, at + "/messages/" + message + "/cancel", Map.of(), 409), 409, "too-late");
        Problems.expect(post(caller, at + "/messages/" + message + "/arrived", Map.of(), 409), 409, "outcome-known");
        Problems.expect(post(caller, at + "/messages/" + message + "/resend", Map.of(), 409), 409, "outcome-known");
        post(caller, "/api/conversations/" + UUID.randomUUID() + "/messages/" + message + "/cancel", Map.of(), 404);
    }

    @Test
    void a_message_of_unknown_outcome_is_settled_by_a_person() {
        ApiCaller caller = hub.caller().bearer(signIn());
        workspace.phone(Cast.somebody(501)).writes("Bonjour");
        String at = "/api/conversations/"
                + workspace.conversation(Cast.somebody(501)).id();
        String first = lost(caller, at, "Premier");
        post(caller, at + "/messages/" + first + "/arrived", Map.of(), 204);
        String second = lost(caller, at, "Second");
        String anew = post(caller, at + "/messages/" + second + "/resend", Map.of(), 202)
                .json()
                .path("id")
                .asString();
        assertThat(anew).isNotEqualTo(second);
    }

    @Test
    void walking_by_the_cursor_meets_everybody_once() {
        ConnectedWorkspace crowded = hub.newWorkspace();
        for (int n = 0; n < CROWD; n++) {
            crowded.phone(Cast.somebody(n)).writes("Bonjour, je suis le numéro " + n);
        }
        ApiCaller caller = crowded.api();
        Patience.waitUntil(
                "everybody arrived",
                () -> crowded.look("select count(*) from conversations.message where workspace_id = :here")
                                .getFirst()
                                .equals(String.valueOf(CROWD))
                        && crowded.look("select count(*) from crm.lead where workspace_id = :here")
                                .getFirst()
                                .equals(String.valueOf(CROWD)));
        for (String list : List.of("/api/contacts", "/api/conversations", "/api/hubcrm/leads")) {
            List<String> met = walk(caller, list, 7, "id");
            assertThat(met).as(list).hasSize(CROWD).doesNotHaveDuplicates();
            assertThat(get(caller, list).path("items")).as(list).hasSize(50);
            assertThat(get(caller, list + "?limit=1").path("items")).hasSize(1);
            assertThat(get(caller, list + "?limit=100").path("items")).hasSize(100);
            assertThat(get(caller, list + "?limit=1000").path("items")).hasSize(100);
            get(caller, list + "/" + met.getFirst());
        }
        assertThat(walk(caller, "/api/contacts?q=lead", 50, "id"))
                .hasSize(CROWD)
                .doesNotHaveDuplicates();
        assertThat(walk(caller, "/api/contacts?q=lead+11", 50, "name")).contains("Lead 11", "Lead 110", "Lead 119");
        assertThat(get(caller, "/api/conversations?q=num%C3%A9ro").path("items"))
                .hasSize(50);
        assertThat(get(caller, "/api/conversations?q=numero+77").path("items")).hasSize(1);
        crowded.close();
    }

    @Test
    void the_messages_of_one_conversation_are_walked_backwards() {
        ConnectedWorkspace talkative = hub.newWorkspace();
        talkative.phone(Cast.CLAIRE).writes("Bonjour");
        talkative.waitForMessage(Cast.CLAIRE, "Bonjour");
        hub.change("""
                insert into conversations.message
                       (workspace_id, id, conversation_id, connection_id, sender, text, state, at, created_at, state_at)
                select workspace_id, gen_random_uuid(), conversation_id, connection_id, sender, 'before ' || n, state,
                       at - n / 4 * interval '1 second', at, at
                  from conversations.message, generate_series(1, %d) as n where workspace_id = '%s'
                """.formatted(CROWD - 1, talkative.id()));
        String at = "/api/conversations/" + talkative.conversation(Cast.CLAIRE).id();
        ApiCaller caller = talkative.api();
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(caller, at + "/messages?limit=50" + cursor);
            List<String> texts = page.path("items").findValuesAsString("text");
            met.addAll(
                    0,
                    page.path("items")
                            .valueStream()
                            .map(m -> m.path("text").asString())
                            .toList());
            assertThat(texts).isNotEmpty();
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(met).hasSize(CROWD).doesNotHaveDuplicates();
        JsonNode whole = get(caller, at);
        assertThat(whole.path("messages")).hasSize(100);
        JsonNode older = get(
                caller, at + "/messages?cursor=" + whole.path("messagesCursor").asString());
        assertThat(older.path("items")).hasSize(CROWD - 100);
        talkative.close();
    }

    @Test
    void the_team_the_workspaces_and_the_keys_are_as_described() {
        ApiCaller caller = hub.caller().bearer(signIn());
        assertThat(get(caller, "/api/members").path("items").get(0).path("role").asString())
                .isEqualTo("owner");
        assertThat(get(caller, "/api/workspaces")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(workspace.id().toString());
        ApiCaller.Answered made = post(caller, "/api/keys", Map.of("name", "site"), 201);
        assertThat(get(caller, "/api/keys").path("items")).isNotEmpty();
        String key = made.json().path("id").asString();
        described.check("delete", "/api/keys/" + key, caller.delete("/api/keys/" + key));
        described.check("delete", "/api/keys/" + key, caller.delete("/api/keys/" + key));
        assertThat(described.seen()).isGreaterThan(5);
    }

    private String signIn() {
        String hash = hub.part(Passwords.class).hash("quatre chats bleus");
        hub.change(
                "update identity.hub_user set password_hash = '" + hash + "' where id = '" + workspace.owner() + "'");
        ApiCaller.Answered answered = hub.caller()
                .post(
                        "/api/auth/token",
                        Map.of("email", workspace.ownerUser().email(), "password", "quatre chats bleus"));
        return described
                .check("post", "/api/auth/token", answered)
                .json()
                .path("accessToken")
                .asString();
    }

    /** A message whose answer was lost on the way. */
    private String lost(ApiCaller caller, String at, String text) {
        String id = post(caller, at + "/messages", Map.of("text", text), 202)
                .json()
                .path("id")
                .asString();
        Patience.waitUntil(
                "gone",
                () -> workspace
                        .look("select state from conversations.message where id = '" + id + "'")
                        .getFirst()
                        .equals("read"));
        hub.change("update conversations.message set state = 'unknown' where id = '" + id + "'");
        return id;
    }

    private List<String> walk(ApiCaller caller, String list, int limit, String member) {
        List<String> met = new ArrayList<>();
        HashSet<String> cursors = new HashSet<>();
        String next = list + (list.contains("?") ? "&" : "?") + "limit=" + limit;
        String page = next;
        while (!page.isEmpty()) {
            JsonNode answer = get(caller, page);
            answer.path("items").forEach(item -> met.add(item.path(member).asString()));
            String cursor = answer.path("nextCursor").isNull()
                    ? ""
                    : answer.path("nextCursor").asString();
            assertThat(cursors.add(cursor)).as("a new cursor").isTrue();
            page = cursor.isEmpty() ? "" : next + "&cursor=" + cursor;
        }
        return met;
    }

    private JsonNode get(ApiCaller caller, String path) {
        ApiCaller.Answered answered = described.check("get", path, caller.get(path));
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        return answered.json();
    }

    private ApiCaller.Answered post(ApiCaller caller, String path, Object body, int status) {
        ApiCaller.Answered answered = described.check("post", path, caller.post(path, body));
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered;
    }
}
