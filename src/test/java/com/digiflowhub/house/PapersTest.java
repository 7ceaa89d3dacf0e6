package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written for strangers stays true: links lead somewhere, the tour names classes that are there, both languages have their guides. */
class PapersTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern STATIONS = Pattern.compile("(?m)^\\d\\. \\*\\*\\[`([\\w.]+)`\\]");

    @Test
    void every_link_between_papers_and_code_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path paper : papers()) {
            Matcher link = LINK.matcher(Files.readString(paper));
            while (link.find()) {
                String target = link.group(1);
                Path folder =
                        java.util.Objects.requireNonNull(paper.toAbsolutePath().getParent());
                if (!target.startsWith("http")
                        && !Files.exists(folder.resolve(target).normalize())) {
                    dead.add(paper + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void the_tour_has_five_stations_and_each_is_a_class() throws IOException {
        List<String> stations = STATIONS.matcher(Files.readString(Path.of("docs", "tour.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(stations).hasSize(5);
        assertThat(stations)
                .allSatisfy(name -> assertThat(
                                Path.of("src/main/java/com/digiflowhub", name.replace('.', '/') + ".java"))
                        .exists());
    }

    @Test
    void guides_stand_in_both_languages_with_the_same_chapters() throws IOException {
        for (String guide : List.of("operators", "users")) {
            assertThat(chapters(Path.of("docs", guide + ".md")))
                    .as(guide)
                    .isPositive()
                    .isEqualTo(chapters(Path.of("docs", guide + ".fr.md")));
        }
    }

    @Test
    void the_glossary_has_its_fourteen_words() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String glossary = readme.substring(readme.indexOf("## Fourteen words"));

        assertThat(glossary.lines()
                        .filter(line -> line.matches("\\| [A-Za-z ]+ \\| .*"))
                        .skip(1))
                .hasSize(14);
    }

    @Test
    void the_readme_s_commands_are_those_that_exist() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains("./mvnw spring-boot:run", "./mvnw verify", "target/digiflow-hub.jar");
        assertThat(Files.isExecutable(Path.of("mvnw"))).isTrue();
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<finalName>digiflow-hub</finalName>");
    }

    private static long chapters(Path paper) throws IOException {
        return Files.readString(paper)
                .lines()
                .filter(line -> line.startsWith("#") || line.startsWith("**"))
                .count();
    }

    private static List<Path> papers() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("DEVELOPMENT.md"), Path.of("CHANGELOG.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
