package com.digiflowhub.assistant;

import com.digiflowhub.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question that is asked again and again, and what to answer. {@code usageCount} replies used it, {@code successCount} of them helped;
 * {@code owner} looks after it, and from {@code validUntil} on it is not used any more.
 */
public record QaEntry(
        QaEntryId id,
        String question,
        String response,
        String category,
        List<String> tags,
        boolean isCustom,
        Optional<UserId> owner,
        Optional<Instant> validUntil,
        long usageCount,
        long successCount,
        Instant createdAt,
        Instant updatedAt) {
    public QaEntry {
        tags = List.copyOf(tags);
    }

    public boolean expired(Instant now) {
        return validUntil.filter(until -> !until.isAfter(now)).isPresent();
    }

    /** One that is not stored yet. {@code isCustom}: written here, not from a starter set. */
    public record Draft(
            String question,
            String response,
            String category,
            List<String> tags,
            boolean isCustom,
            Optional<UserId> owner,
            Optional<Instant> validUntil) {
        public static final int MAX_QUESTION_CHARACTERS = 1_000;
        public static final int MAX_RESPONSE_CHARACTERS = 4_000;
        public static final int MAX_CATEGORY_CHARACTERS = 80;
        public static final int MAX_TAGS = 30;
        public static final int MAX_TAG_CHARACTERS = 60;

        public Draft {
            tags = List.copyOf(tags);
            if (question.isBlank() || question.length() > MAX_QUESTION_CHARACTERS) {
                throw new IllegalArgumentException("a question has 1 to " + MAX_QUESTION_CHARACTERS + " characters");
            }
            if (response.isBlank() || response.length() > MAX_RESPONSE_CHARACTERS) {
                throw new IllegalArgumentException("a response has 1 to " + MAX_RESPONSE_CHARACTERS + " characters");
            }
        }

        /** Nobody's in particular, and for good. */
        public Draft(String question, String response, String category, List<String> tags, boolean isCustom) {
            this(question, response, category, tags, isCustom, Optional.empty(), Optional.empty());
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
