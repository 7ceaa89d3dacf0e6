package com.digiflowhub.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.StubGraph.Call;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Door;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Knock;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ConnectedHub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Apart
class ChecksTest {
    private static final String NUMBER = "/v25.0/100";
    private static final String TOKEN = "/v25.0/debug_token";
    private static final String APPS = "/v25.0/200/subscribed_apps";

    private final StubGraph meta = new StubGraph();
    private final ConnectedHub hub = new ConnectedHub();
    private final WorkspaceId workspace = ConnectedHub.newWorkspace();
    private Connection connection = connect(Map.of());

    @BeforeEach
    void everything_is_fine() {
        meta.answerAt(
                NUMBER,
                200,
                "{\"id\":\"100\",\"display_phone_number\":\"+33 7 55 50 00 01\",\"status\":\"CONNECTED\",\"platform_type\":\"CLOUD_API\"}");
        meta.answerAt(
                TOKEN,
                200,
                "{\"data\":{\"is_valid\":true,\"expires_at\":0,\"scopes\":[\"whatsapp_business_messaging\",\"whatsapp_business_management\"]}}");
        meta.answerAt(APPS, 200, "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"1\"}}]}");
    }

    @AfterEach
    void close() {
        hub.close();
        meta.close();
    }

    @Test
    void all_is_fine_once_a_signed_webhook_came() {
        assertThat(codes()).containsExactly("whatsapp.no-webhook-yet");
        byte[] body = Meta.text("100", "w", "x");
        assertThat(hub.part(Door.class)
                        .knock(new Knock(
                                "POST",
                                "whatsapp/messages",
                                Optional.empty(),
                                Map.of(),
                                Map.of("x-hub-signature-256", Meta.sign(Meta.APP_SECRET, body)),
                                body))
                        .status())
                .isEqualTo(200);
        assertThat(check())
                .singleElement()
                .isEqualTo(new Finding(
                        "whatsapp.fine", Finding.Verdict.FINE, List.of("+33 7 55 50 00 01"), Optional.empty()));
        assertThat(hub.in(workspace, () -> hub.part(Connections.class).standing(connection.id()))
                        .orElseThrow()
                        .findings())
                .extracting(Finding::code)
                .containsExactly("whatsapp.fine");
    }

    @Test
    void a_refused_token_is_told_from_a_missing_permission() {
        meta.answerAt(NUMBER, 401, error(190));
        assertThat(codes()).contains("whatsapp.token-refused");
        assertThat(hub.in(workspace, () -> hub.part(Connections.class).working(connection.id())))
                .isFalse();
        meta.answerAt(NUMBER, 403, error(10));
        assertThat(codes()).contains("whatsapp.permission-missing").doesNotContain("whatsapp.token-refused");
        everything_is_fine();
        meta.answerAt(
                TOKEN,
                200,
                "{\"data\":{\"is_valid\":true,\"expires_at\":0,\"scopes\":[\"whatsapp_business_messaging\"]}}");
        assertThat(check())
                .filteredOn(finding -> finding.code().equals("whatsapp.permission-missing"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).containsExactly("whatsapp_business_management"));
    }

    @Test
    void a_token_that_expires_is_announced_with_its_day() {
        meta.answerAt(TOKEN, 200, "{\"data\":{\"is_valid\":true,\"expires_at\":1798761600}}");
        assertThat(check())
                .filteredOn(finding -> finding.code().equals("whatsapp.token-expires"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).containsExactly("2027-01-01T00:00:00Z"));
    }

    @Test
    void a_wrong_number_is_told_from_one_that_is_not_registered() {
        meta.answerAt(NUMBER, 400, error(100));
        assertThat(codes()).contains("whatsapp.number-wrong");
        meta.answerAt(NUMBER, 200, "{\"id\":\"100\",\"display_phone_number\":\"+33 7\",\"status\":\"PENDING\"}");
        assertThat(codes()).contains("whatsapp.number-not-registered").doesNotContain("whatsapp.number-wrong");
    }

    @Test
    void an_app_that_is_not_subscribed_comes_with_the_button_that_subscribes_it() {
        meta.answerAt(APPS, 200, "{\"data\":[]}");
        assertThat(check())
                .filteredOn(finding -> finding.code().equals("whatsapp.app-not-subscribed"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.action()).contains("subscribe"));
        List<Finding> after =
                hub.in(workspace, () -> hub.part(Connections.class).act(connection.id(), "subscribe"));
        assertThat(meta.calls()).extracting(Call::line).contains("POST " + APPS);
        assertThat(after).extracting(Finding::code).contains("whatsapp.app-not-subscribed");
        meta.answerAt(APPS, 403, error(200));
        assertThat(hub.in(workspace, () -> hub.part(Connections.class).act(connection.id(), "subscribe")))
                .extracting(Finding::code)
                .containsExactly("whatsapp.permission-missing");
    }

    @Test
    void what_is_missing_in_the_settings_is_named() {
        connection = connect(
                Map.of("phoneId", "101", "appSecret", "", "verifyToken", "", "businessId", "", "apiVersion", "v20.0"));
        meta.answerAt("/v20.0/101", 200, "{\"display_phone_number\":\"+33 7\"}");
        assertThat(codes())
                .contains(
                        "whatsapp.app-secret-missing",
                        "whatsapp.verify-token-missing",
                        "whatsapp.business-id-missing",
                        "whatsapp.version-over");
    }

    @Test
    void a_version_near_its_end_is_announced_ninety_days_before() {
        Connection old = connect(Map.of("phoneId", "102", "apiVersion", "v21.0"));
        Graph graph = new Graph();
        com.digiflowhub.connections.SignsOfLife signs = hub.part(com.digiflowhub.connections.SignsOfLife.class);
        assertThat(new Checks(graph, signs, () -> java.time.Instant.parse("2026-10-22T00:00:00Z")).of(old))
                .extracting(Finding::code)
                .doesNotContain("whatsapp.version-ends");
        assertThat(new Checks(graph, signs, () -> java.time.Instant.parse("2026-10-25T00:00:00Z")).of(old))
                .extracting(Finding::code)
                .contains("whatsapp.version-ends");
        graph.close();
    }

    @Test
    void a_provider_that_cannot_be_reached_breaks_nothing() {
        meta.close();
        assertThat(codes()).contains("whatsapp.unreachable");
        assertThat(hub.in(workspace, () -> hub.part(Connections.class).working(connection.id())))
                .isTrue();
    }

    private List<String> codes() {
        return check().stream().map(Finding::code).toList();
    }

    private List<Finding> check() {
        return hub.in(workspace, () -> hub.part(Connections.class).check(connection.id()));
    }

    private Connection connect(Map<String, String> other) {
        Map<String, String> settings = new HashMap<>(Meta.settings("100", "200"));
        settings.put("apiUrl", meta.address());
        settings.putAll(other);
        Saved saved = hub.in(workspace, () -> hub.part(Connections.class).create("whatsapp", "", settings));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        return ((Saved.Kept) saved).connection();
    }

    private static String error(int code) {
        return "{\"error\":{\"message\":\"no\",\"type\":\"OAuthException\",\"code\":" + code + "}}";
    }
}
