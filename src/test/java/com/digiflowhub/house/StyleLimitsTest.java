package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits on the shape of the code: counted on the text, as a reader scrolls through it. */
class StyleLimitsTest {
    private static final int FILE_WALL = 500;
    private static final int METHOD_WALL = 70;
    private static final int FILE_95TH = 250;
    private static final int METHOD_95TH = 25;
    private static final int FILES_A_FOLDER = 30;
    private static final double TEST_LINES_PER_MAIN_LINE = 0.9;
    private static final double RETURN_NULL_PER_THOUSAND = 0.3;

    private static final Pattern METHOD = Pattern.compile(
            "^ {4,12}(?!new |return |else|throw |case )(?:@?[\\w.<>\\[\\],?&]+ )+\\w+\\(.*|^ {4,12}(?:public |private )?\\w+\\(.*\\{$");

    private final List<Path> main = files(Path.of("src", "main", "java"));
    private final List<Path> tests = files(Path.of("src", "test", "java"));

    @Test
    void no_file_is_longer_than_the_wall() {
        assertThat(lengths(Stream.concat(main.stream(), tests.stream()).toList()))
                .allSatisfy(
                        (file, lines) -> assertThat(lines).as(file.toString()).isLessThanOrEqualTo(FILE_WALL));
        assertThat(percentile(List.copyOf(lengths(main).values()))).isLessThanOrEqualTo(FILE_95TH);
    }

    @Test
    void no_method_is_longer_than_the_wall() {
        List<Method> methods =
                main.stream().flatMap(file -> methods(file).stream()).toList();
        assertThat(methods)
                .isNotEmpty()
                .allSatisfy(method ->
                        assertThat(method.lines()).as(method.toString()).isLessThanOrEqualTo(METHOD_WALL));
        assertThat(percentile(methods.stream().map(Method::lines).toList())).isLessThanOrEqualTo(METHOD_95TH);
    }

    @Test
    void no_folder_is_crowded_and_none_is_a_layer() {
        Map<Path, Long> folders = main.stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(folders).allSatisfy((folder, files) -> {
            assertThat(files).as(folder.toString()).isLessThanOrEqualTo(FILES_A_FOLDER);
            assertThat(folder.getFileName().toString())
                    .isNotIn(
                            "service",
                            "services",
                            "repository",
                            "repositories",
                            "controller",
                            "controllers",
                            "dto",
                            "util",
                            "utils",
                            "helper",
                            "model",
                            "entity",
                            "impl",
                            "config",
                            "common");
        });
    }

    @Test
    void null_is_hardly_ever_returned() {
        long nulls = main.stream()
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.contains("return null;"))
                .count();
        long lines = lengths(main).values().stream().mapToInt(Integer::intValue).sum();
        assertThat(nulls * 1000.0 / lines).isLessThanOrEqualTo(RETURN_NULL_PER_THOUSAND);
    }

    @Test
    void there_are_enough_tests_and_none_mocks() {
        double mainLines =
                lengths(main).values().stream().mapToInt(Integer::intValue).sum();
        double testLines =
                lengths(tests).values().stream().mapToInt(Integer::intValue).sum();
        assertThat(testLines / mainLines).isGreaterThanOrEqualTo(TEST_LINES_PER_MAIN_LINE);
        assertThat(tests.stream().flatMap(file -> lines(file).stream()))
                .noneMatch(line -> line.matches(
                        "import (static )?(org\\.mockito|org\\.easymock|io\\.mockk|org\\.powermock)\\..*"));
    }

    @Test
    void whoever_looks_through_the_browser_waits_for_the_others() {
        List<Path> looking = tests.stream()
                .filter(file -> file.getFileName().toString().endsWith("Test.java"))
                .filter(file ->
                        lines(file).stream().anyMatch(line -> line.matches(".*\\bBrowser\\.(look|stranger)\\(.*")))
                .toList();
        assertThat(looking)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lines(file)).as(file.toString()).contains("@InTheBrowser"));
    }

    record Method(Path file, String name, int lines) {}

    private static List<Method> methods(Path file) {
        List<Method> methods = new ArrayList<>();
        List<String> lines = lines(file);
        for (int start = 0; start < lines.size(); start++) {
            Matcher matcher = METHOD.matcher(lines.get(start));
            if (matcher.matches() && !lines.get(start).strip().endsWith(";")) {
                int end = end(lines, start);
                methods.add(new Method(file, lines.get(start).strip(), end - start + 1));
            }
        }
        return methods;
    }

    /** The line that closes what the line at {@code start} opens: the first brace at the same indentation. */
    private static int end(List<String> lines, int start) {
        int indent = indent(lines.get(start));
        for (int at = start + 1; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.strip().startsWith("}") && indent(line) == indent) {
                return at;
            }
            if (!line.isBlank() && indent(line) < indent) {
                return start;
            }
        }
        return start;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static int percentile(List<Integer> values) {
        List<Integer> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    private static Map<Path, Integer> lengths(List<Path> files) {
        return files.stream()
                .collect(Collectors.toMap(file -> file, file -> lines(file).size()));
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
