package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Journal.Told;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way of failing, and what the journal says of it. */
class FaultsTest {

    private static final String MESSAGES = "/v25.0/" + WhatsAppSettings.DEMO.phoneNumberId() + "/messages";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller business = new Caller(sandbox.whatsAppAddress(), WhatsAppSettings.DEMO.token());
    private final Caller asker = new Caller(sandbox.modelAddress(), "sk-sandbox");
    private final Faults faults = sandbox.whatsApp().faults();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void a_refusal_has_the_code_asked_for_and_accepts_nothing() {
        faults.next(Fault.REFUSE, 1, "131026");
        var refused = send();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Caller.json(refused).at("/error/code").asInt(0)).isEqualTo(131026);
        assertThat(sandbox.journal().accepted()).isEmpty();
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(faults.hits(Fault.REFUSE)).isEqualTo(1);
    }

    @Test
    void too_many_says_when_to_come_back_in_each_providers_words() {
        faults.next(Fault.TOO_MANY, 1, "7");
        var whatsApp = send();
        assertThat(whatsApp.statusCode()).isEqualTo(429);
        assertThat(whatsApp.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(Caller.json(whatsApp).at("/error/code").asInt(0)).isEqualTo(130429);
        sandbox.model().faults().next(Fault.TOO_MANY, 1, "insufficient_quota");
        assertThat(Caller.json(ask()).at("/error/code").asString("")).isEqualTo("insufficient_quota");
        sandbox.model().faults().next(Fault.TOO_MANY, 1, "3");
        var limited = ask();
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(Caller.json(limited).at("/error/code").asString("")).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void a_500_before_accepts_nothing_and_a_500_after_has_accepted() {
        faults.next(Fault.ERROR_BEFORE, 1);
        assertThat(send().statusCode()).isEqualTo(500);
        assertThat(sandbox.journal().accepted("msg:1")).isZero();
        faults.next(Fault.ERROR_AFTER, 1);
        assertThat(send().statusCode()).isEqualTo(500);
        assertThat(sandbox.journal().accepted("msg:1")).isEqualTo(1);
        assertThat(sandbox.phone("33612345678", "").received()).hasSize(1);
        assertThat(sandbox.journal().accepted().getFirst().told()).isEqualTo(Told.ERROR);
    }

    @Test
    void a_dropped_line_has_accepted_without_an_answer() {
        faults.next(Fault.DROP, 1);
        assertThatThrownBy(() -> trySend(Duration.ofSeconds(5))).isInstanceOf(IOException.class);
        assertThat(sandbox.journal().accepted("msg:1")).isEqualTo(1);
        assertThat(sandbox.journal().accepted().getFirst().told()).isEqualTo(Told.NOTHING);
        assertThat(sandbox.phone("33612345678", "").received()).hasSize(1);
    }

    @Test
    void a_garbage_answer_is_not_json_but_has_accepted() {
        faults.next(Fault.GARBAGE, 1);
        var answer = send();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Caller.json(answer)).isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThat(sandbox.journal().accepted("msg:1")).isEqualTo(1);
    }

    @Test
    void a_hanging_line_accepts_nothing_and_a_delayed_one_answers_late() throws IOException {
        faults.next(Fault.HANG, 1, "5000");
        assertThatThrownBy(() -> trySend(Duration.ofMillis(200)))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
        assertThat(sandbox.journal().accepted()).isEmpty();
        faults.next(Fault.DELAY, 1, "300");
        var start = System.nanoTime();
        assertThat(trySend(Duration.ofSeconds(5)).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void each_provider_tells_its_accounts_apart_so_that_one_fails_alone() {
        var mine = WhatsAppSettings.DEMO.phoneNumberId();
        for (var fault : EnumSet.range(Fault.REFUSE, Fault.HANG)) {
            faults.onFor("another number", fault, "5000");
        }
        assertThat(Caller.json(send()).path("messages").size()).isEqualTo(1);
        assertThat(sandbox.journal().accepted().getFirst().told()).isEqualTo(Told.TRUTH);
        faults.onFor(mine, Fault.ERROR_BEFORE, "");
        assertThat(send().statusCode()).isEqualTo(500);
        sandbox.model().faults().onFor("another key", Fault.ERROR_BEFORE, "");
        assertThat(ask().statusCode()).isEqualTo(200);
        sandbox.model().faults().onFor("sk-sandbox", Fault.ERROR_BEFORE, "");
        assertThat(ask().statusCode()).isEqualTo(500);
    }

    @Test
    void receipts_do_not_use_a_fault_up() {
        faults.next(Fault.ERROR_BEFORE, 1);
        assertThat(business.post(
                                MESSAGES,
                                "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.X\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send().statusCode()).isEqualTo(500);
    }

    @Test
    void the_same_seed_strikes_the_same_calls() {
        assertThat(strikes(7))
                .isEqualTo(strikes(7))
                .isNotEqualTo(strikes(8))
                .contains(true)
                .contains(false);
    }

    @Test
    void the_journal_is_on_disk_when_the_answer_comes() throws IOException {
        var file = folder.resolve("journal.jsonl");
        try (var writing = Sandbox.start(SandboxSettings.standard().writing(file))) {
            var caller = new Caller(writing.whatsAppAddress(), WhatsAppSettings.DEMO.token());
            caller.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
            var line = Caller.JSON.readTree(Files.readAllLines(file).getFirst());
            assertThat(line.path("provider").asString("")).isEqualTo("whatsapp");
            assertThat(line.path("correlation").asString("")).isEqualTo("msg:1");
            assertThat(line.path("outcome").asString("")).isEqualTo("accepted");
            assertThat(line.path("bodyHash").asString("")).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void another_process_drives_it_over_http() {
        var control = new Caller(sandbox.controlAddress(), "none");
        control.call("PUT", "/faults/whatsapp/REFUSE", "{\"next\":1,\"parameter\":\"131047\"}");
        assertThat(Caller.json(send()).at("/error/code").asInt(0)).isEqualTo(131047);
        control.post("/phones", "{\"number\":\"+33699999999\",\"name\":\"Sam\"}");
        assertThat(Caller.json(control.post("/phones/33699999999/messages", "{\"text\":\"Bonjour\"}"))
                        .path("id")
                        .asString(""))
                .startsWith("wamid.");
        send();
        assertThat(Caller.json(control.get("/journal?accepted=true&correlation=msg:1"))
                        .size())
                .isEqualTo(1);
        control.call("PATCH", "/settings", "{\"token\":\"REFUSED\",\"subscribed\":false}");
        assertThat(send().statusCode()).isEqualTo(401);
        assertThat(Caller.json(control.get("/")).path("subscribed").asBoolean(true))
                .isFalse();
        assertThat(control.call("PUT", "/faults/whatsapp/NONSENSE", "{}").statusCode())
                .isEqualTo(400);
        assertThat(Caller.json(control.get("/phones/33699999999"))
                        .at("/messages/0/text")
                        .asString(""))
                .isEqualTo("Bonjour");
    }

    @Test
    void the_command_line_is_read_and_a_wrong_word_is_refused() {
        assertThat(SandboxMain.settings("--whatsapp-port=81", "--callback=http://127.0.0.1:1/hooks"))
                .isEqualTo(SandboxSettings.standard()
                        .on(new SandboxSettings.Ports(81, 0, 0))
                        .callingBack(java.net.URI.create("http://127.0.0.1:1/hooks")));
        assertThatThrownBy(() -> SandboxMain.settings("--port=81")).hasMessageContaining("--whatsapp-port");
    }

    private static List<Boolean> strikes(long seed) {
        var faults = new Faults();
        faults.randomly(Fault.DROP, 0.5, seed, "");
        var strikes = new ArrayList<Boolean>();
        for (var call = 0; call < 40; call++) {
            strikes.add(faults.strike(Fault.DROP).isPresent());
        }
        return strikes;
    }

    private HttpResponse<String> send() {
        return business.post(MESSAGES, WhatsAppWireTest.text("+33612345678", "Oui"));
    }

    private HttpResponse<String> trySend(Duration timeout) throws IOException {
        return Caller.trySend(business.request(MESSAGES)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WhatsAppWireTest.text("+33612345678", "Oui"))));
    }

    private HttpResponse<String> ask() {
        return asker.post(
                "/chat/completions",
                "{\"model\":\"gpt-5-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Bonjour\"}]}");
    }
}
