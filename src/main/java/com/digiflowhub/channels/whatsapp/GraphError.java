package com.digiflowhub.channels.whatsapp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An error as Meta writes it, in an answer or in a webhook. {@code words} are for people who look closely. */
record GraphError(int code, boolean isTransient, String words) {
    private static final int MAX_WORDS = 500;

    /** Empty when there is no error with a code. */
    static Optional<GraphError> read(JsonNode node) {
        try {
            return Lenient.text(node, "code")
                    .map(Integer::parseInt)
                    .map(code -> new GraphError(code, Lenient.flag(node, "is_transient"), words(node)));
        } catch (NumberFormatException notACode) {
            return Optional.empty();
        }
    }

    private static String words(JsonNode node) {
        String details = Lenient.filled(node.path("error_data"), "details")
                .or(() -> Lenient.filled(node, "error_user_msg"))
                .or(() -> Lenient.filled(node, "message"))
                .or(() -> Lenient.filled(node, "title"))
                .orElse("");
        String trace =
                Lenient.filled(node, "fbtrace_id").map(id -> " [" + id + "]").orElse("");
        return details.substring(0, Math.min(details.length(), MAX_WORDS)) + trace;
    }
}
