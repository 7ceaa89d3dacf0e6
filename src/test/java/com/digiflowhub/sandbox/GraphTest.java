package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.TokenState;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.specs.VendorDescription;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection check asks: token, number, account, subscription, templates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphTest {
    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String NUMBER = "/v25.0/" + DEMO.phoneNumberId();
    private static final String ACCOUNT = "/v25.0/" + DEMO.accountId();
    private static final String INSPECT = "/v25.0/debug_token?input_token=";

    private final Sandbox sandbox = Sandbox.start(
            SandboxSettings.standard()
                    .with(
                            DEMO.offering(
                                    List.of(
                                            Caller.JSON.readTree(
                                                    "{\"id\":\"1\",\"name\":\"rappel\",\"language\":\"fr\",\"status\":\"APPROVED\",\"category\":\"UTILITY\"}"),
                                            Caller.JSON.readTree(
                                                    "{\"id\":\"2\",\"name\":\"promo\",\"language\":\"fr\",\"status\":\"REJECTED\",\"category\":\"MARKETING\"}")))));
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());

    @BeforeEach
    void restore() {
        var account = sandbox.whatsApp().account();
        account.token(TokenState.VALID);
        account.registered(true);
        account.subscribed(true);
        sandbox.whatsApp().faults().clear();
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void a_token_is_seen_with_its_app_its_scopes_and_the_accounts_they_are_for() {
        var data = Caller.json(business.get(INSPECT + DEMO.token())).path("data");
        assertThat(data.path("is_valid").asBoolean(false)).isTrue();
        assertThat(data.path("app_id").asString("")).isEqualTo(DEMO.appId());
        assertThat(data.path("expires_at").asLong(-1)).isZero();
        assertThat(data.path("scopes").toString())
                .contains("whatsapp_business_messaging", "whatsapp_business_management");
        assertThat(data.path("granular_scopes").valueStream())
                .allSatisfy(scope ->
                        assertThat(scope.at("/target_ids/0").asString("")).isEqualTo(DEMO.accountId()));
    }

    @Test
    void another_token_is_seen_as_invalid_though_the_question_is_answered() {
        var answer = business.get(INSPECT + "EAAother");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Caller.json(answer).at("/data/is_valid").asBoolean(true)).isFalse();
        assertThat(Caller.json(answer).at("/data/error/code").asInt(0)).isEqualTo(190);
        assertThat(Caller.json(answer).at("/data/scopes").isEmpty()).isTrue();
    }

    @Test
    void a_token_must_be_named_to_be_inspected() {
        var answer = business.get("/v25.0/debug_token");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).contains("input_token");
    }

    @ParameterizedTest
    @CsvSource({
        "VALID, 200, 200, 200",
        "EXPIRING, 200, 200, 200",
        "MESSAGING_MISSING, 403, 200, 200",
        "MANAGEMENT_MISSING, 200, 403, 403",
        "REFUSED, 401, 401, 401"
    })
    void each_state_of_the_token_lets_through_what_its_scopes_allow(
            TokenState state, int sending, int reading, int subscribing) {
        sandbox.whatsApp().account().token(state);
        assertThat(send().statusCode()).isEqualTo(sending);
        assertThat(business.get(NUMBER).statusCode()).isEqualTo(reading);
        assertThat(business.post(ACCOUNT + "/subscribed_apps", "").statusCode()).isEqualTo(subscribing);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenState.class,
            names = {"MESSAGING_MISSING", "MANAGEMENT_MISSING"})
    void what_the_token_lacks_is_named_in_the_refusal(TokenState state) {
        sandbox.whatsApp().account().token(state);
        var refused = state == TokenState.MESSAGING_MISSING ? send() : business.get(ACCOUNT);
        assertThat(Caller.json(refused).at("/error/code").asInt(0)).isEqualTo(10);
        assertThat(Caller.json(refused).at("/error/error_data/details").asString(""))
                .isEqualTo(
                        state == TokenState.MESSAGING_MISSING
                                ? "whatsapp_business_messaging"
                                : "whatsapp_business_management");
    }

    @Test
    void only_the_fields_asked_for_come_back_and_always_the_id() {
        assertThat(Caller.json(business.get(NUMBER + "?fields=verified_name,quality_rating"))
                        .propertyNames())
                .containsExactlyInAnyOrder("id", "verified_name", "quality_rating");
        assertThat(Caller.json(business.get(ACCOUNT + "?fields=name")).propertyNames())
                .containsExactlyInAnyOrder("id", "name");
        assertThat(Caller.json(business.get(NUMBER + "?fields=nonsense")).propertyNames())
                .containsExactly("id");
    }

    @Test
    void a_number_that_is_not_registered_says_so_and_cannot_send() {
        sandbox.whatsApp().account().registered(false);
        var number = Caller.json(business.get(NUMBER));
        assertThat(number.path("status").asString("")).isEqualTo("PENDING");
        assertThat(number.path("platform_type").asString("")).isEqualTo("NOT_APPLICABLE");
        assertThat(number.path("code_verification_status").asString("")).isEqualTo("UNVERIFIED");
        assertThat(Caller.json(send()).at("/error/code").asInt(0)).isEqualTo(133010);
    }

    @Test
    void the_numbers_of_the_account_are_listed_with_cursors() {
        var page = Caller.json(business.get(ACCOUNT + "/phone_numbers"));
        assertThat(page.path("data").size()).isEqualTo(1);
        assertThat(page.at("/data/0/id").asString("")).isEqualTo(DEMO.phoneNumberId());
        assertThat(page.at("/data/0/display_phone_number").asString("")).isEqualTo("+" + DEMO.displayNumber());
        assertThat(page.at("/paging/cursors/after").isString()).isTrue();
    }

    @Test
    void an_app_can_leave_and_come_back() {
        assertThat(business.call("DELETE", ACCOUNT + "/subscribed_apps", "").statusCode())
                .isEqualTo(200);
        assertThat(sandbox.whatsApp().account().subscribed()).isFalse();
        assertThat(Caller.json(business.get(ACCOUNT + "/subscribed_apps"))
                        .path("data")
                        .isEmpty())
                .isTrue();
        assertThat(business.post(ACCOUNT + "/subscribed_apps", "").statusCode()).isEqualTo(200);
        assertThat(sandbox.whatsApp().account().subscribed()).isTrue();
    }

    @Test
    void templates_are_listed_and_found_by_name() {
        assertThat(Caller.json(business.get(ACCOUNT + "/message_templates"))
                        .path("data")
                        .size())
                .isEqualTo(2);
        var found = Caller.json(business.get(ACCOUNT + "/message_templates?name=promo"));
        assertThat(found.path("data").size()).isEqualTo(1);
        assertThat(found.at("/data/0/status").asString("")).isEqualTo("REJECTED");
        assertThat(Caller.json(business.get(ACCOUNT + "/message_templates?name=none"))
                        .path("data")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rappel, fr, 200", "rappel, en, 400", "promo, fr, 400", "none, fr, 400"})
    void only_an_approved_template_in_its_own_language_is_sent(String name, String language, int status) {
        var answer = business.post(NUMBER + "/messages", """
                {"messaging_product":"whatsapp","to":"33639980001","type":"template",
                 "template":{"name":"%s","language":{"code":"%s"}}}""".formatted(name, language));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(Caller.json(answer).at("/error/code").asInt(0)).isEqualTo(132001);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v25.0",
                "/v25.0/999",
                "/25.0/me",
                "/v2/me",
                "/v25.0/me/messages/more",
                "/v25.0/106540000222/pins",
                "/v25.0/215589000111/pins",
                "/v25.0/106540000222/message_templates"
            })
    void what_does_not_exist_is_refused_in_the_platforms_words(String path) {
        var answer = business.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Caller.json(answer).at("/error/code").asInt(0)).isEqualTo(100);
        assertThat(Caller.json(answer).at("/error/error_subcode").asInt(0)).isEqualTo(33);
        assertThat(Caller.json(answer).at("/error/type").asString("")).isEqualTo("GraphMethodException");
        assertThat(VendorDescription.whatsApp().validate("GraphAPIError", Caller.json(answer)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "EAAsandbox", "EAAsandbox-token2", "eaasandbox-token"})
    void a_token_that_is_not_the_accounts_opens_nothing(String token) {
        var stranger = business.with(token);
        for (var path : List.of("/v25.0/me", NUMBER, ACCOUNT, INSPECT + DEMO.token(), "/media/1")) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void checks_are_answered_while_faults_are_on() {
        for (var fault : List.of(Fault.REFUSE, Fault.TOO_MANY, Fault.ERROR_BEFORE, Fault.DROP, Fault.HANG)) {
            sandbox.whatsApp().faults().on(fault);
        }
        assertThat(business.get("/v25.0/me").statusCode()).isEqualTo(200);
        assertThat(business.get(NUMBER).statusCode()).isEqualTo(200);
        assertThat(sandbox.whatsApp().faults().hits(Fault.DROP)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "190, 401, false",
        "10, 403, false",
        "368, 403, false",
        "80007, 429, true",
        "131056, 429, true",
        "131000, 500, true",
        "131016, 500, true",
        "131026, 400, false",
        "131047, 400, false",
        "132001, 400, false"
    })
    void each_code_has_the_status_of_the_vendors_page_and_says_whether_it_passes(
            int code, int status, boolean passing) {
        sandbox.whatsApp().faults().next(Fault.REFUSE, 1, Integer.toString(code));
        var refused = send();
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Caller.json(refused).at("/error/code").asInt(0)).isEqualTo(code);
        assertThat(Caller.json(refused).at("/error/is_transient").asBoolean(false))
                .isEqualTo(passing);
        assertThat(VendorDescription.whatsApp().validate("GraphAPIError", Caller.json(refused)))
                .isEmpty();
    }

    private HttpResponse<String> send() {
        return business.post(NUMBER + "/messages", WhatsAppWireTest.text("+33639980001", "Oui"));
    }

    private static String message(HttpResponse<String> answer) {
        return Caller.json(answer).at("/error/message").asString("");
    }
}
