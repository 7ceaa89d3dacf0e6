package com.digiflowhub.platform.palette;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.Moments;
import com.digiflowhub.platform.web.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final Words.Said ENGLISH = new Words().in(Locale.ENGLISH);

    @Test
    void groups_stand_by_position_and_sources_of_one_heading_together() {
        Palette palette = new Palette(
                List.of(source(30, "pages", "Settings"), source(10, "people", "Claire"), source(20, "pages", "Inbox")));

        Found found = palette.find(asked(""));

        assertThat(found.groups()).extracting(Found.Group::heading).containsExactly("people", "pages");
        assertThat(found.groups().getLast().finds()).extracting(Find::text).containsExactly("Inbox", "Settings");
        assertThat(found.count()).isEqualTo(3);
    }

    @Test
    void what_begins_with_the_words_comes_first_in_its_group_and_with_it() {
        Palette palette = new Palette(
                List.of(source(10, "people", "Anne Pipard", "Zoé"), source(20, "pages", "Settings", "Pipeline")));

        Found found = palette.find(asked("PÏP"));

        assertThat(found.groups()).extracting(Found.Group::heading).containsExactly("pages", "people");
        assertThat(found.groups().getFirst().finds()).extracting(Find::text).containsExactly("Pipeline", "Settings");
    }

    @Test
    void a_source_with_more_than_was_asked_for_leads_to_the_rest() {
        PaletteSource many = new PaletteSource(1, "people", asked -> lines(asked.most() + 1)).allAt("/contacts?q=");
        PaletteSource few = new PaletteSource(2, "leads", asked -> lines(asked.most())).allAt("/pipeline?q=");

        Found found = new Palette(List.of(many, few)).find(asked("a&b é"));

        assertThat(found.groups().getFirst().finds()).hasSize(5);
        assertThat(found.groups().getFirst().all()).contains("/contacts?q=a%26b+%C3%A9");
        assertThat(found.groups().getLast().finds()).hasSize(5);
        assertThat(found.groups().getLast().all()).isEmpty();
    }

    @Test
    void an_empty_source_has_no_heading() {
        assertThat(new Palette(List.of(source(1, "people"))).find(asked("x")).groups())
                .isEmpty();
    }

    @Test
    void a_thing_is_meant_by_its_name_and_by_its_other_names() {
        assertThat(asked("mailbx").means("inbox.title")).isTrue();
        assertThat(asked("inbox").means("inbox.title")).isTrue();
        assertThat(asked("pipeline").means("inbox.title")).isFalse();
        assertThat(asked("").means("inbox.title")).isTrue();
        assertThat(asked("berger").means("frame.workspace", "Agence Berger")).isTrue();
    }

    @Test
    void one_letter_is_not_enough_to_look_among_what_people_wrote() {
        assertThat(asked("a").enough()).isFalse();
        assertThat(asked("😀").enough()).isFalse();
        assertThat(asked("由紀").enough()).isTrue();
    }

    private static PaletteSource source(int position, String heading, String... texts) {
        List<Find> finds = List.of(texts).stream()
                .map(text -> Find.page("point", text, "/" + text))
                .toList();
        return new PaletteSource(position, heading, asked -> finds);
    }

    private static List<Find> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Find.page("point", "Line " + n, "/" + n))
                .toList();
    }

    private static Asked asked(String words) {
        Moments moments = new Moments(ENGLISH, ZoneId.of("UTC"), Instant.EPOCH);
        Frame frame =
                new Frame(ENGLISH, moments, Optional.empty(), List.of(), List.of(), List.of(), "/search", "", "", "1");
        return new Asked(words, Set.of(), 5, frame);
    }
}
