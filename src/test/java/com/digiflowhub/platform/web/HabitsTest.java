package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.digiflowhub.platform.settings.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The habits that every address shares: lists, refusals, and where the hub is. */
class HabitsTest {
    private final MockMvc api = MockMvcBuilders.standaloneSetup(new Samples())
            .setHandlerExceptionResolvers(new Problems(new ProblemAnswers(JsonMapper.shared())))
            .build();

    @Test
    void a_page_shows_so_many_and_says_where_the_next_begins() {
        Listing<String> page =
                Listing.of(IntStream.range(0, 6).boxed().toList(), 5, row -> "id-" + row, String::valueOf);
        assertThat(page.items()).containsExactly("0", "1", "2", "3", "4");
        assertThat(page.nextCursor()).isEqualTo("id-4");
    }

    @Test
    void the_last_page_has_no_next_even_when_it_is_full() {
        assertThat(Listing.of(List.of(1, 2, 3), 3, row -> row, row -> row).nextCursor())
                .isNull();
        assertThat(Listing.of(List.<Integer>of(), 3, row -> row, row -> row).items())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "50,50", "100,100", "101,100", "2147483647,100"})
    void a_limit_is_held_to_a_hundred(int asked, int given) {
        assertThat(Listing.limit(asked)).isEqualTo(given);
    }

    @Test
    void without_a_limit_fifty_are_shown_and_less_than_one_is_refused() {
        assertThat(Listing.limit(null)).isEqualTo(50);
        assertThatThrownBy(() -> Listing.limit(0)).isInstanceOf(Problem.class).hasMessageContaining("limit");
        assertThatThrownBy(() -> Listing.limit(-7)).isInstanceOf(Problem.class);
    }

    @Test
    void a_cursor_is_one_we_gave_or_it_is_refused_with_its_name() {
        UUID id = UUID.randomUUID();
        assertThat(Listing.cursor(id.toString())).isEqualTo(id);
        assertThatThrownBy(() -> Listing.cursor("'; drop table")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status().value()).isEqualTo(400);
            assertThat(problem.body()).containsEntry("field", "cursor");
        });
    }

    @Test
    void each_kind_of_problem_has_its_status_its_slug_and_its_sentence() {
        check(Problem.notFound("lead"), 404, "not-found", "no such lead");
        check(Problem.invalid("name", "name is missing."), 400, "invalid", "name is missing.");
        check(Problem.refused("window-closed", "Use a template."), 409, "window-closed", "Use a template.");
        check(Problem.unauthorized("Sign in."), 401, "unauthorized", "Sign in.");
        check(Problem.forbidden("Not yours."), 403, "forbidden", "Not yours.");
        check(Problem.tooMany("Later.", Duration.ofSeconds(90)), 429, "too-many-requests", "Later.");
        assertThat(Problem.notFound("lead").body()).doesNotContainKey("field");
        assertThat(Problem.tooMany("Later.", Duration.ofMillis(90_001)).headers())
                .containsEntry("Retry-After", "91");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"count\":\"many\"} | count",
                "{\"name\":{\"x\":1},\"count\":1} | name",
                "{\"inner\":{\"deep\":[]}} | inner.deep"
            })
    void a_body_of_the_wrong_shape_is_refused_with_the_member_s_name(String body, String member) throws Exception {
        MockHttpServletResponse answer =
                call(post("/api/sample").contentType(MediaType.APPLICATION_JSON).content(body));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString()).contains("\"field\":\"" + member + "\"", "/docs#problem-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[canary", "canary", "{\"name\":\"canary\u0000\"", ""})
    void a_body_that_is_no_json_is_refused_without_quoting_it(String body) throws Exception {
        MockHttpServletResponse answer =
                call(post("/api/sample").contentType(MediaType.APPLICATION_JSON).content(body));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("not readable JSON").doesNotContain("canary", "Exception");
    }

    @Test
    void a_parameter_of_the_wrong_kind_is_named() throws Exception {
        assertThat(call(get("/api/sample").param("count", "many")).getContentAsString())
                .contains("\"field\":\"count\"", "not of the right form")
                .doesNotContain("NumberFormat");
    }

    @Test
    void other_media_and_other_methods_are_told_what_to_send() throws Exception {
        MockHttpServletResponse media =
                call(post("/api/sample").contentType(MediaType.TEXT_XML).content("<x/>"));
        assertThat(media.getStatus()).isEqualTo(415);
        assertThat(media.getContentAsString()).contains("Send application/json.");
        MockHttpServletResponse method = call(post("/api/broken"));
        assertThat(method.getStatus()).isEqualTo(405);
        assertThat(method.getHeader("Allow")).isEqualTo("GET");
        assertThat(method.getContentAsString()).contains("This address takes GET.");
    }

    @Test
    void what_breaks_inside_is_told_by_a_number_alone() throws Exception {
        MockHttpServletResponse answer = call(get("/api/broken"));
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString())
                .contains("tell us this number: ")
                .doesNotContain("canary", "IllegalState", "digiflowhub");
    }

    @Test
    void a_refusal_thrown_anywhere_is_answered_as_it_is() throws Exception {
        MockHttpServletResponse answer = call(get("/api/refused"));
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString())
                .contains(
                        "\"type\":\"/docs#problem-stopped\"",
                        "\"title\":\"Conflict\"",
                        "\"status\":409",
                        "The lead said STOP.");
    }

    @Test
    void the_hub_is_where_it_was_told_to_be() {
        PublicAddresses addresses = new PublicAddresses(new MockEnvironment()
                .withProperty("APP_URL", "https://app.example.com/")
                .withProperty("API_URL", " https://api.example.com "));
        assertThat(addresses.app()).hasToString("https://app.example.com");
        assertThat(addresses.api()).hasToString("https://api.example.com");
        assertThat(addresses.webhooks()).hasToString("https://app.example.com");
        assertThat(addresses.secure()).isTrue();
    }

    @Test
    void told_nothing_it_is_at_home_on_its_port() {
        PublicAddresses addresses = new PublicAddresses(new MockEnvironment().withProperty("PORT", "9090"));
        assertThat(addresses.app()).hasToString("http://localhost:9090");
        assertThat(addresses.api()).isEqualTo(addresses.app());
        assertThat(addresses.secure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.example.com", "ftp://x", "https://", "https://a b", "javascript:alert(1)", "/relative"})
    void what_is_no_address_stops_the_start_with_the_variable_s_name(String text) {
        assertThatThrownBy(() -> new PublicAddresses(new MockEnvironment().withProperty("WEBHOOKS_URL", text)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("WEBHOOKS_URL");
    }

    private static void check(Problem problem, int status, String slug, String detail) {
        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(problem.body())
                .containsEntry("type", "/docs#problem-" + slug)
                .containsEntry("status", status);
        assertThat(problem.detail()).contains(detail);
    }

    private MockHttpServletResponse call(MockHttpServletRequestBuilder request) throws Exception {
        return api.perform(request).andReturn().getResponse();
    }

    record Inner(int deep) {}

    record Sample(String name, int count, Inner inner) {}

    /** Addresses that do what addresses do wrong. */
    @RestController
    static class Samples {
        @PostMapping("/api/sample")
        Sample echo(@RequestBody Sample sample) {
            return sample;
        }

        @GetMapping("/api/sample")
        int count(@RequestParam int count) {
            return count;
        }

        @GetMapping("/api/broken")
        String broken() {
            throw new IllegalStateException("canary");
        }

        @GetMapping("/api/refused")
        String refused() {
            throw Problem.refused("stopped", "The lead said STOP.");
        }
    }
}
