package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.Sessions;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is counted how, on a hub with a small quota. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitedCallersTest {
    private static final int QUOTA = 5;

    private final RunningHub hub =
            RunningHub.start(Map.of("RATE_LIMIT_REQUESTS", "" + QUOTA, "RATE_LIMIT_WINDOW", "1h"));
    private final ConnectedWorkspace workspace = hub.newWorkspace();

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void a_key_is_told_how_much_is_left_and_refused_when_nothing_is() {
        ApiCaller key = workspace.api();
        ApiCaller.Answered first = key.get("/api/contacts");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"api\";q=5;w=3600");
        assertThat(first.header("RateLimit")).isEqualTo("\"api\";r=4;t=720");
        for (int n = 1; n < QUOTA; n++) {
            assertThat(key.get("/api/contacts").status()).isEqualTo(200);
        }
        ApiCaller.Answered refused = key.get("/api/contacts");
        Problems.expect(refused, 429, "too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(600, 720);
        assertThat(refused.header("RateLimit")).startsWith("\"api\";r=0;t=");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"api\";q=5;w=3600");
        assertThat(workspace.api().get("/api/contacts").status())
                .as("another key")
                .isEqualTo(200);
    }

    @Test
    void a_token_is_counted_for_its_user_not_for_each_token() {
        for (int n = 0; n < QUOTA; n++) {
            ApiCaller token = hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));
            assertThat(token.get("/api/members").status()).isEqualTo(200);
        }
        ApiCaller token = hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));
        Problems.expect(token.get("/api/members"), 429, "too-many-requests");
    }

    @Test
    void strangers_are_counted_together_whatever_they_show_and_live_checks_are_not() {
        ApiCaller.Answered last = hub.caller().get("/api/contacts");
        for (int n = 0; n < QUOTA; n++) {
            last = hub.caller().bearer("dfh_live_guess" + n).get("/api/contacts");
        }
        Problems.expect(last, 429, "too-many-requests");
        Problems.expect(
                hub.caller().post("/api/auth/token", Map.of("email", "a@b.example", "password", "guess")),
                429,
                "too-many-requests");
        assertThat(hub.caller().get("/actuator/health").status()).isEqualTo(200);
        assertThat(hub.caller().get("/hub.css").status()).isEqualTo(200);
        assertThat(workspace.api().get("/api/contacts").status())
                .as("a known caller")
                .isEqualTo(200);
        assertThat(hub.caller().get("/sign-in").status())
                .as("a stranger's page")
                .isEqualTo(429);
        assertThat(hub.caller().get("/sign-in").header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_signed_in_person_s_pages_have_a_quota_of_their_own() {
        String session = workspace
                .in(() -> hub.part(Sessions.class).begin(workspace.owner()))
                .orElseThrow()
                .reveal();
        ApiCaller browser = hub.caller().session(session);
        for (int n = 0; n < 4 * QUOTA; n++) {
            assertThat(browser.get("/api/contacts").status()).isEqualTo(200);
        }
        assertThat(browser.get("/api/contacts").header("RateLimit-Policy")).isEqualTo("\"person\";q=2000;w=3600");
    }

    @Test
    void a_provider_s_webhooks_are_never_throttled() {
        for (int n = 0; n < 4 * QUOTA; n++) {
            ApiCaller.Answered answered = hub.caller().post("/api/webhooks/whatsapp/messages", Map.of("n", n));
            assertThat(answered.status()).isEqualTo(403);
            assertThat(answered.header("RateLimit")).isEmpty();
        }
    }
}
