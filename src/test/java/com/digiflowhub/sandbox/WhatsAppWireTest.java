package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.whatsapp.TokenState;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.specs.VendorDescription;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulated WhatsApp Cloud API against the vendor's description, in both directions. */
class WhatsAppWireTest {

    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String MESSAGES = "/v25.0/" + DEMO.phoneNumberId() + "/messages";
    private static final String MESSAGES_TEMPLATE = "/{Version}/{Phone-Number-ID}/messages";
    private static final String ACCOUNT = "/v25.0/" + DEMO.accountId();

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void takes_and_refuses_the_samples_as_the_description_does() {
        var samples = VendorDescription.requestSamples("meta__");
        assertThat(samples).hasSizeGreaterThan(20);
        for (var sample : samples) {
            var name = sample.getFileName().toString();
            var text = VendorDescription.read(sample);
            var fits = VendorDescription.whatsApp()
                    .validateRequest("POST", MESSAGES_TEMPLATE, Caller.JSON.readTree(text))
                    .isEmpty();
            var answer = business.post(MESSAGES, text);
            assertThat(fits).as("%s by the description", name).isEqualTo(!name.contains("__BAD_"));
            assertThat(answer.statusCode() == 200)
                    .as("%s: %s", name, answer.body())
                    .isEqualTo(fits);
            if (!fits) {
                assertThat(VendorDescription.whatsApp().validate("GraphAPIError", Caller.json(answer)))
                        .isEmpty();
                assertThat(Caller.json(answer).at("/error/fbtrace_id").asString(""))
                        .isNotEmpty();
            } else {
                assertThat(VendorDescription.whatsApp()
                                .validateResponse("POST", MESSAGES_TEMPLATE, 200, Caller.json(answer)))
                        .isEmpty();
            }
        }
    }

    @Test
    void the_answers_about_number_account_subscription_and_templates_fit_the_description() {
        var described = VendorDescription.whatsApp();
        assertThat(described.validateResponse(
                        "GET",
                        "/{Version}/{Phone-Number-ID}",
                        200,
                        Caller.json(business.get("/v25.0/" + DEMO.phoneNumberId()))))
                .isEmpty();
        assertThat(described.validateResponse("GET", "/{Version}/{WABA-ID}", 200, Caller.json(business.get(ACCOUNT))))
                .isEmpty();
        for (var edge : new String[] {"phone_numbers", "subscribed_apps", "message_templates"}) {
            assertThat(described.validateResponse(
                            "GET",
                            "/{Version}/{WABA-ID}/" + edge,
                            200,
                            Caller.json(business.get(ACCOUNT + "/" + edge))))
                    .as(edge)
                    .isEmpty();
        }
        assertThat(described.validateResponse(
                        "POST",
                        "/{Version}/{WABA-ID}/subscribed_apps",
                        200,
                        Caller.json(business.post(ACCOUNT + "/subscribed_apps", ""))))
                .isEmpty();
    }

    @Test
    void an_accepted_text_names_the_person_and_the_message() {
        var answer = Caller.json(business.post(MESSAGES, text("+33612345678", "Bonjour")));
        assertThat(answer.at("/contacts/0/wa_id").asString("")).isEqualTo("33612345678");
        assertThat(answer.at("/contacts/0/user_id").asString("")).startsWith("FR.");
        assertThat(answer.at("/messages/0/id").asString("")).startsWith("wamid.");
        assertThat(sandbox.phone("33612345678", "Léa").received())
                .extracting(seen -> seen.text())
                .containsExactly("Bonjour");
    }

