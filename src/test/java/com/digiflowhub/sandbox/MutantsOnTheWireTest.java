package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.specs.VendorDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendor's description refuses, the simulated vendor refuses too: shown on every sample, spoilt in every place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsOnTheWireTest {
    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String MESSAGES = "/v25.0/" + DEMO.phoneNumberId() + "/messages";
    private static final String MESSAGES_TEMPLATE = "/{Version}/{Phone-Number-ID}/messages";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());
    private final Caller asker = new Caller(sandbox.modelAddress(), ModelSettings.DEMO.key());

    @AfterAll
    void close() {
        sandbox.close();
    }

    static Stream<Path> messages() {
        return good("meta__");
    }

    static Stream<Path> questions() {
        return good("openai-chat__");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void no_spoilt_message_is_sent_that_the_description_refuses(Path sample) {
        var body = Caller.JSON.readTree(VendorDescription.read(sample));
        List<String> tooKind = new ArrayList<>();
        var refused = 0;
        for (var mutant : Mutant.of(body)) {
            if (VendorDescription.whatsApp()
                    .validateRequest("POST", MESSAGES_TEMPLATE, mutant.body())
                    .isEmpty()) {
                continue;
            }
            refused++;
            var answer = business.post(MESSAGES, mutant.body().toString());
            if (answer.statusCode() == 200) {
                tooKind.add(mutant.what());
            } else {
                assertThat(VendorDescription.whatsApp().validate("GraphAPIError", Caller.json(answer)))
                        .as(mutant.what())
                        .isEmpty();
            }
        }
        assertThat(refused).isGreaterThan(3);
        assertThat(tooKind).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void no_spoilt_question_is_answered_that_the_description_refuses(Path sample) {
        var body = Caller.JSON.readTree(VendorDescription.read(sample));
        List<String> tooKind = new ArrayList<>();
        var refused = 0;
        for (var mutant : Mutant.of(body)) {
            if (VendorDescription.openAi()
                    .validateRequest("POST", "/chat/completions", mutant.body())
                    .isEmpty()) {
                continue;
            }
            refused++;
            var answer = asker.post("/chat/completions", mutant.body().toString());
            if (answer.statusCode() == 200) {
                tooKind.add(mutant.what());
            } else {
                assertThat(VendorDescription.openAi().validate("ErrorResponse", Caller.json(answer)))
                        .as(mutant.what())
                        .isEmpty();
            }
        }
        assertThat(refused).isGreaterThan(3);
        assertThat(tooKind).isEmpty();
    }

    @Test
    void what_is_refused_leaves_nothing_behind() {
        var phone = sandbox.phone("33639980009", "Léa");
        business.post(
                MESSAGES, "{\"messaging_product\":\"whatsapp\",\"to\":\"33639980009\",\"type\":\"text\",\"txt\":{}}");
        assertThat(phone.received()).isEmpty();
        assertThat(sandbox.journal().accepted("msg:refused")).isZero();
    }

    private static Stream<Path> good(String prefix) {
        return VendorDescription.requestSamples(prefix).stream()
                .filter(sample -> !sample.getFileName().toString().contains("__BAD_"));
    }
}
