package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntry.Draft;
import com.digiflowhub.identity.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/** What stands in the form of an entry, as it was typed. {@code until} is the last day on which the entry is used. */
public record QaForm(
        String question, String response, String category, String tags, String owner, String until, boolean custom) {
    private static final int LAST_YEAR = 9_999;
    private static final Pattern NAMED_GREETING = Pattern.compile(
            "^(?iu:bonjour|bonsoir|salut|cher|chère|hello|hi|hey|dear)( \\p{Lu}[\\p{L}'’-]*)+[\\s\u00a0\u202f]*[,.!]+[\\s\u00a0\u202f]*");
    static final QaForm EMPTY = new QaForm("", "", "", "", "", "", true);

    /** The field at fault; {@code key} is that of the words. */
    public record Wrong(String field, String key) {
        static final Wrong NOTHING = new Wrong("", "");
    }

    static QaForm of(QaEntry entry, ZoneId zone) {
        return new QaForm(
                entry.question(),
                entry.response(),
                entry.category(),
                String.join(", ", entry.tags()),
                entry.owner().map(UserId::toString).orElse(""),
                entry.validUntil()
                        .map(until ->
                                until.minusMillis(1).atZone(zone).toLocalDate().toString())
                        .orElse(""),
                entry.isCustom());
    }

    /** What was said to one person, without the greeting that names them: others will read it. */
    static String forAnybody(String answer) {
        Matcher greeted = NAMED_GREETING.matcher(answer.strip());
        return greeted.find() ? StringUtils.capitalize(greeted.replaceFirst("")) : answer.strip();
    }

    /** A field that is not sent at all is empty. */
    static QaForm typed(Map<String, String> fields, boolean custom) {
        return new QaForm(
                text(fields, "question"),
                text(fields, "response"),
                text(fields, "category"),
                text(fields, "tags"),
                text(fields, "owner"),
                text(fields, "until"),
                custom);
    }

    Wrong wrong() {
        if (question.isBlank() || question.length() > Draft.MAX_QUESTION_CHARACTERS) {
            return new Wrong("question", question.isBlank() ? "qa.wrong.required" : "qa.wrong.question");
        }
        if (response.isBlank() || response.length() > Draft.MAX_RESPONSE_CHARACTERS) {
            return new Wrong("response", response.isBlank() ? "qa.wrong.required" : "qa.wrong.response");
        }
        if (category.strip().length() > Draft.MAX_CATEGORY_CHARACTERS) {
            return new Wrong("category", "qa.wrong.category");
        }
        boolean fine = tagList().size() <= Draft.MAX_TAGS
                && tagList().stream().allMatch(tag -> tag.length() <= Draft.MAX_TAG_CHARACTERS);
        if (!fine) {
            return new Wrong("tags", "qa.wrong.tags");
        }
        return until.isBlank() || day().isPresent() ? Wrong.NOTHING : new Wrong("until", "qa.wrong.until");
    }

    Draft draft(ZoneId zone) {
        Optional<Instant> end =
                day().map(last -> last.plusDays(1).atStartOfDay(zone).toInstant());
        Optional<UserId> keeper = owner.isBlank() ? Optional.empty() : Optional.of(new UserId(UUID.fromString(owner)));
        return new Draft(question, response, category, tagList(), custom, keeper, end);
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").replace("\r\n", "\n").replace("\0", "");
    }

    private List<String> tagList() {
        return Arrays.stream(tags.split("[,;\n]"))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<LocalDate> day() {
        try {
            return until.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(until))
                            .filter(day -> day.getYear() > 0 && day.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
