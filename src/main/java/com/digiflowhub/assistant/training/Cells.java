package com.digiflowhub.assistant.training;

import com.digiflowhub.assistant.QaEntry.Draft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One row, by the names of its columns. */
record Cells(Sheet.Row row, Map<String, Integer> columns) {
    private static final int LAST_YEAR = 9_999;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    String of(String column) {
        Integer at = columns.get(column);
        return at == null || at >= row.cells().size() ? "" : row.cells().get(at);
    }

    Optional<QaImports.RowProblem> problem(ZoneId zone) {
        String question = of("question");
        String response = of("response");
        if (question.isBlank() || response.isBlank()) {
            return Optional.of(problem(question.isBlank() ? "no-question" : "no-response", Rows.cut(question)));
        }
        if (question.length() > Draft.MAX_QUESTION_CHARACTERS) {
            return Optional.of(problem("long-question", String.valueOf(question.length())));
        }
        if (response.length() > Draft.MAX_RESPONSE_CHARACTERS) {
            return Optional.of(problem("long-response", String.valueOf(response.length())));
        }
        if ((question + response + of("category") + of("tags")).chars().anyMatch(sign -> sign == 0xfffd || sign == 0)) {
            return Optional.of(problem("signs", Rows.cut(question)));
        }
        return labels().or(() -> date(zone));
    }

    private Optional<QaImports.RowProblem> labels() {
        if (of("category").length() > Draft.MAX_CATEGORY_CHARACTERS) {
            return Optional.of(
                    problem("long-category", String.valueOf(of("category").length())));
        }
        boolean fine = tags().size() <= Draft.MAX_TAGS
                && tags().stream().allMatch(tag -> tag.length() <= Draft.MAX_TAG_CHARACTERS);
        return fine ? Optional.empty() : Optional.of(problem("tags", Rows.cut(of("tags"))));
    }

    private Optional<QaImports.RowProblem> date(ZoneId zone) {
        return of("validUntil").isBlank() || until(zone).isPresent()
                ? Optional.empty()
                : Optional.of(problem("date", Rows.cut(of("validUntil"))));
    }

    QaImports.RowProblem problem(String code, String about) {
        return new QaImports.RowProblem(row.line(), code, Rows.cut(about).replace('\0', '\ufffd'));
    }

    List<String> tags() {
        return Arrays.stream(of("tags").split("[,|;]"))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    Draft draft(ZoneId zone) {
        return new Draft(of("question"), of("response"), of("category"), tags(), true, Optional.empty(), until(zone));
    }

    /** The end of the day that is written there. */
    private Optional<Instant> until(ZoneId zone) {
        return DATES.stream()
                .flatMap(format -> day(of("validUntil"), format).stream())
                .findFirst()
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Optional<LocalDate> day(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDate.parse(text, format))
                    .filter(day -> day.getYear() > 0 && day.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }
}
