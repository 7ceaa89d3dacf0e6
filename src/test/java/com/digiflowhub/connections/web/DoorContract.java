package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Door;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ConnectedHub;
import com.digiflowhub.testing.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds at the door, whatever carries the request. Each adapter inherits it. One hub serves all stories, emptied before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorContract {
    private static final String NUMBER = "106540000222";
    private static final String BUSINESS = "215589000111";
    private static final byte[] TEXT = Meta.text(NUMBER, "wamid.1", "Bonjour");

    final ConnectedHub hub = new ConnectedHub();
    private final HttpClient http = HttpClient.newHttpClient();
    private WorkspaceId workspace = ConnectedHub.newWorkspace();
    private Connection connection = connect(workspace, Meta.settings(NUMBER, BUSINESS));

    /** Starts the adapter and returns the port it listens on. */
    abstract int start(Door door);

    abstract void stop();

    private int port;

    @BeforeAll
    void open() {
        port = start(hub.part(Door.class));
    }

    @BeforeEach
    void begin() {
        hub.change("truncate connections.connection, connections.envelope, connections.unclaimed, work.item cascade");
        hub.woken().clear();
        workspace = ConnectedHub.newWorkspace();
        connection = connect(workspace, Meta.settings(NUMBER, BUSINESS));
    }

    @AfterAll
    void close() {
        http.close();
        stop();
        hub.close();
    }

    @Test
    void a_signed_webhook_is_kept_with_its_work_before_it_is_answered() {
        assertThat(post("whatsapp/messages", TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.look("select convert_from(body, 'UTF8') from connections.envelope"))
                .singleElement()
                .asString()
                .contains("Bonjour", NUMBER);
        assertThat(hub.look("select payload->'envelopes'->>0 from work.item where kind = 'read' and queue = 'hub'"))
                .isEqualTo(hub.look("select id::text from connections.envelope"));
        assertThat(hub.woken()).contains(workspace);
    }

    @Test
    void either_address_takes_either_payload_also_with_the_connection_behind_it() {
        byte[] status = Meta.sample("wa-status-delivered.json");
        for (String path : List.of("whatsapp/messages", "whatsapp/status", "whatsapp/messages/" + connection.path())) {
            assertThat(post(path, status, Meta.sign(Meta.APP_SECRET, status)).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(envelopes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=00",
                "7f681701e8cbaaee749ea690b5f45d23536fa63af5b2be8c57577ee507982f8d",
                "sha256=@@@@",
                ",",
                "v1="
            })
    void a_wrong_signature_is_refused_and_leaves_nothing(String header) {
        HttpResponse<String> answer = post("whatsapp/messages", TEXT, header);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertNothingKept();
    }

    @Test
    void a_right_signature_cut_lengthened_or_in_capitals_is_refused() {
        String right = Meta.sign(Meta.APP_SECRET, TEXT);
        List<String> wrong = List.of(
                right.substring(0, right.length() - 2),
                right + "00",
                right.toUpperCase(java.util.Locale.ROOT),
                "sha256=" + right.substring(7).toUpperCase(java.util.Locale.ROOT),
                Meta.sign(Meta.APP_SECRET, Meta.text(NUMBER, "wamid.2", "other")),
                Meta.sign("the secret of somebody else", TEXT));
        assertThat(wrong)
                .allSatisfy(header -> assertThat(
                                post("whatsapp/messages", TEXT, header).statusCode())
                        .isEqualTo(403));
        assertNothingKept();
    }

    @Test
    void another_workspaces_secret_opens_no_door_to_ours() {
        connect(ConnectedHub.newWorkspace(), with(Meta.settings("999", "998"), "appSecret", "of another tenant"));
        assertThat(post("whatsapp/messages", TEXT, Meta.sign("of another tenant", TEXT))
                        .statusCode())
                .isEqualTo(403);
        assertNothingKept();
    }

    @Test
    void without_an_app_secret_the_door_is_closed_not_open() {
        connect(ConnectedHub.newWorkspace(), with(Meta.settings("555", "554"), "appSecret", ""));
        byte[] body = Meta.text("555", "wamid.1", "x");
        assertThat(post("whatsapp/messages", body, Meta.sign("x", body)).statusCode())
                .isEqualTo(403);
        assertNothingKept();
    }

    @Test
    void while_a_secret_is_changed_both_are_taken_then_only_the_new_one() {
        change("appSecret", "new-secret, " + Meta.APP_SECRET);
        assertThat(post("whatsapp/messages", TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("whatsapp/messages", TEXT, Meta.sign("new-secret", TEXT))
                        .statusCode())
                .isEqualTo(200);
        change("appSecret", "new-secret");
        assertThat(post("whatsapp/messages", TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("whatsapp/messages", TEXT, Meta.sign("new-secret", TEXT))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void metas_question_is_answered_with_its_challenge() {
        HttpResponse<String> answer = get(
                "whatsapp/messages?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + Meta.VERIFY_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
                "hub.mode=subscribe&hub.challenge=1",
                "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + Meta.VERIFY_TOKEN,
                "hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=" + Meta.VERIFY_TOKEN,
                "hub.mode=subscribe&hub.verify_token=" + Meta.VERIFY_TOKEN,
                "%zz=1"
            })
    void a_wrong_question_gets_no_answer(String query) {
        int status = raw(
                "GET /api/webhooks/whatsapp/messages?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(status).isIn(403, 400);
        assertNothingKept();
    }

    @Test
    void a_path_and_a_payload_that_disagree_are_refused() {
        Connection other = connect(ConnectedHub.newWorkspace(), Meta.settings("777", "776"));
        assertThat(post("whatsapp/messages/" + other.path(), TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("whatsapp/messages/nobody-lives-here", TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                        .statusCode())
                .isEqualTo(403);
        assertNothingKept();
    }

    @Test
    void one_post_serves_several_numbers_and_workspaces_and_a_bad_part_loses_no_other() {
        WorkspaceId second = ConnectedHub.newWorkspace();
        connect(second, Meta.settings("777", "776"));
        String nested = "[".repeat(2_000) + "]".repeat(2_000);
        byte[] body = Meta.post(
                Meta.change(NUMBER, "wamid.1", "eins"),
                Meta.change("777", "wamid.2", "zwei"),
                "{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"777\"},\"messages\":" + nested
                        + "}}",
                "{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"nobody's\"}}}",
                Meta.change(NUMBER, "wamid.3", "drei"));
        assertThat(post("whatsapp/messages", body, Meta.sign(Meta.APP_SECRET, body))
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept(workspace))
                .singleElement()
                .asString()
                .contains("eins", "drei")
                .doesNotContain("zwei");
        assertThat(kept(second)).singleElement().asString().contains("zwei").doesNotContain("eins");
        assertThat(hub.look("select account from connections.unclaimed")).containsExactly("nobody's");
    }

    @Test
    void signed_for_an_account_nobody_has_waits_until_somebody_connects_it() {
        byte[] body = Meta.text("31337", "wamid.9", "Allô ?");
        assertThat(post("whatsapp/messages", body, Meta.sign(Meta.APP_SECRET, body))
                        .statusCode())
                .isEqualTo(200);
        assertThat(envelopes()).isZero();
        WorkspaceId wrong = ConnectedHub.newWorkspace();
        Connection thief = connect(wrong, with(Meta.settings("31337", "1"), "appSecret", "another app"));
        assertThat(kept(wrong)).isEmpty();
        hub.in(wrong, () -> {
            hub.part(Connections.class).remove(thief.id());
            return wrong;
        });
        WorkspaceId right = ConnectedHub.newWorkspace();
        connect(right, Meta.settings("31337", "1"));
        assertThat(kept(right)).singleElement().asString().contains("Allô ?");
        assertThat(hub.look("select id::text from connections.unclaimed")).isEmpty();
        assertThat(hub.look("select workspace_id::text from work.item")).containsExactly(right.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"object\":\"page\",\"entry\":[]}",
                "\u0000",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[",
                "\"\\"
            })
    void signed_nonsense_is_kept_for_a_person_to_see(String nonsense) {
        byte[] body = nonsense.getBytes(StandardCharsets.UTF_8);
        assertThat(post("whatsapp/messages", body, Meta.sign(Meta.APP_SECRET, body))
                        .statusCode())
                .isEqualTo(200);
        assertThat(envelopes()).isEqualTo(1);
        assertThat(post("whatsapp/messages", body, "sha256=00").statusCode()).isEqualTo(403);
    }

    @Test
    void an_empty_delivery_that_is_signed_is_taken() {
        byte[] body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);
        assertThat(post(
                                "whatsapp/messages",
                                body,
                                "sha256=7f681701e8cbaaee749ea690b5f45d23536fa63af5b2be8c57577ee507982f8d")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_sender_who_comes_often_keeps_its_connection() throws IOException {
        String often = "GET /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\n\r\n".repeat(120);
        String last = "GET /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((often + last).getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("HTTP/1.1 403", -1)).hasSize(122);
        }
    }

    @Test
    void unknown_addresses_and_methods_are_told_so() {
        assertThat(post("whatsapp/nowhere/else", TEXT, "").statusCode()).isEqualTo(404);
        assertThat(post("", TEXT, "").statusCode()).isEqualTo(404);
        HttpRequest delete =
                HttpRequest.newBuilder(address("whatsapp/messages")).DELETE().build();
        assertThat(send(delete).statusCode()).isEqualTo(405);
    }

    @Test
    void a_body_over_the_cap_is_refused_announced_or_not() {
        assertThat(raw("POST /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n\r\n"))
                .isEqualTo(413);
        InputStream endless = new ByteArrayInputStream(new byte[4 * 1024 * 1024]);
        HttpRequest chunked = HttpRequest.newBuilder(address("whatsapp/messages"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                .build();
        try {
            assertThat(http.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(413);
        } catch (IOException closedWhileWriting) {
            assertThat(closedWhileWriting).isNotNull();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        assertNothingKept();
    }

    @Test
    void hundreds_who_dawdle_keep_nobody_waiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("localhost", port);
                socket.getOutputStream()
                        .write(
                                "POST /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            long begin = System.nanoTime();
            assertThat(post("whatsapp/messages", TEXT, Meta.sign(Meta.APP_SECRET, TEXT))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Held up for a second, they gather as behind a slow disk, however slowly this machine sends them. */
    @Test
    void many_at_once_share_commits_and_each_is_kept() {
        int count = 64;
        long before = transactions();
        CompletableFuture<Void> heldUp = CompletableFuture.runAsync(() -> hub.change("""
                do $$ begin lock table connections.envelope in exclusive mode; perform pg_sleep(1); end $$"""));
        Patience.waitUntil(
                "nothing is written for a while", () -> !hub.look("""
                        select pid from pg_locks where granted and mode = 'ExclusiveLock'
                           and relation = 'connections.envelope'::regclass""").isEmpty());
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] body = Meta.text(NUMBER, "wamid." + i, "Nummer " + i);
            answers.add(http.sendAsync(
                            request("whatsapp/messages", body, Meta.sign(Meta.APP_SECRET, body)),
                            HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        }
        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnly(200)
                .hasSize(count);
        heldUp.join();
        assertThat(envelopes()).isEqualTo(count);
        assertThat(transactions() - before).isLessThan(count / 2);
        assertThat(hub.look("select jsonb_array_elements_text(payload->'envelopes') from work.item"))
                .hasSize(count);
    }

    /** Each commit leaves one item for the one connection. */
    private long transactions() {
        return hub.look("select id::text from work.item").size();
    }

    private Connection connect(WorkspaceId where, Map<String, String> settings) {
        Saved saved = hub.in(where, () -> hub.part(Connections.class).create("whatsapp", "Number", settings));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        return ((Saved.Kept) saved).connection();
    }

    private void change(String field, String value) {
        Saved saved = hub.in(
                workspace,
                () -> hub.part(Connections.class)
                        .update(connection.id(), "Number", with(Meta.settings(NUMBER, BUSINESS), field, value)));
        connection = ((Saved.Kept) saved).connection();
    }

    private static Map<String, String> with(Map<String, String> settings, String field, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(field, value);
        return changed;
    }

    private List<String> kept(WorkspaceId where) {
        return hub.look("select convert_from(body, 'UTF8') from connections.envelope where workspace_id = '" + where
                + "' order by id");
    }

    private int envelopes() {
        return hub.look("select id::text from connections.envelope").size();
    }

    private void assertNothingKept() {
        assertThat(hub.look("""
                select id::text from connections.envelope union all select id::text from connections.unclaimed
                union all select id::text from work.item
                """)).isEmpty();
    }

    HttpResponse<String> post(String path, byte[] body, String signature) {
        return send(request(path, body, signature));
    }

    private HttpRequest request(String path, byte[] body, String signature) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!signature.isEmpty()) {
            request.header("X-Hub-Signature-256", signature);
        }
        return request.header("Content-Type", "application/json").build();
    }

    private HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(address(pathAndQuery)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Bytes that no client would send; the status that comes back. */
    private int raw(String request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + "/api/webhooks/" + path);
    }
}
