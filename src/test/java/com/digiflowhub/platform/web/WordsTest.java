package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern SAID = Pattern.compile("frame\\.say\\(\"([a-z0-9.-]+)\"[,)]");
    private static final Pattern ICON = Pattern.compile("frame\\.icon\\(name = \"([a-z0-9-]+)\"");

    private final Words words = new Words();
    private final Words.Said french = words.in(Locale.FRANCE);
    private final Words.Said english = words.in(Locale.ENGLISH);

    @Test
    void each_word_stands_in_both_languages() {
        assertThat(french.words().keySet()).isEqualTo(english.words().keySet());
    }

    @Test
    void a_french_quotation_mark_stays_with_its_word() {
        assertThat(french.say("contacts.none.title", "Léa")).isEqualTo("Personne pour «\u00a0Léa\u00a0»");
    }

    @Test
    void both_languages_take_the_same_arguments() {
        english.words()
                .forEach((key, text) -> assertThat(arguments(french.words().getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(arguments(text)));
    }

    @Test
    void a_straight_apostrophe_never_swallows_an_argument() {
        Stream.of(french, english)
                .flatMap(said -> said.words().entrySet().stream())
                .filter(word -> word.getValue().matches(".*\\{\\d.*"))
                .forEach(word -> assertThat(word.getValue()).as(word.getKey()).doesNotContain("'"));
    }

    @Test
    void every_word_that_a_template_says_exists() throws IOException {
        Set<String> said = found(SAID);

        assertThat(said).isNotEmpty();
        assertThat(said).isSubsetOf(english.words().keySet());
    }

    @Test
    void every_icon_that_a_template_draws_exists() throws IOException {
        assertThat(found(ICON))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Icons.paths(name)).startsWith("<"));
    }

    @Test
    void whoever_speaks_neither_language_reads_english() {
        assertThat(words.in(Locale.JAPANESE).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(words.in(Locale.CANADA_FRENCH).french()).isTrue();
    }

    @Test
    void arguments_take_their_places_and_counts_their_number() {
        assertThat(english.say("frame.waiting", 1)).isEqualTo("one waiting");
        assertThat(english.say("frame.waiting", 12)).isEqualTo("12 waiting");
        assertThat(french.say("frame.person", "Zoé {0} <b>")).contains("Zoé {0} <b>");
    }

    @Test
    void a_word_that_is_missing_is_seen_as_its_key() {
        assertThat(english.say("nobody.wrote.this")).isEqualTo("nobody.wrote.this");
        assertThat(english.find("nobody.wrote.this")).isEmpty();
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "jte"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jte")).toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Map<Integer, Long> arguments(String text) {
        List<Integer> indexes = Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
        if (!indexes.isEmpty()) {
            assertThat(new MessageFormat(text, Locale.ENGLISH).getFormats().length)
                    .isPositive();
        }
        return Arrays.stream(indexes.toArray(Integer[]::new))
                .distinct()
                .collect(Collectors.toMap(index -> index, index -> 1L));
    }
}
