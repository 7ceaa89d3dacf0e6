package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented limits that the samples do not reach, one by one. */
class LimitsOfMessagesTest {

    private static final String MESSAGES = "/v25.0/" + WhatsAppSettings.DEMO.phoneNumberId() + "/messages";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller business = new Caller(sandbox.whatsAppAddress(), WhatsAppSettings.DEMO.token());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            131009 | text        | {"body":""}
            131008 | text        | {"preview_url":true}
            100    | text        | {"body":"x","bold":true}
            131009 | image       | {}
            131009 | image       | {"link":"file:///etc/passwd"}
            100    | audio       | {"id":"1","caption":"none"}
            131008 | location    | {"latitude":48.8}
            131009 | location    | {"latitude":"north","longitude":"2"}
            131008 | reaction    | {"message_id":"wamid.X"}
            131009 | contacts    | []
            131008 | contacts    | [{"name":{"first_name":"Camille"}}]
            131008 | template    | {"name":"rappel"}
            131009 | template    | {"name":"rappel","language":{"code":"fr"},"components":[{"type":"tail"}]}
            131009 | interactive | {"type":"button","body":{"text":"x"},"action":{"buttons":[]}}
            131009 | interactive | {"type":"button","body":{"text":"x"},"action":{"buttons":[{"type":"reply","reply":{"id":" 1","title":"A"}}]}}
            131009 | interactive | {"type":"button","body":{"text":"x"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"A"}},{"type":"reply","reply":{"id":"2","title":"A"}}]}}
            131009 | interactive | {"type":"list","body":{"text":"x"},"action":{"button":"See","sections":[{"title":"A","rows":[]}]}}
            131008 | interactive | {"type":"list","body":{"text":"x"},"action":{"button":"See","sections":[{"rows":[{"id":"1","title":"a"}]},{"title":"B","rows":[]}]}}
            131009 | interactive | {"type":"cta_url","body":{"text":"x"},"action":{"name":"cta_url","parameters":{"display_text":"far too long a label","url":5}}}
            131009 | interactive | {"type":"flow","body":{"text":"x"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_cta":"Go"}}}
            131051 | interactive | {"type":"dance","body":{"text":"x"},"action":{}}
            131051 | poll        | {"name":"x"}
            """)
    void what_is_over_a_limit_is_refused_with_its_code(int code, String type, String content) {
        var answer = business.post(MESSAGES, message(type, content));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Caller.json(answer).at("/error/code").asInt(0))
                .as(answer.body())
                .isEqualTo(code);
        assertThat(sandbox.journal().accepted()).isEmpty();
    }

    @Test
    void four_thousand_and_ninety_six_emoji_are_one_text() {
        assertThat(business.post(MESSAGES, message("text", "{\"body\":\"" + "😀".repeat(4096) + "\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(business.post(MESSAGES, message("text", "{\"body\":\"" + "😀".repeat(4097) + "\"}"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_body_that_is_not_json_is_refused() {
        for (var body : List.of("", "[]", "{", "{\"a\":1}", "\"text\"")) {
            assertThat(business.post(MESSAGES, body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void only_offered_templates_may_be_sent_once_there_are_some() {
        var offered = Caller.JSON.readTree("{\"name\":\"rappel\",\"language\":\"fr\",\"status\":\"APPROVED\"}");
        var settings = SandboxSettings.standard().with(WhatsAppSettings.DEMO.offering(List.of(offered)));
        try (var offering = Sandbox.start(settings)) {
            var sender = new Caller(offering.whatsAppAddress(), WhatsAppSettings.DEMO.token());
            var known = "{\"name\":\"rappel\",\"language\":{\"code\":\"fr\"}}";
            assertThat(Caller.json(sender.post(MESSAGES, message("template", known)))
                            .at("/messages/0/message_status")
                            .asString(""))
                    .isEqualTo("accepted");
            var unknown = sender.post(MESSAGES, message("template", known.replace("fr", "en")));
            assertThat(Caller.json(unknown).at("/error/code").asInt(0)).isEqualTo(132001);
        }
    }

    private static String message(String type, String content) {
        return "{\"messaging_product\":\"whatsapp\",\"to\":\"+33612345678\",\"type\":\"%s\",\"%s\":%s}"
                .formatted(type, type, content);
    }
}
