package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Journal.Entry;
import com.digiflowhub.sandbox.whatsapp.Seen;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings.Pace;
import com.digiflowhub.testing.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** How far messages come, and how the business hears of it when its end fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusesTest {
    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String MESSAGES = "/v25.0/" + DEMO.phoneNumberId() + "/messages";
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(70), Duration.ofMillis(15));

    private final Callback callback = new Callback();
    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.standard().with(DEMO.at(QUICK).callingBack(callback.address())));
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());
    private int people = 33_639_000;

    @AfterEach
    void restore() {
        sandbox.whatsApp().faults().clear();
        sandbox.whatsApp().account().callback(callback.address());
    }

    @AfterAll
    void close() {
        sandbox.close();
        callback.close();
    }

    @Test
    void only_the_first_status_opens_a_conversation_and_each_names_its_price() {
        var statuses = three(send(number(), "text", "\"text\":{\"body\":\"Oui\"}"));
        assertThat(statuses.getFirst().at("/conversation/origin/type").asString(""))
                .isEqualTo("service");
        assertThat(statuses.get(1).has("conversation")).isFalse();
        assertThat(statuses).allSatisfy(status -> {
            assertThat(status.at("/pricing/category").asString("")).isEqualTo("service");
            assertThat(status.at("/pricing/pricing_model").asString("")).isEqualTo("PMP");
            assertThat(status.has("errors")).isFalse();
        });
    }

    @Test
    void a_template_costs_as_utility() {
        var statuses =
                three(send(number(), "template", "\"template\":{\"name\":\"x\",\"language\":{\"code\":\"fr\"}}"));
        assertThat(statuses)
                .extracting(status -> status.at("/pricing/category").asString(""))
                .containsOnly("utility");
    }

    @Test
    void who_gives_no_receipts_is_never_said_to_have_read() {
        var to = number();
        sandbox.phone(to, "Léa").givesReceipts(false);
        var id = send(to, "text", "\"text\":{\"body\":\"Oui\"}");
        Patience.waitUntil("delivered", () -> told(id).size() == 2);
        Callback.pause(Duration.ofMillis(120));
        assertThat(told(id)).extracting(StatusesTest::name).containsExactly("sent", "delivered");
        assertThat(sandbox.phone(to, "").received().getFirst().tick()).isEqualTo(Seen.Tick.DELIVERED);
    }

    @Test
    void a_reaction_is_sent_and_no_more_is_said_of_it() {
        var id = send(number(), "reaction", "\"reaction\":{\"message_id\":\"wamid.X\",\"emoji\":\"👍\"}");
        Patience.waitUntil("sent", () -> !told(id).isEmpty());
        Callback.pause(Duration.ofMillis(120));
        assertThat(told(id)).extracting(StatusesTest::name).containsExactly("sent");
    }

    @Test
    void what_fails_later_names_its_code_and_nothing_follows() {
        sandbox.whatsApp().faults().next(Fault.FAIL_LATER, 1);
        var to = number();
        var id = send(to, "text", "\"text\":{\"body\":\"Oui\"}");
        Patience.waitUntil("failed", () -> !told(id).isEmpty());
        Callback.pause(Duration.ofMillis(100));
        var failed = told(id).getFirst();
        assertThat(told(id)).hasSize(1);
        assertThat(failed.at("/errors/0/code").asInt(0)).isEqualTo(131026);
        assertThat(failed.at("/errors/0/title").asString("")).isEqualTo("Message undeliverable");
        assertThat(failed.has("pricing")).isFalse();
        assertThat(sandbox.phone(to, "").received().getFirst().tick()).isEqualTo(Seen.Tick.FAILED);
    }

    @Test
    void ticks_on_the_phone_only_go_up_whatever_order_the_statuses_have() {
        sandbox.whatsApp().faults().next(Fault.REORDER_STATUSES, 1);
        var to = number();
        var statuses = three(send(to, "text", "\"text\":{\"body\":\"Oui\"}"));
        assertThat(statuses).extracting(StatusesTest::name).containsExactly("read", "delivered", "sent");
        assertThat(sandbox.phone(to, "").received().getFirst().tick()).isEqualTo(Seen.Tick.READ);
    }

    @Test
    void without_our_own_mark_a_status_has_none_either() {
        var to = number();
        var answer = Caller.json(business.post(MESSAGES, """
                {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"Oui"}}""".formatted(to)));
        var id = answer.at("/messages/0/id").asString("");
        Patience.waitUntil(
                "all three",
                () -> callback.statuses().stream()
                                .filter(status -> status.path("id").asString("").equals(id))
                                .count()
                        == 3);
        assertThat(callback.statuses().stream()
                        .filter(status -> status.path("id").asString("").equals(id)))
                .allSatisfy(status ->
                        assertThat(status.has("biz_opaque_callback_data")).isFalse());
        assertThat(sandbox.journal().accepted(id)).isEqualTo(1);
    }

    @Test
    void pauses_between_repetitions_grow() {
        callback.refusals.set(5);
        var from = sandbox.phone(number(), "Léa");
        var id = from.writes("encore");
        Patience.waitUntil("it to be taken", () -> outcomes(id).contains("delivered"));
        var times = sandbox.journal().entries().stream()
                .filter(entry -> entry.correlation().equals(id))
                .map(Entry::at)
                .toList();
        assertThat(outcomes(id)).startsWith("failed 503", "failed 503").endsWith("delivered");
        var first = Duration.between(times.get(0), times.get(1));
        var last = Duration.between(times.get(times.size() - 2), times.getLast());
        assertThat(last).isGreaterThan(first);
    }

    @Test
    void what_waits_for_a_callback_goes_out_once_there_is_one() {
        try (var waiting = Sandbox.start(SandboxSettings.standard().with(DEMO.at(QUICK)))) {
            waiting.phone("33639980001", "Claire").writes("Il y a quelqu’un ?");
            Patience.waitUntil(
                    "a first try",
                    () -> waiting.journal().entries().stream()
                            .anyMatch(entry -> entry.outcome().equals("no callback")));
            assertThat(waiting.whatsApp().undelivered()).isEqualTo(1);
            var before = callback.messages().size();
            waiting.whatsApp().account().callback(callback.address());
            Patience.waitUntil("it to arrive", () -> callback.messages().size() == before + 1);
            Patience.waitUntil("nothing to wait", () -> waiting.whatsApp().undelivered() == 0);
        }
    }

    @Test
    void a_callback_that_is_not_there_is_no_answer_and_proves_nothing() {
        try (var closed = new Callback()) {
            var address = closed.address();
            closed.close();
            sandbox.whatsApp().account().callback(address);
            var verification = sandbox.whatsApp().verifyCallback("1");
            assertThat(verification.verified()).isFalse();
            assertThat(verification.status()).isZero();
            var id = sandbox.phone(number(), "Léa").writes("perdu ?");
            Patience.waitUntil("a try in vain", () -> outcomes(id).contains("failed 0"));
            assertThat(sandbox.journal().entries().stream()
                            .filter(entry -> entry.correlation().equals(id)))
                    .allSatisfy(entry -> assertThat(entry.answered()).isFalse());
        }
    }

    @Test
    void a_callback_that_expects_another_word_is_not_verified() {
        var other = new WhatsAppSettings(
                DEMO.appId(),
                DEMO.appSecret(),
                DEMO.token(),
                DEMO.accountId(),
                DEMO.phoneNumberId(),
                DEMO.displayNumber(),
                DEMO.name(),
                Optional.of(callback.address()),
                "another word",
                QUICK,
                List.of(),
                1);
        try (var strange = Sandbox.start(SandboxSettings.standard().with(other))) {
            var verification = strange.whatsApp().verifyCallback("1");
            assertThat(verification.verified()).isFalse();
            assertThat(verification.status()).isEqualTo(403);
        }
    }

    @Test
    void without_a_callback_there_is_nobody_to_verify() {
        try (var alone = Sandbox.start(SandboxSettings.standard())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> alone.whatsApp().verifyCallback("1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("callback");
        }
    }

    @Test
    void one_persons_trouble_does_not_hold_back_another() {
        callback.refusals.set(1);
        var slow = sandbox.phone(number(), "Léa").writes("premier");
        Patience.waitUntil("the refusal", () -> outcomes(slow).contains("failed 503"));
        var quick = sandbox.phone(number(), "Tom").writes("second");
        Patience.waitUntil("the other", () -> outcomes(quick).contains("delivered"));
        Patience.waitUntil("and the first in the end", () -> outcomes(slow).contains("delivered"));
    }

    @Test
    void what_a_phone_remembers_was_said_before_and_is_told_to_nobody() {
        var phone = sandbox.phone(number(), "Léa");
        var before = sandbox.journal().entries().size();
        phone.remembers("m1", true, "Bonjour", Instant.parse("2026-01-01T10:00:00Z"));
        phone.remembers("m2", false, "Bonjour Léa", Instant.parse("2026-01-01T10:01:00Z"));
        assertThat(phone.messages()).extracting(Seen::text).containsExactly("Bonjour", "Bonjour Léa");
        assertThat(phone.messages()).extracting(Seen::tick).containsOnly(Seen.Tick.READ);
        assertThat(phone.received()).extracting(Seen::id).containsExactly("m2");
        assertThat(phone.businessRead("m1")).isTrue();
        assertThat(sandbox.journal().entries()).hasSize(before);
    }

    private String number() {
        return "33639" + people++ % 1_000_000;
    }

    private String send(String to, String type, String content) {
        var mark = "msg:" + to + type;
        var answer = business.post(MESSAGES, """
                {"messaging_product":"whatsapp","to":"%s","type":"%s","biz_opaque_callback_data":"%s",%s}""".formatted(to, type, mark, content));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return mark;
    }

    private List<JsonNode> three(String mark) {
        return Patience.waitFor("three statuses", () -> told(mark), told -> told.size() == 3);
    }

    private List<JsonNode> told(String mark) {
        return callback.statuses().stream()
                .filter(status ->
                        status.path("biz_opaque_callback_data").asString("").equals(mark))
                .toList();
    }

    private List<String> outcomes(String correlation) {
        return sandbox.journal().entries().stream()
                .filter(entry -> entry.correlation().equals(correlation))
                .map(Entry::outcome)
                .toList();
    }

    private static String name(JsonNode status) {
        return status.path("status").asString("");
    }
}
