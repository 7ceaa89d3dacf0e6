package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.training.QaImports;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What programs send and read of the questions and answers. */
@Component
class QaTrainingShapes {
    private final Members members;

    QaTrainingShapes(Members members) {
        this.members = members;
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

            @Describe("The member of the team who looks after it.") @Nullable
            UUID ownerId,

            @Describe("From then on it is not used any more.") @Nullable
            Instant validUntil,

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
                    entry.owner().map(UserId::value).orElse(null),
                    entry.validUntil().orElse(null),
                    entry.usageCount(),
                    entry.usageCount() == 0 ? 0 : (double) entry.successCount() / entry.usageCount(),
                    entry.createdAt(),
                    entry.updatedAt());
        }
    }

    @Describe("A question and its answer. What is left out is empty; isCustom is true then.")
    record WrittenQaTraining(
            @Describe(value = "As people ask it.", example = "\"Quel est le prix ?\"") @NotBlank @Size(max = 1_000)
            String question,

            @Describe(value = "What the assistant is to answer.", example = "\"490 € TTC.\"")
            @NotBlank
            @Size(max = 4_000)
            String response,

            @Nullable @Size(max = 80) String category,

            @Describe("The other words in which people ask for it; at most 30 of 60 characters.") @Nullable
            List<@NotNull String> tags,

            @Nullable Boolean isCustom,

            @Describe("A member of the team.") @Nullable UUID ownerId,

            @Describe("From then on it is not used any more.") @Nullable
            Instant validUntil) {}

    @Describe("A file of questions and answers, as text.")
    record QaFile(
            @Describe(
                    value =
                            "Comma, semicolon or tab between the cells. The first line names the columns: question and response, "
                                    + "and if there are any category, tags (set apart by commas) and validUntil (a day).",
                    example = "\"question;response\\nQuel est le prix ?;490 € TTC.\"")
            @NotNull
            String csv) {}

    @Describe("A row that is not taken.")
    record RowProblemShape(
            @Describe("The line of the file on which it begins.")
            int line,

            @Describe(
                    value = "Why not.",
                    oneOf = {
                        "no-question",
                        "no-response",
                        "long-question",
                        "long-response",
                        "long-category",
                        "tags",
                        "date",
                        "signs",
                        "exists",
                        "twice"
                    })
            String code,

            @Describe("The words or the length in question.")
            String about) {}

    @Describe("A file that was looked at. Nothing of it is taken over yet.")
    record QaImportShape(
            UUID id,
            @Describe("The rows that will be added.") int ready,
            @Describe("All rows that will not.") List<RowProblemShape> problems) {
        static QaImportShape of(QaImports.Looked.Preview preview) {
            return new QaImportShape(
                    preview.id(),
                    preview.ready(),
                    preview.problems().stream()
                            .map(problem -> new RowProblemShape(problem.line(), problem.code(), problem.about()))
                            .toList());
        }
    }

    @Describe("What was taken over.")
    record QaImported(
            @Describe("The entries that were added.") int added) {}

    @Describe("Words that mean the same here, for the search.")
    record SynonymsShape(
            @Describe(
                    value = "Each a list of at least two words or short phrases.",
                    example = "[[\"bilan\",\"diagnostic\"]]")
            @NotNull
            List<@NotNull List<@NotNull String>> groups) {}

    QaEntry.Draft draft(WrittenQaTraining written) {
        List<String> tags = Optional.ofNullable(written.tags()).orElse(List.of()).stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        if (tags.size() > QaEntry.Draft.MAX_TAGS
                || tags.stream().anyMatch(tag -> tag.length() > QaEntry.Draft.MAX_TAG_CHARACTERS)) {
            throw Problem.invalid("tags", "tags may be at most 30, of at most 60 characters each.");
        }
        return new QaEntry.Draft(
                written.question(),
                written.response(),
                Optional.ofNullable(written.category()).orElse(""),
                tags,
                Optional.ofNullable(written.isCustom()).orElse(true),
                Optional.ofNullable(written.ownerId()).map(this::member),
                Optional.ofNullable(written.validUntil()));
    }

    private UserId member(UUID id) {
        UserId user = new UserId(id);
        if (members.list().stream().noneMatch(member -> member.user().equals(user))) {
            throw Problem.invalid("ownerId", "ownerId must be a member of this workspace.");
        }
        return user;
    }
}
