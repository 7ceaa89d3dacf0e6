package com.digiflowhub.assistant;

import java.time.Instant;
import java.util.List;

/** A question that is asked again and again, and what to answer. {@code usageCount} replies used it, {@code successCount} of them helped. */
public record QaEntry(
        QaEntryId id,
        String question,
        String response,
        String category,
        List<String> tags,
        boolean isCustom,
        long usageCount,
        long successCount,
        Instant createdAt,
        Instant updatedAt) {
    public QaEntry {
        tags = List.copyOf(tags);
    }

    /** One that is not stored yet. {@code isCustom}: written here, not from a starter set. */
    public record Draft(String question, String response, String category, List<String> tags, boolean isCustom) {
        public static final int MAX_QUESTION_CHARACTERS = 1_000;
        public static final int MAX_RESPONSE_CHARACTERS = 4_000;

        public Draft {
            tags = List.copyOf(tags);
            if (question.isBlank() || question.length() > MAX_QUESTION_CHARACTERS) {
                throw new IllegalArgumentException("a question has 1 to " + MAX_QUESTION_CHARACTERS + " characters");
            }
            if (response.isBlank() || response.length() > MAX_RESPONSE_CHARACTERS) {
                throw new IllegalArgumentException("a response has 1 to " + MAX_RESPONSE_CHARACTERS + " characters");
            }
        }
    }

    /** How well it fits a question: the share of the question's meaning that it covers, in percent. */
    public record Found(QaEntry entry, int covers) {
        private static final int CLEARLY_GOOD = 60;

        /** Good enough to be said without anybody having thought about it. */
        public boolean clearlyGood() {
            return covers >= CLEARLY_GOOD;
        }
    }
}
