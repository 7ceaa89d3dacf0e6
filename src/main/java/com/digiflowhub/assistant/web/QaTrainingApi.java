package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The questions and answers for programs. */
@RestController
@RequestMapping("/api/qa-training")
class QaTrainingApi {
    private final QaEntries entries;

    QaTrainingApi(QaEntries entries) {
        this.entries = entries;
    }

    /** {@code usageCount} replies used the entry; {@code successRate} is the share of them (0 to 1) that helped. */
    @Describe("A question people ask, and how to answer it.")
    record QaTrainingShape(
            UUID id,
            String question,
            String response,
            String category,
            List<String> tags,

            @Describe("Written here, not from a starter set.")
            boolean isCustom,

            @Describe("Replies that used it.") long usageCount,

            @Describe("The share of them, 0 to 1, after which the lead went on and no person took over.")
            double successRate,

            Instant createdAt,
            Instant updatedAt) {
        static QaTrainingShape of(QaEntry entry) {
            return new QaTrainingShape(
                    entry.id().value(),
                    entry.question(),
                    entry.response(),
                    entry.category(),
                    entry.tags(),
                    entry.isCustom(),
                    entry.usageCount(),
                    entry.usageCount() == 0 ? 0 : (double) entry.successCount() / entry.usageCount(),
                    entry.createdAt(),
                    entry.updatedAt());
        }
    }

    @Describe(value = "List the questions and answers", more = "Newest first.")
    @GetMapping
    Listing<QaTrainingShape> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        Optional<QaEntryId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(QaEntryId::new);
        return Listing.of(entries.newest(after, most + 1), most, QaEntry::id, QaTrainingShape::of);
    }
}
