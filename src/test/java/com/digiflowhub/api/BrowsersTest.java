package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.Sessions;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What browsers are told: which origins may call, what may run, how cookies travel. On a hub behind https. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowsersTest {
    private final RunningHub hub = RunningHub.start(Map.of(
            "APP_URL", "https://app.agency.example",
            "API_URL", "https://api.agency.example",
            "CORS_ALLOWED_ORIGINS", "https://site.example, https://other.example/,*",
            "RATE_LIMIT_REQUESTS", "100000"));
    private final ConnectedWorkspace workspace = hub.newWorkspace();

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void an_origin_that_is_named_may_call_and_see_our_headers() throws IOException {
        String preflight = raw(
                "OPTIONS /api/contacts",
                "Origin: https://site.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, content-type, idempotency-key, x-workspace");
        assertThat(preflight)
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://site.example")
                .contains("Access-Control-Allow-Methods: GET,HEAD,POST,PUT,PATCH,DELETE")
                .contains("idempotency-key")
                .doesNotContain("Access-Control-Allow-Credentials");
        String answer = raw("GET /api/contacts", "Origin: https://site.example", "Authorization: Bearer " + key());
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://site.example")
                .contains(
                        "Access-Control-Expose-Headers: Location, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replayed");
    }

    @Test
    void our_own_addresses_may_call_though_a_proxy_ends_tls() throws IOException {
        for (String ours :
                List.of("https://app.agency.example", "https://api.agency.example", "https://other.example")) {
            assertThat(raw("GET /api/contacts", "Origin: " + ours, "Authorization: Bearer " + key()))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void an_origin_that_is_not_named_may_not_and_a_star_names_none() throws IOException {
        for (String origin :
                List.of("https://evil.example", "null", "http://site.example", "https://site.example.evil.example")) {
            String preflight = raw("OPTIONS /api/contacts", "Origin: " + origin, "Access-Control-Request-Method: POST");
            assertThat(preflight).startsWith("HTTP/1.1 403").doesNotContain("Access-Control-Allow-Origin");
            assertThat(raw("GET /api/contacts", "Origin: " + origin, "Authorization: Bearer " + key()))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void pages_and_api_carry_the_headers_that_keep_browsers_safe() {
        for (String path : List.of("/sign-in", "/docs", "/status", "/openapi.json", "/api/contacts", "/api/nothing")) {
            ApiCaller.Answered answered = hub.caller().get(path);
            assertThat(answered.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answered.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answered.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answered.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answered.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answered.header("Strict-Transport-Security")).as(path).contains("max-age=31536000");
            assertThat(answered.header("Server")).as(path).isEmpty();
        }
    }

    @Test
    void without_https_nobody_is_told_to_stay_with_it() {
        assertThat(RunningHub.shared().caller().get("/sign-in").header("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void cookies_are_bound_to_this_host_and_out_of_reach_of_scripts() {
        List<String> cookies = hub.caller().get("/sign-in").response().headers().allValues("Set-Cookie");
        assertThat(cookies)
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void a_session_changes_things_only_with_its_csrf_token() {
        String session = workspace
                .in(() -> hub.part(Sessions.class).begin(workspace.owner()))
                .orElseThrow()
                .reveal();
        ApiCaller browser = hub.caller().with("Cookie", "__Host-hub=" + session);
        assertThat(browser.get("/api/keys").status()).isEqualTo(200);
        Problems.expect(browser.post("/api/keys", Map.of("name", "forged")), 403, "forbidden");
        ApiCaller guessing = browser.with("X-CSRF-TOKEN", "guess");
        Problems.expect(guessing.post("/api/keys", Map.of("name", "forged")), 403, "forbidden");
        assertThat(browser.get("/api/keys").text()).doesNotContain("forged");
    }

    @Test
    void the_cookie_of_the_plain_hub_is_none_here() {
        String session = workspace
                .in(() -> hub.part(Sessions.class).begin(workspace.owner()))
                .orElseThrow()
                .reveal();
        Problems.expect(hub.caller().session(session).get("/api/keys"), 401, "unauthorized");
    }

    @Test
    void health_is_one_word_status_a_few_and_figures_are_for_those_we_know() {
        assertThat(hub.caller().get("/actuator/health").text()).isEqualTo("{\"status\":\"UP\"}");
        ApiCaller.Answered status = hub.caller().get("/status");
        assertThat(status.status()).isEqualTo(200);
        assertThat(hub.caller()
                        .with("Accept", "application/json")
                        .get("/status")
                        .json()
                        .path("database")
                        .asString())
                .isEqualTo("up");
        assertThat(hub.caller().get("/actuator/prometheus").status()).isIn(302, 401);
        assertThat(workspace.api().get("/actuator/prometheus").text()).contains("jvm_memory_used_bytes");
        for (String other : List.of("/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/loggers")) {
            assertThat(workspace.api().get(other).status()).as(other).isEqualTo(404);
        }
    }

    private String key() {
        return workspace
                .in(() -> hub.part(com.digiflowhub.identity.ApiKeys.class).create("browser", workspace.owner()))
                .secret()
                .reveal();
    }

    /** The JDK's client does not send Origin. */
    private String raw(String request, String... headers) throws IOException {
        URI address = hub.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String text = request + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n"
                    + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
