package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Journal.Entry;
import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.specs.VendorDescription;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which the model fails, and that the journal tells the truth of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelFaultsTest {
    private static final String QUESTION =
            "{\"model\":\"gpt-5-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Bonjour\"}]}";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller asker = new Caller(sandbox.modelAddress(), ModelSettings.DEMO.key());
    private final Faults faults = sandbox.model().faults();
    private int asked;

    @BeforeEach
    void restore() {
        faults.clear();
        asked++;
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, invalid_api_key",
        "invalid_api_key, 401, invalid_api_key",
        "model_not_found, 404, model_not_found",
        "server_is_overloaded, 503, server_is_overloaded",
        "unsupported_country_region_territory, 403, unsupported_country_region_territory",
        "context_length_exceeded, 400, context_length_exceeded"
    })
    void a_refusal_has_the_status_and_the_code_asked_for(String parameter, int status, String code) {
        faults.next(Fault.REFUSE, 1, parameter);
        var refused = ask();
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Caller.json(refused).at("/error/code").asString("")).isEqualTo(code);
        assertThat(VendorDescription.openAi().validate("ErrorResponse", Caller.json(refused)))
                .isEmpty();
        assertThat(mine()).extracting(Entry::outcome).containsExactly("refused by fault");
    }

    @ParameterizedTest
    @CsvSource({
        "'', rate_limit_exceeded, 1",
        "20, rate_limit_exceeded, 20",
        "insufficient_quota, insufficient_quota, ''"
    })
    void too_many_says_when_to_come_back_unless_there_is_no_money(String parameter, String code, String after) {
        faults.next(Fault.TOO_MANY, 1, parameter);
        var limited = ask();
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(Caller.json(limited).at("/error/code").asString("")).isEqualTo(code);
        assertThat(limited.headers().firstValue("Retry-After").orElse("")).isEqualTo(after);
    }

    @Test
    void a_500_before_accepts_nothing_and_a_500_after_has_thought() {
        faults.next(Fault.ERROR_BEFORE, 1);
        assertThat(ask().statusCode()).isEqualTo(500);
        assertThat(mine()).noneMatch(Entry::accepted);
        faults.next(Fault.ERROR_AFTER, 1);
        assertThat(ask().statusCode()).isEqualTo(500);
        assertThat(mine()).last().satisfies(entry -> {
            assertThat(entry.accepted()).isTrue();
            assertThat(entry.answered()).isFalse();
        });
    }

    @Test
    void a_dropped_line_has_thought_without_an_answer() {
        faults.next(Fault.DROP, 1);
        assertThatThrownBy(() -> tryAsk(Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(mine()).extracting(Entry::outcome).containsExactly("accepted");
        assertThat(mine().getFirst().answered()).isFalse();
    }

    @Test
    void garbage_comes_with_a_200() {
        faults.next(Fault.GARBAGE, 1);
        var answer = ask();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Caller.json(answer)).isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThat(mine().getFirst().answered()).isFalse();
    }

    @Test
    void a_hanging_line_is_cut_in_the_end_and_has_thought_nothing() {
        faults.next(Fault.HANG, 1, "200");
        var start = System.nanoTime();
        assertThatThrownBy(() -> tryAsk(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
        assertThat(mine()).extracting(Entry::outcome).containsExactly("hung");
    }

    @Test
    void a_delayed_answer_is_the_same_answer_later() {
        faults.next(Fault.DELAY, 1, "150");
        var start = System.nanoTime();
        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(145));
        assertThat(mine().getFirst().answered()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FAIL_LATER", "DUPLICATE", "REORDER_STATUSES", "REORDER_MESSAGES"})
    void what_only_webhooks_suffer_leaves_the_model_alone(Fault fault) {
        faults.on(fault);
        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(faults.hits(fault)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 4711})
    void the_same_seed_strikes_the_same_calls_on_the_wire(long seed) {
        faults.randomly(Fault.ERROR_BEFORE, 0.5, seed, "");
        var first = statuses(12);
        faults.randomly(Fault.ERROR_BEFORE, 0.5, seed, "");
        assertThat(statuses(12)).isEqualTo(first).contains(200, 500);
    }

    @Test
    void the_list_of_models_is_told_whatever_is_switched_on() {
        faults.on(Fault.REFUSE);
        faults.on(Fault.HANG);
        assertThat(asker.get("/models").statusCode()).isEqualTo(200);
        assertThat(faults.hits(Fault.HANG)).isZero();
    }

    @Test
    void a_question_that_is_none_is_refused_by_the_model_itself_and_uses_no_later_fault_up() {
        faults.next(Fault.DROP, 1);
        assertThat(asker.post("/chat/completions", "{\"model\":\"gpt-5-mini\"}").statusCode())
                .isEqualTo(400);
        assertThat(faults.hits(Fault.DROP)).isZero();
        assertThatThrownBy(() -> tryAsk(Duration.ofSeconds(5))).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> ask() {
        try {
            return tryAsk(Duration.ofSeconds(10));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private HttpResponse<String> tryAsk(Duration timeout) throws IOException {
        return Caller.trySend(asker.request("/chat/completions")
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("X-Client-Request-Id", "answer:" + asked)
                .POST(BodyPublishers.ofString(QUESTION)));
    }

    private List<Integer> statuses(int calls) {
        var statuses = new ArrayList<Integer>();
        for (var call = 0; call < calls; call++) {
            statuses.add(ask().statusCode());
        }
        return statuses;
    }

    private List<Entry> mine() {
        return sandbox.journal().entries().stream()
                .filter(entry -> entry.correlation().equals("answer:" + asked))
                .toList();
    }
}