    @Test
    void a_wrong_token_an_unknown_number_and_a_member_given_twice_are_told_apart() {
        assertThat(code(business.with("other")
                        .post(MESSAGES, text("+33612345678", "x"))
                        .body()))
                .isEqualTo("190");
        var unknown = Caller.json(business.post("/v25.0/999/messages", text("+33612345678", "x")));
        assertThat(unknown.at("/error/code").asInt(0)).isEqualTo(100);
        assertThat(unknown.at("/error/error_subcode").asInt(0)).isEqualTo(33);
        var twice = text("+33612345678", "x").replaceFirst("\\{", "{\"to\":\"+33600000000\",");
        assertThat(code(business.post(MESSAGES, twice).body())).isEqualTo("131009");
    }

    @Test
    void every_state_that_a_connection_check_must_tell_apart_can_be_seen() {
        var account = sandbox.whatsApp().account();
        var inspect = "/v25.0/debug_token?input_token=" + DEMO.token();
        assertThat(Caller.json(business.get(inspect)).at("/data/expires_at").asLong(-1))
                .isZero();
        account.token(TokenState.EXPIRING);
        assertThat(Caller.json(business.get(inspect)).at("/data/expires_at").asLong(-1))
                .isGreaterThan(System.currentTimeMillis() / 1000);
        account.token(TokenState.MESSAGING_MISSING);
        assertThat(Caller.json(business.get(inspect)).at("/data/scopes").toString())
                .isEqualTo("[\"whatsapp_business_management\"]");
        assertThat(code(business.post(MESSAGES, text("+33612345678", "x")).body()))
                .isEqualTo("10");
        account.token(TokenState.MANAGEMENT_MISSING);
        assertThat(code(business.get(ACCOUNT).body())).isEqualTo("10");
        account.token(TokenState.REFUSED);
        assertThat(business.get("/v25.0/me").statusCode()).isEqualTo(401);
        account.token(TokenState.VALID);
        account.registered(false);
        assertThat(Caller.json(business.get("/v25.0/" + DEMO.phoneNumberId() + "?fields=status"))
                        .toString())
                .isEqualTo("{\"id\":\"%s\",\"status\":\"PENDING\"}".formatted(DEMO.phoneNumberId()));
        assertThat(code(business.post(MESSAGES, text("+33612345678", "x")).body()))
                .isEqualTo("133010");
    }

    @Test
    void subscribing_the_app_is_seen_afterwards() {
        sandbox.whatsApp().account().subscribed(false);
        assertThat(Caller.json(business.get(ACCOUNT + "/subscribed_apps"))
                        .path("data")
                        .isEmpty())
                .isTrue();
        assertThat(Caller.json(business.post(ACCOUNT + "/subscribed_apps", ""))
                        .path("success")
                        .asBoolean(false))
                .isTrue();
        assertThat(Caller.json(business.get(ACCOUNT + "/subscribed_apps"))
                        .at("/data/0/whatsapp_business_api_data/id")
                        .asString(""))
                .isEqualTo(DEMO.appId());
    }

    @Test
    void media_goes_up_is_described_and_comes_down_only_with_the_token() {
        var form = "--cut\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--cut--\r\n";
        var uploaded = business.send(business.request("/v25.0/" + DEMO.phoneNumberId() + "/media")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(form)));
        var id = Caller.json(uploaded).path("id").asString("");
        var described = Caller.json(business.get("/v25.0/" + id));
        assertThat(VendorDescription.whatsApp().validateResponse("GET", "/{Version}/{Media-ID}", 200, described))
                .isEmpty();
        assertThat(described.path("file_size").asString("")).isEqualTo("5");
        assertThat(business.get("/media/" + id).body()).isEqualTo("hello");
        assertThat(business.with("other").get("/media/" + id).statusCode()).isEqualTo(401);
    }

    static String text(String to, String body) {
        var message = Caller.JSON.createObjectNode().put("messaging_product", "whatsapp");
        message.put("recipient_type", "individual").put("to", to).put("type", "text");
        message.put("biz_opaque_callback_data", "msg:1").putObject("text").put("body", body);
        return message.toString();
    }

    private static String code(String body) {
        return Integer.toString(Caller.JSON.readTree(body).at("/error/code").asInt(-1));
    }
}
