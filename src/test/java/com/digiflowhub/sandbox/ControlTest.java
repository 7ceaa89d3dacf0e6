package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.TokenState;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every verb by which another process drives the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {
    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;

    private final Callback callback = new Callback();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard().callingBack(callback.address()));
    private final Caller control = new Caller(sandbox.controlAddress(), "none");
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());

    @AfterEach
    void restore() {
        control.call("DELETE", "/faults", "");
        control.call("PATCH", "/settings", "{\"token\":\"VALID\",\"registered\":true,\"subscribed\":true}");
    }

    @AfterAll
    void close() {
        sandbox.close();
        callback.close();
    }

    @Test
    void the_overview_tells_where_everything_is_and_how_it_stands() {
        var overview = get("/");
        assertThat(overview.path("whatsapp").asString(""))
                .isEqualTo(sandbox.whatsAppAddress().toString());
        assertThat(overview.path("openai").asString(""))
                .isEqualTo(sandbox.modelAddress().toString());
        assertThat(overview.path("callback").asString(""))
                .isEqualTo(callback.address().toString());
        assertThat(overview.path("token").asString("")).isEqualTo("VALID");
        assertThat(overview.path("registered").asBoolean(false)).isTrue();
        assertThat(overview.path("verbs").asString("")).contains("/phones", "/faults", "/journal", "/settings");
    }

    @Test
    void a_phone_is_made_once_and_found_by_its_number() {
        var made = post("/phones", "{\"number\":\"+33 6 39 98 10 01\",\"name\":\"Claire\"}");
        assertThat(made.at("/person/name").asString("")).isEqualTo("Claire");
        assertThat(made.at("/person/number").asString("")).isEqualTo("33639981001");
        assertThat(post("/phones", "{\"number\":\"33639981001\",\"name\":\"Other\"}")
                        .at("/person/name")
                        .asString(""))
                .isEqualTo("Claire");
        assertThat(get("/phones/33639981001").path("messages").isEmpty()).isTrue();
        assertThat(get("/phones")
                        .valueStream()
                        .filter(phone -> phone.at("/person/number").asString("").equals("33639981001")))
                .hasSize(1);
    }

    @Test
    void a_phone_may_hide_its_number() {
        var made = post("/phones", "{\"userId\":\"FR.481516234201\",\"name\":\"Sam\"}");
        assertThat(made.at("/person/userId").asString("")).isEqualTo("FR.481516234201");
        assertThat(post("/phones/FR.481516234201/messages", "{\"text\":\"Bonjour\"}")
                        .path("id")
                        .asString(""))
                .startsWith("wamid.");
        callback.await(hub -> hub.messages().stream()
                .anyMatch(message ->
                        message.path("from_user_id").asString("").equals("FR.481516234201") && !message.has("from")));
    }

    @Test
    void any_message_is_sent_as_it_is_given_but_who_when_and_which() {
        post("/phones", "{\"number\":\"33639981002\",\"name\":\"Léa\"}");
        var id = post("/phones/33639981002/messages", """
                {"message":{"type":"location","location":{"latitude":4.9,"longitude":-52.3},"from":"somebody else"}}""").path("id").asString("");
        callback.await(hub -> hub.messages().stream()
                .anyMatch(message -> message.path("id").asString("").equals(id)));
        var came = callback.messages().stream()
                .filter(message -> message.path("id").asString("").equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(came.path("from").asString("")).isEqualTo("33639981002");
        assertThat(came.at("/location/latitude").asDouble(0)).isEqualTo(4.9);
        assertThat(came.path("timestamp").asString("")).matches("\\d{10}");
    }

    @Test
    void an_id_given_twice_is_the_same_message_twice() {
        post("/phones", "{\"number\":\"33639981003\",\"name\":\"Léa\"}");
        var message = "{\"message\":{\"type\":\"text\",\"id\":\"wamid.SAME\",\"text\":{\"body\":\"encore\"}}}";
        assertThat(post("/phones/33639981003/messages", message).path("id").asString(""))
                .isEqualTo("wamid.SAME");
        post("/phones/33639981003/messages", message);
        callback.await(hub -> hub.messages().stream()
                        .filter(one -> one.path("id").asString("").equals("wamid.SAME"))
                        .count()
                == 2);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void every_fault_is_switched_on_shown_and_switched_off(Fault fault) {
        for (var provider : new String[] {"whatsapp", "openai", "anthropic"}) {
            var on = Caller.json(control.call("PUT", "/faults/" + provider + "/" + fault, "{\"parameter\":\"3\"}"));
            assertThat(on.at("/" + fault + "/on").asBoolean(false)).isTrue();
            var shown = get("/faults").at("/" + provider + "/" + fault);
            assertThat(shown.path("parameter").asString("")).isEqualTo("3");
            assertThat(shown.path("remaining").asInt(0)).isEqualTo(-1);
            control.call("DELETE", "/faults/" + provider + "/" + fault, "");
            assertThat(get("/faults").at("/" + provider + "/" + fault + "/on").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void a_fault_may_be_for_one_number_alone() {
        control.call("PUT", "/faults/whatsapp/HANG", "{\"whose\":\"106540000222\",\"parameter\":\"600000\"}");
        assertThat(get("/faults").at("/whatsapp/HANG/whose").asString("")).isEqualTo("106540000222");
        assertThat(get("/faults").at("/whatsapp/DELAY/whose").asString("none")).isEmpty();
        control.call("DELETE", "/faults", "");
    }

    @Test
    void a_fault_may_be_for_the_next_few_or_by_chance() {
        control.call("PUT", "/faults/whatsapp/DROP", "{\"next\":4}");
        assertThat(get("/faults").at("/whatsapp/DROP/remaining").asInt(0)).isEqualTo(4);
        control.call("PUT", "/faults/openai/HANG", "{\"probability\":0.25,\"seed\":7,\"parameter\":\"10\"}");
        var chance = get("/faults").at("/openai/HANG");
        assertThat(chance.path("probability").asDouble(0)).isEqualTo(0.25);
        assertThat(chance.path("parameter").asString("")).isEqualTo("10");
        control.call("DELETE", "/faults", "");
        assertThat(get("/faults").at("/openai/HANG/on").asBoolean(true)).isFalse();
        assertThat(get("/faults").at("/whatsapp/DROP/on").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /faults/whatsapp/NONSENSE       | {}                     | NONSENSE
            PUT  | /faults/sms/DROP                | {}                     | sms
            PUT  | /faults/whatsapp/DROP           | {"next":0}             | 0
            PUT  | /faults/whatsapp/DROP           | {"probability":1.5}    | 1.5
            PUT  | /faults/whatsapp/DUPLICATE      | {"whose":"1"}          | DUPLICATE
            POST | /phones                         | {"number":"none"}      | number
            POST | /phones/33600000000/messages    | {"text":"x"}           | no phone 33600000000
            GET  | /phones/33600000000             | {}                     | no phone 33600000000
            PATCH | /settings                      | {"token":"LOST"}       | LOST
            POST | /phones                         | {broken                | character
            """)
    void what_cannot_be_done_is_refused_with_what_was_wrong(String method, String path, String body, String why) {
        var answer = control.call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Caller.json(answer).path("error").asString("")).contains(why);
    }

    @Test
    void a_message_without_a_type_is_none() {
        post("/phones", "{\"number\":\"33639981004\",\"name\":\"Léa\"}");
        assertThat(control.post("/phones/33639981004/messages", "{\"message\":{\"text\":{\"body\":\"x\"}}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_address_that_there_is_not_is_a_404_that_tells_where_to_look() {
        for (var path : new String[] {"/nothing", "/phones/1/2/3", "/faults/whatsapp", "/journal/1"}) {
            var answer = control.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("GET /");
        }
    }

    @Test
    void a_form_of_a_strangers_page_does_nothing() {
        var answer = control.send(control.request("/faults/whatsapp/DROP")
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("application/json");
        assertThat(get("/faults").at("/whatsapp/DROP/on").asBoolean(true)).isFalse();
    }

    @Test
    void the_journal_is_read_whole_or_by_what_was_accepted_or_by_whose_it_is() {
        business.post(
                "/v25.0/" + DEMO.phoneNumberId() + "/messages",
                WhatsAppWireTest.text("+33639981005", "Oui").replace("msg:1", "msg:control"));
        assertThat(get("/journal?correlation=msg:control&accepted=true").size()).isEqualTo(1);
        callback.await(hub -> hub.statuses().stream()
                        .filter(status -> status.path("biz_opaque_callback_data")
                                .asString("")
                                .equals("msg:control"))
                        .count()
                == 3);
        com.digiflowhub.testing.Patience.waitUntil(
                "the statuses in the journal",
                () -> get("/journal?correlation=msg:control").size() == 4);
        var entry = get("/journal?correlation=msg:control&accepted=true").get(0);
        assertThat(entry.propertyNames())
                .containsExactlyInAnyOrder("at", "provider", "correlation", "bodyHash", "outcome", "answered", "told");
        assertThat(get("/journal").size()).isGreaterThanOrEqualTo(4);
        assertThat(get("/journal?correlation=nobody").isEmpty()).isTrue();
    }

    @Test
    void driving_the_sandbox_leaves_no_line_in_its_journal() {
        var before = get("/journal").size();
        get("/");
        control.call("PUT", "/faults/whatsapp/DROP", "{}");
        control.call("DELETE", "/faults", "");
        assertThat(get("/journal").size()).isEqualTo(before);
    }

    @Test
    void the_account_changes_while_it_runs() {
        var changed = Caller.json(control.call(
                "PATCH", "/settings", "{\"token\":\"EXPIRING\",\"registered\":false,\"subscribed\":false}"));
        assertThat(changed.path("token").asString("")).isEqualTo("EXPIRING");
        assertThat(sandbox.whatsApp().account().token()).isEqualTo(TokenState.EXPIRING);
        assertThat(sandbox.whatsApp().account().registered()).isFalse();
        assertThat(sandbox.whatsApp().account().subscribed()).isFalse();
        control.call("PATCH", "/settings", "{\"registered\":true}");
        assertThat(sandbox.whatsApp().account().token()).isEqualTo(TokenState.EXPIRING);
        assertThat(sandbox.whatsApp().account().registered()).isTrue();
    }

    @Test
    void webhooks_go_to_the_callback_that_was_set_last() {
        try (var other = new Callback()) {
            control.call("PATCH", "/settings", "{\"callback\":\"" + other.address() + "\"}");
            post("/phones", "{\"number\":\"33639981006\",\"name\":\"Léa\"}");
            post("/phones/33639981006/messages", "{\"text\":\"ici\"}");
            other.await(hub -> hub.messages().size() == 1);
        } finally {
            control.call("PATCH", "/settings", "{\"callback\":\"" + callback.address() + "\"}");
        }
    }

    @Test
    void any_body_can_be_delivered_signed_as_a_webhook() {
        post("/webhooks", "{\"object\":\"whatsapp_business_account\",\"entry\":[],\"mark\":\"mine\"}");
        callback.await(hub -> hub.hooks.stream()
                .anyMatch(hook -> hook.json().path("mark").asString("").equals("mine")
                        && hook.signature().startsWith("sha256=")));
    }

    @Test
    void the_callback_is_asked_to_prove_itself_with_the_challenge_that_was_given() {
        var proved = post("/verification", "{\"challenge\":\"4711\"}");
        assertThat(proved.path("verified").asBoolean(false)).isTrue();
        assertThat(proved.path("body").asString("")).isEqualTo("4711");
        assertThat(post("/verification", "{}").path("body").asString("")).isEqualTo("1158201444");
    }

    private JsonNode get(String path) {
        return Caller.json(control.get(path));
    }

    private JsonNode post(String path, String body) {
        return Caller.json(control.post(path, body));
    }
}
