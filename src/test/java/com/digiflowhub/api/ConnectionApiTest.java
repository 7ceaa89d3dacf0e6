package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Connections over HTTP: secrets go in and never come out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionApiTest {
    private static final String LIST = "/api/connections";
    private static final String TOKEN = "EAAsecretsecretsecret77f3";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final DescribedAnswers described = new DescribedAnswers(hub.caller());
    private final ApiCaller owner = hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));
    private final ApiCaller member = workspace.api();

    @AfterAll
    void close() {
        workspace.close();
    }

    @Test
    void a_connection_is_made_read_changed_and_removed() {
        ApiCaller.Answered made = post(LIST, connection("Boutique", settings()), 201);
        String at = made.header("Location");
        assertThat(at).isEqualTo(LIST + "/" + made.json().path("id").asString());
        assertThat(made.json().path("state").asString()).isEqualTo("working");
        assertThat(made.json().path("origin").asString()).isEqualTo("page");
        assertThat(made.json().path("webhookAddresses").get(0).asString()).contains("/api/webhooks/whatsapp/messages/");
        assertThat(get(at).path("name").asString()).isEqualTo("Boutique");

        Map<String, String> changed = new HashMap<>(
                settings(made.json().path("settings").path("phoneId").asString()));
        changed.remove("token");
        JsonNode after =
                put(at, Map.of("name", "Atelier", "settings", changed), 200).json();
        assertThat(after.path("name").asString()).isEqualTo("Atelier");
        assertThat(after.path("secrets").path("token").asString()).isEqualTo("77f3");

        assertThat(described.check("delete", at, owner.delete(at)).status()).isEqualTo(204);
        Problems.expect(described.check("get", at, owner.get(at)), 404, "not-found");
        Problems.expect(described.check("delete", at, owner.delete(at)), 404, "not-found");
    }

    @Test
    void no_answer_shows_a_secret() {
        ApiCaller.Answered made = post(LIST, connection("Secret", settings()), 201);
        String at = made.header("Location");
        for (ApiCaller.Answered answered : java.util.List.of(made, owner.get(at), owner.get(LIST), member.get(at))) {
            assertThat(answered.text()).doesNotContain(TOKEN).doesNotContain("the-app-secret-of-meta");
            assertThat(answered.text()).contains("77f3");
        }
        owner.delete(at);
    }

    @Test
    void a_wrong_setting_is_named() {
        Map<String, String> nothing = Map.of();
        refuse(connection("x", nothing), "settings.token", "needs token");
        Map<String, String> address = new HashMap<>(settings());
        address.put("apiUrl", "ftp://graph");
        refuse(connection("x", address), "settings.apiUrl", "an address");
        Map<String, String> lines = new HashMap<>(settings());
        lines.put("apiVersion", "v25\nv26");
        refuse(connection("x", lines), "settings.apiVersion", "one line");
        Map<String, String> misspelt = new HashMap<>(settings());
        misspelt.put("phoneID", "1");
        refuse(connection("x", misspelt), "settings.phoneID", "no setting phoneID");
        refuse(Map.of("provider", "telegraph", "settings", Map.of()), "provider", "whatsapp");
        refuse(Map.of("provider", "whatsapp"), "settings", "");
        refuse(connection("n".repeat(121), settings()), "name", "");
    }

    @Test
    void an_account_that_somebody_has_is_refused() {
        String taken = workspace.account().phoneNumberId();
        Problems.expect(post(LIST, connection("Twice", settings(taken)), 409), 409, "account-taken");
        assertThat(owner.get(LIST).text()).doesNotContain("Twice");
    }

    @Test
    void a_check_tells_what_the_provider_said() {
        String at = LIST + "/" + workspace.connection();
        JsonNode findings = post(at + "/check", Map.of(), 200).json().path("items");
        assertThat(findings).isNotEmpty();
        assertThat(get(at).path("findings").size()).isEqualTo(findings.size());
        assertThat(get(at).path("checkedAt").isNull()).isFalse();
        Problems.expect(post(at + "/act", Map.of("action", "launch"), 409), 409, "not-offered");
        Problems.expect(post(at + "/act", Map.of(), 400), 400, "invalid");
    }

    @Test
    void nothing_leaves_by_a_paused_connection_and_what_comes_is_kept() {
        ConnectedWorkspace shop = hub.newWorkspace();
        ApiCaller hers = hub.caller().bearer(Tokens.of(hub, shop.ownerUser()));
        String at = LIST + "/" + shop.connection();
        ApiCaller.Answered paused = hers.post(at + "/pause", Map.of());
        assertThat(paused.json().path("state").asString()).isEqualTo("paused");
        assertThat(paused.json().path("reason").isNull()).isTrue();
        hub.in(shop.id(), () -> {
            hub.part(Connections.class).markWorking(shop.connection());
            hub.part(Connections.class).markBroken(shop.connection(), "190");
            return "";
        });
        assertThat(hers.get(at).json().path("state").asString())
                .as("a person's word stays")
                .isEqualTo("paused");
        shop.phone(Cast.CLAIRE).writes("Bonjour");
        String talk = "/api/conversations/" + shop.conversation(Cast.CLAIRE).id() + "/messages";
        Problems.expect(hers.post(talk, Map.of("text", "Bonjour Claire")), 409, "not-connected");
        assertThat(hers.post(at + "/resume", Map.of()).json().path("state").asString())
                .isEqualTo("working");
        assertThat(hers.post(talk, Map.of("text", "Bonjour Claire")).status()).isEqualTo(202);
        shop.close();
    }

    @Test
    void only_an_owner_changes_connections() {
        String at = LIST + "/" + workspace.connection();
        assertThat(member.get(LIST).status()).isEqualTo(200);
        Problems.expect(member.post(LIST, connection("x", settings())), 403, "forbidden");
        Problems.expect(member.put(at, Map.of("settings", Map.of())), 403, "forbidden");
        Problems.expect(member.delete(at), 403, "forbidden");
        for (String deed : new String[] {"check", "pause", "resume"}) {
            Problems.expect(member.post(at + "/" + deed, Map.of()), 403, "forbidden");
        }
        Problems.expect(member.post(at + "/act", Map.of("action", "subscribe")), 403, "forbidden");
    }

    private void refuse(Map<String, Object> body, String field, String says) {
        ApiCaller.Answered answered = post(LIST, body, 400);
        Problems.expect(answered, 400, "invalid");
        assertThat(answered.json().path("field").asString()).isEqualTo(field);
        assertThat(answered.json().path("detail").asString()).contains(says);
    }

    private static Map<String, Object> connection(String name, Map<String, String> settings) {
        return Map.of("provider", "whatsapp", "name", name, "settings", settings);
    }

    private static Map<String, String> settings() {
        return settings("8" + Math.absExact(UUID.randomUUID().getLeastSignificantBits()));
    }

    private static Map<String, String> settings(String phone) {
        return Map.of("token", TOKEN, "phoneId", phone, "appSecret", "the-app-secret-of-meta", "verifyToken", "short");
    }

    private JsonNode get(String path) {
        return described.check("get", path, owner.get(path)).json();
    }

    private ApiCaller.Answered post(String path, Object body, int status) {
        ApiCaller.Answered answered = described.check("post", path, owner.post(path, body));
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered;
    }

    private ApiCaller.Answered put(String path, Object body, int status) {
        ApiCaller.Answered answered = described.check("put", path, owner.put(path, body));
        assertThat(answered.status()).as(answered.text()).isEqualTo(status);
        return answered;
    }
}
