package com.digiflowhub.channels.whatsapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Meta does: writes webhooks and signs them. Shares nothing with what it checks. */
public final class Meta {
    public static final String APP_SECRET = "3f9c1d7e5a2b4c6d8e0f1a2b3c4d5e6f";
    public static final String VERIFY_TOKEN = "verify-canary-1c5e";
    public static final String TOKEN = "EAAtoken-canary-77f3";

    private static final Path SAMPLES = Path.of("src", "test", "resources", "webhooks");

    private Meta() {}

    /** The settings of a number as somebody types them. */
    public static Map<String, String> settings(String phoneId, String businessId) {
        return Map.of(
                "token", TOKEN,
                "phoneId", phoneId,
                "businessId", businessId,
                "verifyToken", VERIFY_TOKEN,
                "appSecret", APP_SECRET);
    }

    public static String sign(String appSecret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public static byte[] sample(String name) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static List<String> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("wa-"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One text to one number. */
    public static byte[] text(String phoneId, String id, String text) {
        return post(change(phoneId, id, text));
    }

    public static String change(String phoneId, String id, String text) {
        return """
                {"field":"messages","value":{"messaging_product":"whatsapp",
                 "metadata":{"display_phone_number":"33755500001","phone_number_id":"%s"},
                 "contacts":[{"profile":{"name":"Léa Durand"},"wa_id":"33612345678"}],
                 "messages":[{"from":"33612345678","id":"%s","timestamp":"1767225600","type":"text","text":{"body":"%s"}}]}}""".formatted(phoneId, id, text);
    }

    public static byte[] post(String... changes) {
        return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"215589000111\",\"changes\":["
                        + String.join(",", changes) + "]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
