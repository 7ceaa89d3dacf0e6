package com.digiflowhub.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hub's own source, as text. */
final class Sources {
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile(
            "^\\s*(select|insert into|update|delete from|with|listen|notify)\\b.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Sources() {}

    /** One statement and the file in which it stands. */
    record Statement(String file, String sql) {}

    /** All text that begins as a statement does. */
    static List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        files().forEach((file, text) -> {
            Matcher literal = TEXT.matcher(text);
            while (literal.find()) {
                String sql = literal.group(1) == null ? literal.group(2) : literal.group(1);
                if (SQL.matcher(sql).matches()) {
                    statements.add(new Statement(file, sql));
                }
            }
        });
        if (statements.size() < 50) {
            throw new IllegalStateException("only " + statements.size() + " statements were found");
        }
        return statements;
    }

    /** Files in which the pattern is found, with how often. */
    static Map<String, Integer> texts(String pattern) {
        Map<String, Integer> found = new TreeMap<>();
        files().forEach((file, text) -> {
            int times = (int) Pattern.compile(pattern).matcher(text).results().count();
            if (times > 0) {
                found.put(file, times);
            }
        });
        return found;
    }

    static String text(String file) {
        return java.util.Objects.requireNonNull(files().get(file), file);
    }

    private static Map<String, String> files() {
        try (Stream<Path> walked = Files.walk(Path.of("src", "main", "java", "com", "digiflowhub"))) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : walked.filter(path -> path.toString().endsWith(".java")
                            && !path.toString().contains("sandbox"))
                    .toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("package-info.java")) {
                    files.merge(name, Files.readString(file), (one, other) -> one + "\n" + other);
                }
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
