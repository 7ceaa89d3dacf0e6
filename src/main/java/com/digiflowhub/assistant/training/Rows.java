package com.digiflowhub.assistant.training;

import com.digiflowhub.assistant.QaEntry.Draft;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
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

    static String cut(String text) {
        return text.length() <= MAX_ABOUT ? text : text.substring(0, text.offsetByCodePoints(0, MAX_ABOUT / 2)) + "…";
    }
}
