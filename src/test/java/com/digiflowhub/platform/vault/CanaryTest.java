package com.digiflowhub.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.RefreshTokens;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.DatabaseDump;
import com.digiflowhub.testing.LoggedWords;
import com.digiflowhub.testing.RunningHub;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Secrets that would sing if they were anywhere they must not be: in a table, in a log, in an answer, in a printed object. */
class CanaryTest {
    private static final String TOKEN = "EAAsings-like-a-canary-of-the-token";
    private static final String APP_SECRET = "sings-like-a-canary-of-the-app";
    private static final String VERIFY_TOKEN = "sings-like-a-canary-of-the-webhook";

    private final RunningHub hub = RunningHub.shared();
    private final Connections connections = hub.part(Connections.class);
    private final User owner = hub.part(Users.class)
            .register("canary-" + UUID.randomUUID() + "@example.com", "Canary Keeper", Optional.empty());
    private final WorkspaceId workspace =
            hub.part(Workspaces.class).create("Canaries", Locale.FRENCH, ZoneId.of("Europe/Paris"), owner.id());

    @Test
    void no_table_holds_the_secrets_of_a_connection_however_it_was_changed() {
        Connection first = create("1001", "http://127.0.0.1:1");
        hub.in(workspace, () -> connections.update(first.id(), "Renamed", settings("1001", "http://127.0.0.1:1")));
        hub.in(workspace, () -> {
            connections.markBroken(first.id(), "190");
            connections.told(first.id(), "quality", "RED");
            return first;
        });
        Connection removed = create("1002", "http://127.0.0.1:1");
        hub.in(workspace, () -> {
            connections.remove(removed.id());
            return removed;
        });
        DatabaseDump dump = DatabaseDump.of(hub.database());
        assertThat(dump.tables()).contains("connections.connection", "vault.workspace_key", "work.item");
        assertThat(dump.holding("1001")).as("the dump can find what is there").contains("connections.connection");
        for (String canary : List.of(TOKEN, APP_SECRET, VERIFY_TOKEN, "sings-like-a-canary")) {
            assertThat(dump.holding(canary)).as(canary).isEmpty();
        }
    }

    @Test
    void no_table_holds_a_code_with_which_somebody_comes_in() {
        List<String> codes = new ArrayList<>();
        codes.add(hub.part(Sessions.class).begin(owner.id()).orElseThrow().reveal());
        codes.add(hub.part(RefreshTokens.class).begin(owner.id()).reveal());
        codes.add(hub.part(OneTimeLinks.class)
                .issue(OneTimeLinks.Purpose.SIGN_IN, Optional.of(owner.id()), Duration.ofMinutes(5))
                .reveal());
        codes.add(hub.in(workspace, () -> hub.part(ApiKeys.class).create("key", owner.id()))
                .secret()
                .reveal());
        DatabaseDump dump = DatabaseDump.of(hub.database());
        assertThat(dump.holding(owner.email())).containsExactly("identity.hub_user");
        codes.forEach(code -> assertThat(dump.holding(code)).isEmpty());
        assertThat(dump.holding(java.util.Base64.getEncoder().encodeToString(new byte[32])))
                .as("the master key")
                .isEmpty();
    }

    @Test
    void a_provider_that_refuses_everything_makes_no_log_and_no_finding_sing() throws IOException {
        try (LoggedWords logged = new LoggedWords();
                RefusingProvider provider = new RefusingProvider()) {
            for (int status : new int[] {401, 403, 429, 500}) {
                provider.status = status;
                Connection connection = create("2" + status, provider.address());
                List<Finding> findings = hub.in(workspace, () -> connections.check(connection.id()));
                assertThat(findings).isNotEmpty();
                assertSilent(findings.toString());
                assertSilent(hub.in(workspace, () -> connections.standing(connection.id()))
                        .toString());
                assertSilent(connection.toString());
            }
            Connection nobody = create("2999", "http://127.0.0.1:1");
            assertSilent(hub.in(workspace, () -> connections.check(nobody.id())).toString());
            assertThat(provider.heard)
                    .as("the provider itself was told the token")
                    .anyMatch(told -> told.contains(TOKEN));
            assertSilent(logged.text());
        }
        assertThat(DatabaseDump.of(hub.database()).holding("sings-like-a-canary"))
                .isEmpty();
    }

    @Test
    void a_wrong_or_malformed_secret_is_refused_without_an_echo() {
        try (LoggedWords logged = new LoggedWords()) {
            ApiCaller caller = hub.caller();
            for (String credential : List.of("dfh_live_" + TOKEN, TOKEN, "Bearer " + TOKEN)) {
                var answer = caller.bearer(credential).get("/api/conversations");
                assertThat(answer.status()).isEqualTo(401);
                assertSilent(answer.text());
            }
            var token = caller.post("/api/auth/token", Map.of("email", "nobody@example.com", "password", TOKEN));
            assertThat(token.status()).isEqualTo(401);
            assertSilent(token.text());
            Saved wrong = hub.in(
                    workspace,
                    () -> connections.create("whatsapp", "", Map.of("token", "a\n" + TOKEN, "phoneId", "1")));
            assertThat(wrong).isInstanceOf(Saved.Wrong.class);
            assertSilent(wrong.toString());
            assertSilent(logged.text());
        }
    }

    @Test
    void a_sealed_secret_put_in_another_row_or_workspace_does_not_open() {
        Connection one = create("3001", "http://127.0.0.1:1");
        Connection other = create("3002", "http://127.0.0.1:1");
        String sealed = hub.look(
                        "select encode(secrets, 'hex') from connections.connection where id = '" + one.id() + "'")
                .getFirst();
        hub.change("update connections.connection set secrets = decode('" + sealed + "', 'hex') where id = '"
                + other.id() + "'");
        try (LoggedWords logged = new LoggedWords()) {
            assertThatThrownBy(() -> hub.in(workspace, () -> connections.require(other.id())))
                    .isInstanceOf(RuntimeException.class);
            assertSilent(logged.text());
        }
        assertThat(hub.in(workspace, () -> connections.require(one.id()))).isEqualTo(one);
        hub.change("delete from connections.connection where id = '" + other.id() + "'");
    }

    private Connection create(String phoneId, String address) {
        Saved saved = hub.in(
                workspace,
                () -> connections.create(
                        "whatsapp",
                        "Number",
                        settings(phoneId + workspace.toString().replaceAll("[^0-9]", ""), address)));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        return ((Saved.Kept) saved).connection();
    }

    private static Map<String, String> settings(String phoneId, String address) {
        return Map.of(
                "token", TOKEN,
                "phoneId", phoneId,
                "businessId", "7",
                "verifyToken", VERIFY_TOKEN,
                "appSecret", APP_SECRET,
                "apiUrl", address);
    }

    private static void assertSilent(String text) {
        assertThat(text).doesNotContain(TOKEN, APP_SECRET, VERIFY_TOKEN, "sings-like-a-canary");
    }

    /** Answers every call with one status, and remembers what it was told. */
    private static final class RefusingProvider implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final List<String> heard = new ArrayList<>();
        private volatile int status = 401;

        RefusingProvider() throws IOException {
            server.createContext("/", exchange -> {
                synchronized (heard) {
                    heard.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                }
                byte[] body = """
                        {"error":{"message":"no","type":"OAuthException","code":190}}""".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
