package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.Synonyms.Groups;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words that mean the same, as people write them and as the search takes them. */
class SynonymsTest {
    @Test
    void a_line_is_a_group_whatever_parts_its_words() {
        assertThat(Groups.of("bilan, audit\ncours;séance = atelier\r\n").groups())
                .containsExactly(List.of("bilan", "audit"), List.of("cours", "séance", "atelier"));
    }

    @Test
    void a_single_word_a_doubled_one_and_an_empty_line_say_nothing() {
        assertThat(Groups.of("seul\n\n , ;=\nmême, même\n").groups()).isEmpty();
    }

    @Test
    void what_is_too_much_is_left_out() {
        assertThat(Groups.of("a, b, " + "x".repeat(61)).groups()).containsExactly(List.of("a", "b"));
        assertThat(Groups.of(words(31)).groups().getFirst()).hasSize(30);
        String lines =
                IntStream.range(0, 201).mapToObj(n -> "a" + n + ", b" + n).collect(Collectors.joining("\n"));
        assertThat(Groups.of(lines).groups()).hasSize(200).last().isEqualTo(List.of("a199", "b199"));
    }

    @Test
    void written_out_and_read_again_they_are_the_same() {
        Groups groups = Groups.of("bilan, audit de départ\ncours, séance");
        assertThat(groups.lines()).isEqualTo("bilan, audit de départ\ncours, séance");
        assertThat(Groups.of(groups.lines())).isEqualTo(groups);
    }

    @Test
    void each_word_of_a_group_becomes_its_first_and_parts_of_words_stay() {
        Groups groups = Groups.of("bilan, audit, état des lieux");
        assertThat(groups.canonical("Un AUDIT ou un état des lieux ?")).isEqualTo("un bilan ou un bilan");
        assertThat(groups.canonical("auditorium")).isEqualTo("auditorium");
        assertThat(Groups.NONE.canonical("Un AUDIT ?")).isEqualTo("Un AUDIT ?");
    }

    @Test
    void the_same_word_twice_in_a_row_is_replaced_twice() {
        assertThat(Groups.of("bilan, audit").canonical("audit audit audit")).isEqualTo("bilan bilan bilan");
    }

    @Test
    void a_search_for_one_word_looks_for_its_whole_group() {
        Groups groups = Groups.of("anamnèse, découverte gratuite\ncours, séance");
        assertThat(groups.searchWords("une découverte gratuite ?"))
                .contains("anamnese")
                .doesNotContain("seance");
        assertThat(groups.searchWords("une découverte ?")).doesNotContain("anamnese");
    }

    private static String words(int howMany) {
        return IntStream.range(0, howMany).mapToObj(n -> "m" + n).collect(Collectors.joining(", "));
    }
}
