package com.digiflowhub.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.Failure.Consequence;
import com.digiflowhub.channels.OutgoingMessage;
import com.digiflowhub.channels.SendResult;
import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final UUID ID = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final Address LEA = new Address(Optional.of("+33612345678"), Optional.of("FR.1"));

    private final StubGraph meta = new StubGraph();
    private final Graph graph = new Graph();
    private final Sender sender = new Sender(graph, () -> Instant.parse("2026-11-24T03:00:00Z"));

    @AfterEach
    void close() {
        graph.close();
        meta.close();
    }

    @Test
    void a_text_leaves_in_metas_form_and_its_acceptance_is_read() {
        meta.answer(
                200,
                "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+33612345678\",\"wa_id\":\"33612345678\",\"user_id\":\"FR.1\"}],\"messages\":[{\"id\":\"wamid.OUT\"}]}");
        assertThat(send("Bonjour Léa", LEA)).isEqualTo(new SendResult.Accepted("wamid.OUT", Optional.of(LEA)));
        StubGraph.Call call = meta.calls().getFirst();
        assertThat(call.line()).isEqualTo("POST /v25.0/106540000222/messages");
        assertThat(call.authorization()).isEqualTo("Bearer " + Meta.TOKEN);
        assertThat(call.json()).isEqualTo(StubGraph.json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+33612345678","type":"text",
                 "biz_opaque_callback_data":"%s","text":{"preview_url":false,"body":"Bonjour Léa"}}""".formatted(ID)));
    }

    @Test
    void who_has_no_number_is_reached_by_their_id_and_a_reply_quotes() {
        meta.answer(200, "{\"messages\":[{\"id\":\"wamid.OUT\"}]}");
        SendResult ignored = sender.send(
                settings(Meta.TOKEN),
                new OutgoingMessage(
                        ID, new Address(Optional.empty(), Optional.of("FR.1")), "x", Optional.of("wamid.IN")));
        assertThat(meta.calls().getFirst().json().path("recipient").asString()).isEqualTo("FR.1");
        assertThat(meta.calls().getFirst().json().has("to")).isFalse();
        assertThat(meta.calls()
                        .getFirst()
                        .json()
                        .path("context")
                        .path("message_id")
                        .asString())
                .isEqualTo("wamid.IN");
    }

    @Test
    void the_receipt_and_the_typing_indicator_have_their_form() {
        meta.answer(200, "{\"success\":true}");
        sender.acknowledge(settings(Meta.TOKEN), "wamid.IN", true);
        assertThat(meta.calls().getFirst().json()).isEqualTo(StubGraph.json("""
                {"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN","typing_indicator":{"type":"text"}}"""));
    }

    @Test
    void a_text_too_long_or_empty_never_leaves() {
        assertThat(send("é".repeat(4097), LEA)).isInstanceOf(SendResult.Refused.class);
        assertThat(send(" ", LEA)).isInstanceOf(SendResult.Refused.class);
        assertThat(meta.calls()).isEmpty();
        meta.answer(200, "{\"messages\":[{\"id\":\"wamid.OUT\"}]}");
        assertThat(send("👍".repeat(4096), LEA)).isInstanceOf(SendResult.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,STOP_CHANNEL",
        "190,STOP_CHANNEL",
        "3,STOP_CHANNEL",
        "10,STOP_CHANNEL",
        "200,STOP_CHANNEL",
        "299,STOP_CHANNEL",
        "1,RETRY",
        "2,RETRY",
        "131000,RETRY",
        "131016,RETRY",
        "133004,RETRY",
        "135000,RETRY",
        "131056,RETRY",
        "131057,RETRY",
        "4,SLOW_DOWN",
        "80007,SLOW_DOWN",
        "130429,SLOW_DOWN",
        "132069,SLOW_DOWN",
        "131048,STOP_CAMPAIGNS",
        "134011,STOP_CAMPAIGNS",
        "368,STOP_CHANNEL",
        "131031,STOP_CHANNEL",
        "131042,STOP_CHANNEL",
        "131045,STOP_CHANNEL",
        "131037,STOP_CHANNEL",
        "131005,STOP_CHANNEL",
        "133000,STOP_CHANNEL",
        "133010,STOP_CHANNEL",
        "133016,STOP_CHANNEL",
        "130497,BAD_ADDRESS",
        "131026,BAD_ADDRESS",
        "137000,BAD_ADDRESS",
        "131047,USE_TEMPLATE",
        "131050,OPT_OUT_MARKETING",
        "131049,GIVE_UP",
        "130472,GIVE_UP",
        "131060,GIVE_UP",
        "139000,GIVE_UP",
        "139999,GIVE_UP",
        "131021,FIX_REQUEST",
        "131030,FIX_REQUEST",
        "131051,FIX_REQUEST",
        "131052,FIX_REQUEST",
        "131053,FIX_REQUEST",
        "131008,FIX_REQUEST",
        "131009,FIX_REQUEST",
        "100,FIX_REQUEST",
        "33,FIX_REQUEST",
        "424242,FIX_REQUEST",
        "132000,FIX_TEMPLATE",
        "132001,FIX_TEMPLATE",
        "132005,FIX_TEMPLATE",
        "132007,FIX_TEMPLATE",
        "132008,FIX_TEMPLATE",
        "132012,FIX_TEMPLATE",
        "132015,FIX_TEMPLATE",
        "132016,FIX_TEMPLATE",
        "132068,FIX_TEMPLATE"
    })
    void every_code_of_meta_has_its_consequence(int code, Consequence expected) {
        meta.answer(400, error(code, false));
        Optional<Consequence> consequence = switch (send("x", LEA)) {
            case SendResult.Refused refused -> Optional.of(refused.why().consequence());
            case SendResult.TryLater later -> Optional.of(later.why().consequence());
            case SendResult.Accepted ignored -> Optional.empty();
            case SendResult.Unknown ignored -> Optional.empty();
        };
        assertThat(consequence).contains(expected);
    }

    @Test
    void an_unknown_code_is_tried_again_only_when_meta_calls_it_transient_or_fails_itself() {
        meta.answer(400, error(424242, true));
        assertThat(send("x", LEA)).isInstanceOf(SendResult.TryLater.class);
        meta.answer(503, error(424242, false));
        assertThat(send("x", LEA)).isInstanceOf(SendResult.TryLater.class);
    }

    @Test
    void metas_own_pause_is_kept_in_seconds_and_as_a_date() {
        meta.answer(429, error(130429, false), "Retry-After", "120");
        assertThat(later()).isEqualTo(Duration.ofMinutes(2));
        meta.answer(429, "", "Retry-After", "Tue, 24 Nov 2026 03:05:00 GMT");
        assertThat(later()).isEqualTo(Duration.ofMinutes(5));
        meta.answer(429, error(130429, false), "Retry-After", "soon");
        assertThat(later()).isEqualTo(Duration.ofSeconds(30));
        meta.answer(400, error(131056, false));
        assertThat(later()).isEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502</html>", "{}", "{\"error\":\"busy\"}", "{\"error\":{\"code\":\"x\"}}"})
    void a_server_error_without_metas_words_leaves_the_outcome_open(String body) {
        meta.answer(502, body);
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Unknown.class);
        assertThat(meta.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"messages\":[]}", "{\"messages\":7}"})
    void an_acceptance_nobody_can_read_leaves_the_outcome_open(String body) {
        meta.answer(200, body);
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void a_huge_answer_is_not_read_to_its_end() {
        meta.answer(200, "{\"messages\":[{\"id\":\"wamid.OUT\"}],\"x\":\"" + "y".repeat(3 << 20) + "\"}");
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void a_redirect_is_not_followed_and_the_token_goes_nowhere_else() {
        meta.answer(302, "", "Location", meta.address() + "/elsewhere");
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Refused.class);
        assertThat(meta.calls()).hasSize(1);
    }

    @Test
    void a_line_that_drops_after_the_request_leaves_the_outcome_open_and_sends_once() {
        meta.drop();
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Unknown.class);
        assertThat(meta.calls()).hasSize(1);
    }

    @Test
    void an_answer_that_drips_ends_at_the_deadline() {
        meta.drip();
        long begin = System.nanoTime();
        assertThat(send("x", LEA)).isInstanceOf(SendResult.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(18));
    }

    @Test
    void who_cannot_be_reached_got_nothing_and_may_be_tried_again() {
        WhatsAppSettings nobody = settings(Meta.TOKEN, URI.create("http://localhost:1"));
        assertThat(sender.send(nobody, new OutgoingMessage(ID, LEA, "x", Optional.empty())))
                .isInstanceOf(SendResult.TryLater.class);
    }

    @Test
    void a_token_that_cannot_stand_in_a_header_breaks_nothing() {
        assertThat(sender.send(settings("a\nb"), new OutgoingMessage(ID, LEA, "x", Optional.empty())))
                .isInstanceOf(SendResult.TryLater.class);
    }

    private Duration later() {
        return send("x", LEA) instanceof SendResult.TryLater later ? later.after() : Duration.ZERO;
    }

    private SendResult send(String text, Address to) {
        return sender.send(settings(Meta.TOKEN), new OutgoingMessage(ID, to, text, Optional.empty()));
    }

    private WhatsAppSettings settings(String token) {
        return settings(token, URI.create(meta.address()));
    }

    private static WhatsAppSettings settings(String token, URI address) {
        return new WhatsAppSettings(
                new Secret(token),
                "106540000222",
                "215589000111",
                new Secret("v"),
                new Secret(Meta.APP_SECRET),
                address,
                "v25.0",
                80,
                true);
    }

    private static String error(int code, boolean isTransient) {
        return StubGraph.write(Map.of(
                "error",
                Map.of(
                        "message",
                        "(#" + code + ") said Meta",
                        "type",
                        "OAuthException",
                        "code",
                        code,
                        "is_transient",
                        isTransient,
                        "error_data",
                        Map.of("messaging_product", "whatsapp", "details", "the details"),
                        "fbtrace_id",
                        "AXs")));
    }
}
