package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.specs.VendorDescription;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way up, down and out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaTest {
    private static final WhatsAppSettings DEMO = WhatsAppSettings.DEMO;
    private static final String UPLOAD = "/v25.0/" + DEMO.phoneNumberId() + "/media";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private final Caller business = new Caller(sandbox.whatsAppAddress(), DEMO.token());

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void every_byte_comes_down_as_it_went_up() throws Exception {
        var bytes = new byte[70_000];
        for (var at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (at * 31 + at / 256);
        }
        var id = Caller.json(upload("cut", "whatsapp", "image/png", bytes))
                .path("id")
                .asString("");
        try (var http = HttpClient.newHttpClient()) {
            var down = http.send(business.request("/media/" + id).build(), BodyHandlers.ofByteArray());
            assertThat(down.body()).isEqualTo(bytes);
            assertThat(down.headers().firstValue("Content-Type")).hasValue("image/png");
        }
    }

    @Test
    void a_file_is_described_with_its_type_size_and_sum() throws Exception {
        var bytes = "Bonjour".getBytes(StandardCharsets.UTF_8);
        var id = Caller.json(upload("cut", "whatsapp", "text/plain", bytes))
                .path("id")
                .asString("");
        var described = Caller.json(business.get("/v25.0/" + id));
        assertThat(VendorDescription.whatsApp().validateResponse("GET", "/{Version}/{Media-ID}", 200, described))
                .isEmpty();
        assertThat(described.path("mime_type").asString("")).isEqualTo("text/plain");
        assertThat(described.path("file_size").asString("")).isEqualTo("7");
        assertThat(described.path("sha256").asString(""))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(URI.create(described.path("url").asString("")).getHost()).isEqualTo("127.0.0.1");
        assertThat(described.path("url").asString("")).endsWith("/media/" + id);
    }

    @Test
    void what_a_person_sent_is_fetched_the_same_way() {
        var id = sandbox.whatsApp().keepMedia("audio/ogg; codecs=opus", new byte[] {1, 2, 3});
        assertThat(Caller.json(business.get("/v25.0/" + id)).path("mime_type").asString(""))
                .isEqualTo("audio/ogg; codecs=opus");
        assertThat(business.get("/media/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_kept_does_not_change_with_the_callers_bytes() {
        var bytes = new byte[] {'a', 'b'};
        var id = sandbox.whatsApp().keepMedia("text/plain", bytes);
        bytes[0] = 'x';
        assertThat(business.get("/media/" + id).body()).isEqualTo("ab");
    }

    @Test
    void a_deleted_file_is_gone_everywhere() {
        var id = Caller.json(upload("cut", "whatsapp", "text/plain", new byte[] {1}))
                .path("id")
                .asString("");
        assertThat(Caller.json(business.call("DELETE", "/v25.0/" + id, ""))
                        .path("success")
                        .asBoolean(false))
                .isTrue();
        assertThat(business.get("/v25.0/" + id).statusCode()).isEqualTo(400);
        assertThat(business.get("/media/" + id).statusCode()).isEqualTo(400);
        assertThat(business.call("DELETE", "/v25.0/" + id, "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_form_without_a_file_or_without_the_product_is_refused() {
        assertThat(code(form("cut", part("cut", "messaging_product", "whatsapp"))))
                .isEqualTo(131008);
        assertThat(code(upload("cut", "sms", "text/plain", new byte[] {1}))).isEqualTo(131009);
        assertThat(code(upload("cut", "", "text/plain", new byte[] {1}))).isEqualTo(131009);
        var none = business.post(UPLOAD, "{\"file\":\"x\"}");
        assertThat(code(none)).isEqualTo(131008);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "----WebKitFormBoundary7MA4YWxkTrZu0gW", "a+b(c)"})
    void any_boundary_may_cut_the_parts(String boundary) {
        var uploaded = upload(boundary, "whatsapp", "text/plain", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
        assertThat(business.get("/media/" + Caller.json(uploaded).path("id").asString(""))
                        .body())
                .isEqualTo("x");
    }

    @Test
    void a_file_without_a_type_is_bytes() {
        var body = part("cut", "messaging_product", "whatsapp")
                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--cut--\r\n";
        var id = Caller.json(form("cut", body)).path("id").asString("");
        assertThat(Caller.json(business.get("/v25.0/" + id)).path("mime_type").asString(""))
                .isEqualTo("application/octet-stream");
    }

    @Test
    void after_five_hundred_files_there_is_no_room() {
        try (var small = Sandbox.start(SandboxSettings.standard())) {
            for (var file = 0; file < 500; file++) {
                small.whatsApp().keepMedia("text/plain", new byte[] {1});
            }
            var full = new Caller(small.whatsAppAddress(), DEMO.token());
            var answer = upload(full, "cut", "whatsapp", "text/plain", new byte[] {1});
            assertThat(code(answer)).isEqualTo(131053);
        }
    }

    private HttpResponse<String> upload(String boundary, String product, String type, byte[] bytes) {
        return upload(business, boundary, product, type, bytes);
    }

    private static HttpResponse<String> upload(
            Caller caller, String boundary, String product, String type, byte[] bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(part(boundary, "messaging_product", product).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\nContent-Type: "
                        + type
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return caller.send(caller.request(UPLOAD)
                .header("Content-Type", "multipart/form-data; boundary=\"" + boundary + "\"")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpResponse<String> form(String boundary, String body) {
        return business.send(business.request(UPLOAD)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static int code(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Caller.json(answer).at("/error/code").asInt(0);
    }
}
