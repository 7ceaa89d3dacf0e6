package com.digiflowhub.sandbox.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/** Identifiers as the platform forms them; new ones never repeat, even after a restart. */
final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String message() {
        return "wamid." + Base64.getEncoder().encodeToString(random(24));
    }

    static String trace() {
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
    }

    static String media() {
        return Long.toString(1_000_000_000_000_000L + RANDOM.nextLong(9_000_000_000_000_000L - 1));
    }

    /** The same number is always the same person for the business. */
    static String person(String number) {
        var sum = new CRC32();
        sum.update(number.getBytes(StandardCharsets.UTF_8));
        var country =
                number.startsWith("33") ? "FR" : number.startsWith("55") ? "BR" : number.startsWith("52") ? "MX" : "US";
        return "%s.48%010d".formatted(country, sum.getValue());
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
