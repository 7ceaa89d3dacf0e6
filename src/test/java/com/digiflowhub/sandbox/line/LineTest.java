package com.digiflowhub.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server in front of a provider, before a provider that a test invents. */
class LineTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Journal journal = new Journal(Optional.empty());
    private final Told provider = new Told();
    private final Line line = Line.open(provider, journal, 0);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void the_provider_gets_the_call_as_it_was_made() throws Exception {
        call("POST", "/v1/a%20b/c?x=1%262&y=&z", "body");
        var got = provider.got.getFirst();
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.path()).containsExactly("v1", "a b", "c");
        assertThat(got.query()).isEqualTo(Map.of("x", "1&2", "y", ""));
        assertThat(got.text()).isEqualTo("body");
        assertThat(got.header("x-mine")).isEqualTo("yes");
        assertThat(got.header("absent")).isEmpty();
        assertThat(got.bearer()).hasValue("token");
    }

    @Test
    void a_token_of_another_kind_is_no_bearer() {
        var basic = Request.of("GET", URI.create("/"), Map.of("Authorization", List.of("Basic abc")), new byte[0]);
        assertThat(basic.bearer()).isEmpty();
        assertThat(Request.of("GET", URI.create("/"), Map.of(), new byte[0]).bearer())
                .isEmpty();
    }

    @Test
    void header_names_do_not_depend_on_their_case_and_several_values_are_one() {
        var request = Request.of(
                "GET", URI.create("/"), Map.of("X-MANY", List.of("a", "b")), "é".getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("x-many")).isEqualTo("a, b");
        assertThat(request.text()).isEqualTo("é");
    }

    @Test
    void the_effect_comes_after_the_journal_has_the_line() throws Exception {
        var known = new ArrayList<Boolean>();
        provider.effect = () -> known.add(journal.accepted("by-answer") == 1);
        assertThat(call("POST", "/effect", "").statusCode()).isEqualTo(200);
        assertThat(known).containsExactly(true);
    }

    @Test
    void a_call_without_effect_is_struck_by_no_fault() throws Exception {
        provider.faults.on(Fault.ERROR_BEFORE);
        provider.faults.on(Fault.DROP);
        assertThat(call("GET", "/plain", "").statusCode()).isEqualTo(200);
        assertThat(provider.faults.hits(Fault.ERROR_BEFORE)).isZero();
        assertThat(journal.entries()).extracting(Journal.Entry::outcome).containsExactly("answered 200");
    }

    @Test
    void a_refusal_is_asked_for_before_a_429_and_that_before_a_500() throws Exception {
        provider.faults.next(Fault.REFUSE, 1, "no");
        provider.faults.next(Fault.TOO_MANY, 1, "9");
        provider.faults.next(Fault.ERROR_BEFORE, 1);
        assertThat(call("POST", "/effect", "").body()).isEqualTo("refused no");
        assertThat(call("POST", "/effect", "").body()).isEqualTo("too many 9");
        assertThat(call("POST", "/effect", "").body()).isEqualTo("broken");
        assertThat(call("POST", "/effect", "").body()).isEqualTo("done");
        assertThat(journal.entries())
                .extracting(Journal.Entry::outcome)
                .containsExactly("refused by fault", "refused by fault", "refused by fault", "accepted");
        assertThat(journal.entries().getFirst().correlation()).isEqualTo("by-request");
    }

    @Test
    void after_faults_are_kept_for_what_is_accepted() throws Exception {
        provider.faults.next(Fault.REFUSE, 1, "no");
        provider.faults.next(Fault.ERROR_AFTER, 1);
        assertThat(call("POST", "/effect", "").body()).isEqualTo("refused no");
        assertThat(provider.faults.hits(Fault.ERROR_AFTER)).isZero();
        assertThat(call("POST", "/effect", "").body()).isEqualTo("broken");
        assertThat(journal.accepted().getFirst().answered()).isFalse();
    }

    @Test
    void a_provider_that_fails_cuts_its_line_and_serves_the_next() throws Exception {
        assertThatThrownBy(() -> call("POST", "/throws", "")).isInstanceOf(IOException.class);
        assertThat(call("GET", "/plain", "").statusCode()).isEqualTo(200);
    }

    @Test
    void an_answer_in_pieces_arrives_whole() throws Exception {
        assertThat(call("GET", "/pieces", "").body()).isEqualTo("onetwothree");
        assertThat(call("GET", "/pieces", "").headers().firstValue("Content-Type"))
                .hasValue("text/event-stream; charset=utf-8");
    }

    @Test
    void a_page_that_made_its_name_point_here_is_turned_away() throws Exception {
        assertThat(raw("GET /plain HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /plain HTTP/1.1\r\nHost: localhost:"
                        + line.address().getPort() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(provider.got).hasSize(1);
    }

    @Test
    void a_port_that_is_taken_is_told_with_its_number_and_the_remedy() {
        int port = line.address().getPort();
        assertThatThrownBy(() -> Line.open(provider, journal, port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("invented")
                .hasMessageContaining(Integer.toString(port))
                .hasMessageContaining("another sandbox");
    }

    @Test
    void closing_ends_a_call_that_hangs() throws Exception {
        provider.faults.next(Fault.HANG, 1);
        var call = HTTP.sendAsync(request("POST", "/effect", ""), BodyHandlers.ofString());
        com.digiflowhub.testing.Patience.waitUntil(
                "the call to hang",
                () -> journal.entries().stream()
                        .anyMatch(entry -> entry.outcome().equals("hung")));
        line.close();
        assertThatThrownBy(call::join).hasCauseInstanceOf(IOException.class);
        assertThat(journal.accepted()).isEmpty();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(line.address() + path))
                .header("X-Mine", "yes")
                .header("Authorization", "Bearer token")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private String raw(String text) throws IOException {
        try (var socket = new Socket(
                java.net.InetAddress.getLoopbackAddress(), line.address().getPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Says what it was asked, and has an effect at one address. */
    private static final class Told implements Provider {
        final Faults faults = new Faults();
        final List<Request> got = new ArrayList<>();
        Runnable effect = () -> {};

        @Override
        public String name() {
            return "invented";
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public boolean hasEffect(Request request) {
            return request.path().equals(List.of("effect"));
        }

        @Override
        public String whose(Request request) {
            return request.header("x-caller");
        }

        @Override
        public String correlation(Request request) {
            return "by-request";
        }

        @Override
        public Answer answer(Request request) {
            got.add(request);
            return switch (String.join("/", request.path())) {
                case "effect" -> Answer.text(200, "text/plain", "done").accepted("by-answer", () -> effect.run());
                case "throws" -> throw new IllegalStateException("as the test asked");
                case "pieces" -> Answer.stream(List.of("one", "two", "three"));
                default -> Answer.text(200, "text/plain", "plain");
            };
        }

        @Override
        public Answer refusal(String code) {
            return Answer.text(400, "text/plain", "refused " + code);
        }

        @Override
        public Answer tooMany(String parameter) {
            return Answer.text(429, "text/plain", "too many " + parameter);
        }

        @Override
        public Answer broken() {
            return Answer.text(500, "text/plain", "broken");
        }
    }
}
