package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.openai.Temperament;
import com.digiflowhub.specs.VendorDescription;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of server that the simulated model can play: what each refuses and how each answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemperamentsTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"text\"],\"properties\":{\"text\":{\"type\":\"string\"}}}";
    private static final String FORMAT =
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"strict\":true,\"schema\":"
                    + SCHEMA + "}}";
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":"
            + SCHEMA + "}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"a\"}}";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller asker = new Caller(sandbox.modelAddress(), ModelSettings.DEMO.key());

    @AfterAll
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OLD       | schema      | 400 | response_format
            OLD       | completion  | 400 | max_completion_tokens
            OLD       | tool        | 200 | arguments
            JSON_MODE | schema      | 400 | json_schema
            JSON_MODE | tool        | 400 | tools
            JSON_MODE | object      | 200 | content
            REASONING | schema      | 200 | content
            REASONING | temperature | 400 | temperature
            REASONING | max         | 400 | max_completion_tokens
            BARE      | schema      | 422 | response_format
            BARE      | tool        | 422 | tool
            BARE      | completion  | 422 | max_completion_tokens
            BARE      | max         | 200 | Voici
            SILENT    | max         | 400 | Bad Request
            SILENT    | nothing     | 200 | content
            DEAF      | schema      | 200 | Bonjour
            DEAF      | tool        | 200 | arguments
            PROSE     | tool        | 200 | Bonjour
            EMPTY     | schema      | 200 | "content":""
            CUT       | schema      | 200 | length
            """)
    void each_refuses_what_it_does_not_know(Temperament temperament, String sent, int status, String says) {
        sandbox.model().plays(temperament);
        HttpResponse<String> answer = ask(member(sent));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
    }

    @ParameterizedTest
    @EnumSource
    void every_answer_fits_the_vendor_s_description(Temperament temperament) {
        sandbox.model().plays(temperament);
        HttpResponse<String> answer = ask("");
        assertThat(VendorDescription.openAi().validate("CreateChatCompletionResponse", Caller.json(answer)))
                .as(answer.body())
                .isEmpty();
        assertThat(sandbox.model().lastTaken().path("model").asString()).isEqualTo("gpt-5-mini");
    }

    @Test
    void a_call_of_a_tool_fits_the_vendor_s_description_too() {
        sandbox.model().plays(Temperament.MODERN);
        var answer = Caller.json(ask(TOOL));
        assertThat(VendorDescription.openAi().validate("CreateChatCompletionResponse", answer))
                .isEmpty();
        assertThat(answer.at("/choices/0/message/tool_calls/0/function/arguments")
                        .asString())
                .startsWith("{\"text\":");
    }

    @Test
    void another_process_chooses_the_kind() {
        new Caller(sandbox.controlAddress(), "").call("PATCH", "/settings", "{\"model\":\"DEAF\"}");
        assertThat(sandbox.model().temperament()).isEqualTo(Temperament.DEAF);
    }

    private static String member(String sent) {
        return switch (sent) {
            case "schema" -> FORMAT;
            case "tool" -> TOOL;
            case "object" -> "\"response_format\":{\"type\":\"json_object\"}";
            case "temperature" -> "\"temperature\":0.7";
            case "max" -> "\"max_tokens\":50";
            case "completion" -> "\"max_completion_tokens\":50";
            default -> "";
        };
    }

    private HttpResponse<String> ask(String member) {
        ObjectNode body = (ObjectNode) Caller.JSON.readTree("{" + member + "}");
        body.put("model", "gpt-5-mini");
        body.putArray("messages").addObject().put("role", "user").put("content", "Bonjour");
        return asker.post("/chat/completions", body.toString());
    }
}
