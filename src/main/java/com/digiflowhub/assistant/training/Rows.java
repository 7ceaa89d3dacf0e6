package com.digiflowhub.assistant.training;

import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntry.Draft;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes entries of the rows of a table, and says of each other row why it is none. */
final class Rows {
    static final int SHOWN = 20;
    static final int MAX_ROWS = 10_000;
    private static final int MAX_ABOUT = 80;
    private static final List<DateTimeFormatter> DATES =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT));
    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "question", Set.of("question", "questions", "demande"),
            "response", Set.of("response", "reponse", "reponses", "answer", "answers"),
            "category", Set.of("category", "categorie", "theme"),
            "tags", Set.of("tags", "tag", "keywords", "mots cles", "motscles", "synonymes"),
            "validUntil", Set.of("validuntil", "valid until", "valable jusqu au", "expire"));

    private Rows() {}

    /** What became of the table. */
    sealed interface Read {
        record Rowwise(List<Draft> drafts, List<QaImports.RowProblem> problems) implements Read {}

        record Refused(String code, String about) implements Read {}
    }

    /** {@code known} are the keys of the questions that have an entry already. */
    static Read of(Sheet.Table table, Set<String> known, ZoneId zone) {
        if (table.open().isPresent()) {
            return new Read.Refused("quote", String.valueOf(table.open().get()));
        }
        if (table.rows().isEmpty()) {
            return new Read.Refused("empty", "");
        }
        Map<String, Integer> columns = columns(table.rows().getFirst());
        if (!columns.containsKey("question") || !columns.containsKey("response")) {
            return new Read.Refused(
                    "columns", cut(String.join(", ", table.rows().getFirst().cells())));
        }
        List<Sheet.Row> rows = table.rows().subList(1, table.rows().size());
        if (rows.isEmpty()) {
            return new Read.Refused("empty", "");
        }
        return rows.size() > MAX_ROWS
                ? new Read.Refused("many", String.valueOf(rows.size()))
                : rowwise(rows, columns, known, zone);
    }

    /** What makes two questions the same: small letters, no accents, no signs. */
    static String key(String question) {
        return Normalizer.normalize(question.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static Read rowwise(List<Sheet.Row> rows, Map<String, Integer> columns, Set<String> known, ZoneId zone) {
        List<Draft> drafts = new ArrayList<>();
        List<QaImports.RowProblem> problems = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Sheet.Row row : rows) {
            Cells cells = new Cells(row, columns);
            Optional<QaImports.RowProblem> problem = cells.problem(zone);
            String key = key(cells.of("question"));
            if (problem.isEmpty() && known.contains(key)) {
                problem = Optional.of(cells.problem("exists", cells.of("question")));
            }
            if (problem.isEmpty()) {
                Integer before = seen.putIfAbsent(key, row.line());
                problem = Optional.ofNullable(before).map(line -> cells.problem("twice", String.valueOf(line)));
            }
            if (problem.isPresent()) {
                problems.add(problem.get());
            } else {
                drafts.add(cells.draft(zone));
            }
        }
        return new Read.Rowwise(List.copyOf(drafts), List.copyOf(problems));
    }

    private static Map<String, Integer> columns(Sheet.Row header) {
        Map<String, Integer> found = new HashMap<>();
        for (int at = 0; at < header.cells().size(); at++) {
            String name = key(header.cells().get(at));
            int column = at;
            COLUMNS.forEach((member, names) -> {
                if (names.contains(name)) {
                    found.putIfAbsent(member, column);
                }
            });
        }
        return found;
    }

    private static String cut(String text) {
        return text.length() <= MAX_ABOUT ? text : text.substring(0, text.offsetByCodePoints(0, MAX_ABOUT / 2)) + "…";
    }

    /** One row, by the names of its columns. */
    private record Cells(Sheet.Row row, Map<String, Integer> columns) {
        String of(String column) {
            Integer at = columns.get(column);
            return at == null || at >= row.cells().size() ? "" : row.cells().get(at);
        }

        Optional<QaImports.RowProblem> problem(ZoneId zone) {
            String question = of("question");
            String response = of("response");
            if (question.isBlank() || response.isBlank()) {
                return Optional.of(problem(question.isBlank() ? "no-question" : "no-response", cut(question)));
            }
            if (question.length() > Draft.MAX_QUESTION_CHARACTERS) {
                return Optional.of(problem("long-question", String.valueOf(question.length())));
            }
            if (response.length() > Draft.MAX_RESPONSE_CHARACTERS) {
                return Optional.of(problem("long-response", String.valueOf(response.length())));
            }
            if ((question + response + of("category") + of("tags"))
                    .chars()
                    .anyMatch(sign -> sign == 0xfffd || sign == 0)) {
                return Optional.of(problem("signs", cut(question)));
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
            return fine ? Optional.empty() : Optional.of(problem("tags", cut(of("tags"))));
        }

        private Optional<QaImports.RowProblem> date(ZoneId zone) {
            return of("validUntil").isBlank() || until(zone).isPresent()
                    ? Optional.empty()
                    : Optional.of(problem("date", cut(of("validUntil"))));
        }

        QaImports.RowProblem problem(String code, String about) {
            return new QaImports.RowProblem(row.line(), code, cut(about));
        }

        List<String> tags() {
            return Arrays.stream(of("tags").split("[,|;]"))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .distinct()
                    .toList();
        }

        Draft draft(ZoneId zone) {
            return new QaEntry.Draft(
                    of("question"), of("response"), of("category"), tags(), true, Optional.empty(), until(zone));
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
                return Optional.of(LocalDate.parse(text, format));
            } catch (DateTimeParseException another) {
                return Optional.empty();
            }
        }
    }
}
