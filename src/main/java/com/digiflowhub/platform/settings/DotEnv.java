package com.digiflowhub.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env}: lines of {@code NAME=value}, also behind {@code export}, in quotes, or pasted from a document, whose other lines
 * are passed over. A name may stand twice; the last one counts.
 */
record DotEnv(List<Line> lines) {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:export\\s+)?([A-Z][A-Z0-9_]*)\\s*=(.*)");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s+#.*$");

    DotEnv {
        lines = List.copyOf(lines);
    }

    record Line(int number, String name, String value) {}

    static DotEnv read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? parse(Files.readString(file, StandardCharsets.UTF_8))
                    : new DotEnv(List.of());
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be read", failure);
        }
    }

    static DotEnv parse(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : plain.lines().toList()) {
            number++;
            Matcher matcher = ASSIGNMENT.matcher(line);
            if (matcher.matches()) {
                lines.add(new Line(
                        number, matcher.group(1), value(matcher.group(2).strip())));
            }
        }
        return new DotEnv(lines);
    }

    private static String value(String written) {
        if (written.length() >= 2) {
            char first = written.charAt(0);
            int end = written.lastIndexOf(first);
            if ((first == '"' || first == '\'') && end > 0) {
                return written.substring(1, end);
            }
        }
        return TRAILING_COMMENT.matcher(written).replaceFirst("");
    }
}
