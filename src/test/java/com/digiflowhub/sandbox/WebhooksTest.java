package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Seen.Tick;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings.Pace;
import com.digiflowhub.specs.VendorDescription;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the simulated platform tells the business. */
class WebhooksTest {

    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String MESSAGES = "/v25.0/" + DEMO.phoneNumberId() + "/messages";
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(140), Duration.ofMillis(20));

    private final Callback callback = new Callback();
    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.standard().with(DEMO.at(QUICK).callingBack(callback.address())));
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());

    @AfterEach
    void close() {
        sandbox.close();
        callback.close();
    }

    @Test
    void a_written_message_arrives_signed_over_its_bytes() throws GeneralSecurityException {
        var id = sandbox.phone("+33 6 12 34 56 78", "Léa Durand").writes("Bonjour, c'est combien ? 😀");
        callback.await(business -> business.messages().size() == 1);
        var hook = callback.hooks.getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(DEMO.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(hook.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(hook.body())));
        var message = callback.messages().getFirst();
        assertThat(message.path("id").asString("")).isEqualTo(id);
        assertThat(message.path("from").asString("")).isEqualTo("33612345678");
        assertThat(message.at("/text/body").asString("")).isEqualTo("Bonjour, c'est combien ? 😀");
        assertThat(hook.value().at("/contacts/0/profile/name").asString("")).isEqualTo("Léa Durand");
    }

    @Test
    void webhooks_have_no_member_that_the_samples_lack() {
        var known = Set.of("from_user_id", "user_id", "recipient_user_id");
        sandbox.phone("33612345678", "Léa Durand").writes("Bonjour");
        business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
        callback.await(business -> business.statuses().size() == 3);
        var samples = VendorDescription.specs().resolve("fixtures/webhooks");
        assertThat(lacking(
                        callback.hooks.getFirst().json(),
                        Caller.JSON.readTree(VendorDescription.read(samples.resolve("wa-text.json")))))
                .isSubsetOf(known);
        var sent = callback.hooks.stream()
                .filter(hook ->
                        hook.value().at("/statuses/0/status").asString("").equals("sent"))
                .findFirst()
                .orElseThrow();
        assertThat(lacking(
                        sent.json(),
                        Caller.JSON.readTree(VendorDescription.read(samples.resolve("wa-status-sent.json")))))
                .isSubsetOf(Set.of("recipient_user_id", "biz_opaque_callback_data", "expiration_timestamp", "type"));
    }

    @Test
    void an_accepted_message_is_sent_delivered_and_read_with_our_own_id() {
        business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
        callback.await(business -> business.statuses().size() == 3);
        assertThat(callback.statuses())
                .extracting(status -> status.path("status").asString(""))
                .containsExactly("sent", "delivered", "read");
        assertThat(callback.statuses())
                .allSatisfy(status -> assertThat(
                                status.path("biz_opaque_callback_data").asString(""))
                        .isEqualTo("msg:1"));
        assertThat(sandbox.phone("33612345678", "").received().getFirst().tick())
                .isEqualTo(Tick.READ);
    }

    @Test
    void a_refused_webhook_is_repeated_until_it_is_taken() {
        callback.refusals.set(3);
        sandbox.phone("33612345678", "Léa").writes("Bonjour");
        callback.await(business ->
                business.messages().size() == 1 && sandbox.whatsApp().undelivered() == 0);
        assertThat(sandbox.journal().entries())
                .extracting(entry -> entry.outcome())
                .contains("failed 503", "delivered");
    }

    @Test
    void short_messages_of_one_person_arrive_in_order() {
        var phone = sandbox.phone("33612345678", "Léa");
        for (var number = 0; number < 30; number++) {
            phone.writes("m" + number);
        }
        callback.await(business -> business.messages().size() == 30);
        assertThat(callback.messages())
                .extracting(message -> message.path("id").asString(""))
                .containsExactlyElementsOf(
                        phone.messages().stream().map(seen -> seen.id()).toList());
    }

    @Test
    void who_hides_the_number_is_known_by_user_id_alone() {
        var phone = sandbox.whatsApp().phoneWithoutNumber("FR.481516234200", "Sam");
        phone.writes("Bonjour");
        callback.await(business -> business.messages().size() == 1);
        assertThat(callback.messages().getFirst().has("from")).isFalse();
        assertThat(callback.hooks.getFirst().value().at("/contacts/0").has("wa_id"))
                .isFalse();
        var answer = business.post(
                MESSAGES,
                WhatsAppWireTest.text("+1", "Oui").replace("\"to\":\"+1\"", "\"recipient\":\"FR.481516234200\""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void the_phone_sees_that_its_message_was_read_and_that_the_business_types() {
        var phone = sandbox.phone("33612345678", "Léa");
        var id = phone.writes("Bonjour");
        assertThat(Caller.json(business.post(MESSAGES, receipt(id)))
                        .path("success")
                        .asBoolean(false))
                .isTrue();
        assertThat(phone.businessRead(id)).isTrue();
        assertThat(phone.businessIsTyping()).isTrue();
        business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
        assertThat(phone.businessIsTyping()).isFalse();
    }

    @Test
    void duplicates_and_reversed_statuses_come_on_demand() {
        sandbox.whatsApp().faults().next(Fault.REORDER_STATUSES, 1);
        business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
        callback.await(business -> business.statuses().size() == 3);
        assertThat(callback.statuses())
                .extracting(status -> status.path("status").asString(""))
                .containsExactly("read", "delivered", "sent");
        sandbox.whatsApp().faults().next(Fault.DUPLICATE, 1, "5");
        sandbox.phone("33612345678", "Léa").writes("Bonjour");
        callback.await(business -> business.messages().size() == 5);
        assertThat(callback.messages().stream().distinct()).hasSize(1);
    }

    @Test
    void a_later_message_overtakes_the_one_before_on_demand() {
        var phone = sandbox.phone("33612345678", "Léa");
        sandbox.whatsApp().faults().next(Fault.REORDER_MESSAGES, 1);
        var first = phone.writes("first");
        var second = phone.writes("second");
        callback.await(business -> business.messages().size() == 2);
        assertThat(callback.messages())
                .extracting(message -> message.path("id").asString(""))
                .isEqualTo(List.of(second, first));
    }

    @Test
    void an_accepted_message_fails_later_on_demand() {
        sandbox.whatsApp().faults().next(Fault.FAIL_LATER, 1, "131047");
        business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
        callback.await(business -> business.statuses().size() == 1);
        assertThat(callback.statuses().getFirst().path("status").asString("")).isEqualTo("failed");
        assertThat(callback.statuses().getFirst().at("/errors/0/code").asInt(0)).isEqualTo(131047);
    }

    @Test
    void the_callback_is_asked_to_prove_itself() {
        assertThat(sandbox.whatsApp().verifyCallback("1158201444").verified()).isTrue();
    }

    @Test
    void an_account_without_subscription_tells_nothing() {
        sandbox.whatsApp().account().subscribed(false);
        sandbox.phone("33612345678", "Léa").writes("Bonjour");
        Callback.pause(Duration.ofMillis(100));
        assertThat(callback.hooks).isEmpty();
        assertThat(sandbox.journal().entries())
                .extracting(entry -> entry.outcome())
                .containsExactly("not subscribed");
    }

    private static String receipt(String id) {
        return """
                {"messaging_product":"whatsapp","status":"read","message_id":"%s","typing_indicator":{"type":"text"}}""".formatted(id);
    }

    /** Names of members, at any depth, that the sample does not have. */
    private static Set<String> lacking(JsonNode body, JsonNode sample) {
        var names = new TreeSet<>(names(body));
        names.removeAll(names(sample));
        return names;
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<>(node.propertyNames());
        node.forEach(child -> names.addAll(names(child)));
        return names;
    }
}
