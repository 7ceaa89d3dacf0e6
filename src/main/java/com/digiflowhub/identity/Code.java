package com.digiflowhub.identity;

import com.digiflowhub.platform.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable words: 256 random bits. Only their hash is kept, so a stolen table opens nothing. */
final class Code {
    private static final int LENGTH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Code() {}

    static Secret next(String prefix) {
        byte[] bytes = new byte[LENGTH_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
