package com.digiflowhub.platform.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.help.HelpTopic.Block;
import com.digiflowhub.platform.help.HelpTopic.Kind;
import com.digiflowhub.platform.help.HelpTopic.Piece;
import com.digiflowhub.platform.help.HelpTopic.Section;
import com.digiflowhub.platform.web.Icons;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelpTest {
    private static final Pattern LINK_IN_TEMPLATE = Pattern.compile("frame\\.help\\(frame = frame, to = \"([^\"]+)\"");
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)\\b(lanes?|envelopes?|payloads?|webhooks?|epoch|tenants?|couloirs?|jetons? interne)\\b");

    private final Help help = new Help();

    @Test
    void every_topic_and_section_stands_in_both_languages_in_the_same_order() {
        assertThat(anchors(Locale.FRENCH)).isEqualTo(anchors(Locale.ENGLISH)).hasSizeGreaterThan(40);
    }

    @Test
    void both_languages_say_as_much() {
        for (HelpTopic english : help.topics(Locale.ENGLISH)) {
            HelpTopic french = help.find(Locale.FRENCH, english.name()).orElseThrow();
            assertThat(shape(french)).as(english.name()).isEqualTo(shape(english));
            assertThat(french.explains()).isEqualTo(english.explains());
            assertThat(french.position()).isEqualTo(english.position());
            assertThat(french.icon()).isEqualTo(english.icon());
            assertThat(Icons.paths(english.icon())).startsWith("<");
        }
    }

    @Test
    void every_link_of_the_help_and_to_it_leads_somewhere() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(Path.of("src", "main", "jte"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                LINK_IN_TEMPLATE
                        .matcher(Files.readString(template))
                        .results()
                        .forEach(match -> asked.add("/help/" + match.group(1)));
            }
        }
        assertThat(asked).hasSizeGreaterThan(8);
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Set<String> known = new HashSet<>(anchors(language));
            help.topics(language).forEach(topic -> known.add(topic.href()));
            assertThat(known).containsAll(asked);
            assertThat(links(language).filter(href -> href.startsWith("/help/")))
                    .isSubsetOf(known);
        }
    }

    @Test
    void links_to_pages_lead_to_places_of_the_hub() {
        Set<String> places = new HashSet<>(Set.of("/docs"));
        RunningHub hub = RunningHub.shared();
        hub.context().getBeansOfType(RailEntry.class).values().forEach(entry -> places.add(entry.href()));
        hub.context().getBeansOfType(SettingsEntry.class).values().forEach(entry -> places.add(entry.href()));

        assertThat(links(Locale.FRENCH).filter(href -> !href.startsWith("/help/")))
                .isSubsetOf(places);
        assertThat(links(Locale.ENGLISH).filter(href -> !href.startsWith("/help/")))
                .isSubsetOf(places);
    }

    @Test
    void every_page_of_the_settings_and_the_daily_work_is_explained() {
        RunningHub hub = RunningHub.shared();
        assertThat(hub.context().getBeansOfType(SettingsEntry.class).values().stream()
                        .map(SettingsEntry::href))
                .allSatisfy(href ->
                        assertThat(help.about(Locale.FRENCH, href)).as(href).isPresent());
        for (String page : List.of("/inbox", "/contacts", "/pipeline", "/sandbox")) {
            assertThat(help.about(Locale.ENGLISH, page)).as(page).isPresent();
        }
    }

    @Test
    void the_topic_that_names_most_of_an_address_explains_it() {
        assertThat(name("/inbox/019a-b")).isEqualTo("inbox");
        assertThat(name("/settings/qa-training/new")).isEqualTo("qa-training");
        assertThat(name("/settings/stages")).isEqualTo("pipeline");
        assertThat(help.about(Locale.FRENCH, "/inboxes")).isEmpty();
        assertThat(help.about(Locale.FRENCH, "/")).isEmpty();
    }

    @Test
    void no_word_of_the_inside_stands_in_the_help() {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            help.topics(language)
                    .forEach(topic -> topic.sections()
                            .forEach(section -> assertThat(
                                            INSIDE.matcher(section.text()).find())
                                    .as(section.text())
                                    .isFalse()));
        }
    }

    @Test
    void a_file_is_read_as_it_is_written() {
        HelpTopic topic = HelpFile.read("one", """
                position: 3
                icon: inbox
                explains: /one /two

                # A title

                Opening **strong** words.

                ## First part {#first}

                - `Ctrl K`: see [more](/help/two#x)
                - plain

                1. one
                2. two
                """);

        assertThat(topic.title()).isEqualTo("A title");
        assertThat(topic.explains()).containsExactly("/one", "/two");
        assertThat(topic.summary()).isEqualTo("Opening strong words.");
        assertThat(topic.sections().getFirst().blocks())
                .containsExactly(
                        new Block.Points(
                                false,
                                List.of(
                                        List.of(
                                                new Piece(Kind.KEY, "Ctrl K", ""),
                                                new Piece(Kind.PLAIN, ": see ", ""),
                                                new Piece(Kind.LINK, "more", "/help/two#x")),
                                        List.of(new Piece(Kind.PLAIN, "plain", "")))),
                        new Block.Points(
                                true,
                                List.of(
                                        List.of(new Piece(Kind.PLAIN, "one", "")),
                                        List.of(new Piece(Kind.PLAIN, "two", "")))));
    }

    private String name(String path) {
        return help.about(Locale.FRENCH, path).map(HelpTopic::name).orElse("");
    }

    private List<String> anchors(Locale language) {
        return help.topics(language).stream()
                .flatMap(topic -> topic.sections().stream().map(section -> topic.href() + "#" + section.anchor()))
                .toList();
    }

    /** How many paragraphs and points each section has. */
    private static List<List<Integer>> shape(HelpTopic topic) {
        return Stream.concat(
                        Stream.of(topic.opening()), topic.sections().stream().map(Section::blocks))
                .map(blocks -> blocks.stream()
                        .map(block -> switch (block) {
                            case Block.Paragraph paragraph -> 0;
                            case Block.Points points -> points.points().size();
                        })
                        .toList())
                .toList();
    }

    private Stream<String> links(Locale language) {
        return help.topics(language).stream()
                .flatMap(topic -> Stream.concat(
                        topic.opening().stream(),
                        topic.sections().stream().flatMap(section -> section.blocks().stream())))
                .flatMap(block -> switch (block) {
                    case Block.Paragraph paragraph -> paragraph.pieces().stream();
                    case Block.Points points -> points.points().stream().flatMap(List::stream);
                })
                .filter(piece -> piece.kind() == Kind.LINK)
                .map(Piece::href);
    }
}
