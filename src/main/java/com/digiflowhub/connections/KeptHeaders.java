package com.digiflowhub.connections;

import java.util.Map;
import java.util.TreeMap;

/** Which headers are kept with an envelope: those that tell something about the content or the provider, never cookies or credentials. */
final class KeptHeaders {
    private static final int MAX_CHARACTERS = 1_000;
    private static final int MAX_COUNT = 30;

    private KeptHeaders() {}

    static Map<String, String> of(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (kept.size() < MAX_COUNT && value.length() <= MAX_CHARACTERS && telling(name)) {
                kept.put(name, value.replace('\u0000', '\uFFFD'));
            }
        });
        return kept;
    }

    private static boolean telling(String name) {
        return name.equals("content-type")
                || name.equals("user-agent")
                || name.endsWith("-idempotency-token")
                || name.startsWith("x-hub-")
                || name.startsWith("x-goog-");
    }
}
