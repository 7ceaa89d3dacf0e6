package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A module's statements stay in its own tables: the schema in front of a table's name is the module. */
class SqlOwnershipTest {
    private static final List<String> MODULES = List.of(
            "work",
            "vault",
            "web",
            "ledger",
            "identity",
            "connections",
            "contacts",
            "conversations",
            "assistant",
            "credits",
            "crm");
    private static final Pattern TABLE =
            Pattern.compile("(?:from|join|into|update|table)\\s+(" + String.join("|", MODULES) + ")\\.(\\w+)");
    /** Views that a module offers to those above it. */
    private static final List<String> VIEWS_FOR_ALL = List.of("contacts.person");

    private static final Pattern CLOCK = Pattern.compile("\\b(now\\(\\)|current_timestamp)");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);

    /** Envelopes and the work that reads them are one statement by design: a commit of its own for each would halve the door. */
    private static final List<String> PUT_WORK_WITH_THEIR_ROWS =
            List.of("connections/EnvelopeWriter.java", "connections/Unclaimed.java");

    /** The node's lease and the clock's anchor are the database's time by design. */
    private static final List<String> MAY_READ_THE_CLOCK = List.of("platform/work", "platform/database");

    @Test
    void no_statement_reaches_into_another_module_s_tables() throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Path, String> statement : statements()) {
            Matcher matcher = TABLE.matcher(statement.getValue());
            while (matcher.find()) {
                boolean own = owner(statement.getKey()).equals(matcher.group(1));
                boolean offered = VIEWS_FOR_ALL.contains(matcher.group(1) + "." + matcher.group(2));
                if (!own && !offered && !(matcher.group().equals("into work.item") && putsWork(statement.getKey()))) {
                    found.add(statement.getKey() + " reads " + matcher.group(1) + "." + matcher.group(2));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void business_code_passes_the_time_instead_of_asking_the_database() throws IOException {
        assertThat(statements().stream()
                        .filter(statement -> CLOCK.matcher(statement.getValue()).find())
                        .filter(statement -> MAY_READ_THE_CLOCK.stream()
                                .noneMatch(
                                        folder -> statement.getKey().toString().contains(folder)))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    private static boolean putsWork(Path file) {
        return PUT_WORK_WITH_THEIR_ROWS.stream().anyMatch(file::endsWith);
    }

    private static String owner(Path file) {
        Path inside = Path.of("src", "main", "java", "com", "digiflowhub").relativize(file);
        return inside.getName(0).toString().equals("platform")
                ? inside.getName(1).toString()
                : inside.getName(0).toString();
    }

    private static List<Map.Entry<Path, String>> statements() throws IOException {
        List<Map.Entry<Path, String>> statements = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher block = TEXT_BLOCK.matcher(Files.readString(file));
                while (block.find()) {
                    statements.add(Map.entry(file, block.group(1)));
                }
            }
        }
        assertThat(statements).hasSizeGreaterThan(20);
        return statements;
    }
}
