package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.platform.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Meta's {@code X-Hub-Signature-256}: HMAC-SHA256 of the bytes as they came, keyed with the app secret, in lower-case hex. */
final class Signature {
    static final String HEADER = "x-hub-signature-256";
    private static final String PREFIX = "sha256=";

    private Signature() {}

    /** The whole header is compared, in a time that does not tell where it differs. */
    static boolean matches(Secret appSecret, byte[] body, String header) {
        return !appSecret.isEmpty()
                && MessageDigest.isEqual(
                        of(appSecret, body).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(Secret appSecret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.bytes(), "HmacSHA256"));
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
        }
    }
}
