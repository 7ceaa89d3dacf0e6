package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of questions and answers, and that a workspace finds its own alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QaEntriesTest {
    private final AnsweringHub hub = new AnsweringHub();
    private final QaEntries entries = hub.part(QaEntries.class);
    private WorkspaceId here = AnsweringHub.newWorkspace();

    @AfterAll
    void close() {
        hub.close();
    }

    @BeforeEach
    void inAFreshWorkspace() {
        here = AnsweringHub.newWorkspace();
    }

    @Test
    void an_entry_comes_back_as_it_was_written() {
        QaEntryId id = add(new QaEntry.Draft(
                        "  Où garer son vélo ?  ", " Dans la cour. ", "pratique", List.of("vélo", "cour"), false))
                .getFirst();
        QaEntry kept = in(() -> entries.find(List.of(id))).getFirst();
        assertThat(kept.question()).isEqualTo("Où garer son vélo ?");
        assertThat(kept.response()).isEqualTo("Dans la cour.");
        assertThat(kept.category()).isEqualTo("pratique");
        assertThat(kept.tags()).containsExactly("vélo", "cour");
        assertThat(kept.isCustom()).isFalse();
        assertThat(kept.usageCount()).isZero();
        assertThat(kept.successCount()).isZero();
        assertThat(kept.createdAt()).isEqualTo(hub.time().instant());
    }

    @Test
    void what_is_typed_so_far_finds_the_question_that_holds_it_for_whoever_looks_and_answers_nobody() {
        add(draft("Où garer son vélo ?", "Dans la cour."));
        assertThat(in(() -> entries.search("garer son vé", 3)))
                .extracting(QaEntry::question)
                .containsExactly("Où garer son vélo ?");
        assertThat(in(() -> entries.search("VÉ", 3))).hasSize(1);
        assertThat(in(() -> entries.search(" ", 3))).isEmpty();
        assertThat(in(() -> entries.search("%", 3))).isEmpty();
        assertThat(in(() -> entries.best("vé", 3))).isEmpty();
    }

    @Test
    void hostile_words_are_kept_and_searched_as_words() {
        String hostile = "Robert'); drop table assistant.qa_entry;-- <script>alert(1)</script> \u202e 🙂";
        add(draft(hostile, "réponse & | ! ( ) : * ' \" \\"));
        assertThat(in(() -> entries.newest(Optional.empty(), 10)).getFirst().question())
                .isEqualTo(hostile);
        assertThat(in(() -> entries.best("robert drop table script", 3))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "???",
                "est-ce que vous",
                "' | & ! ( ) : * <-> \\",
                "a'b:*c & (d | !e) \\\\ <-> 'f'",
                "🙂🙂🙂",
                "\"robert\"; drop table qa_entry",
                "%_%",
                "foo.com/a?b=c&d=e | https://example.com/x&y"
            })
    void no_question_is_too_odd_to_be_searched(String question) {
        add(draft("Quel est le prix ?", "Dix."));
        assertThat(in(() -> entries.best(question, 5))).isEmpty();
    }

    @Test
    void a_question_as_long_as_a_book_is_searched_in_a_moment() {
        add(draft("Quel est le prix ?", "Dix."));
        StringBuilder book = new StringBuilder();
        for (int word = 0; word < 20_000; word++) {
            book.append("chapitre").append(word).append(' ');
        }
        assertThat(in(() -> entries.best(book.toString(), 5))).isEmpty();
        assertThat(in(() -> entries.best("prix " + book, 5)).getFirst().covers())
                .isLessThan(10);
    }

    @Test
    void they_are_listed_newest_first_page_by_page() {
        List<QaEntryId> added = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            hub.time().advance(Duration.ofSeconds(1));
            added.addAll(add(draft("Question " + n, "Réponse " + n)));
        }
        List<QaEntry> first = in(() -> entries.newest(Optional.empty(), 2));
        List<QaEntry> second =
                in(() -> entries.newest(Optional.of(first.getLast().id()), 2));
        List<QaEntry> third =
                in(() -> entries.newest(Optional.of(second.getLast().id()), 2));
        assertThat(first).extracting(QaEntry::question).containsExactly("Question 4", "Question 3");
        assertThat(second).extracting(QaEntry::question).containsExactly("Question 2", "Question 1");
        assertThat(third).extracting(QaEntry::question).containsExactly("Question 0");
        assertThat(in(() -> entries.newest(Optional.of(added.getFirst()), 2))).isEmpty();
    }

    @Test
    void entries_of_one_instant_are_listed_each_once() {
        add(draft("A", "a"), draft("B", "b"), draft("C", "c"));
        List<QaEntry> first = in(() -> entries.newest(Optional.empty(), 2));
        List<QaEntry> rest = in(() -> entries.newest(Optional.of(first.getLast().id()), 2));
        assertThat(first).extracting(QaEntry::question).containsExactly("C", "B");
        assertThat(rest).extracting(QaEntry::question).containsExactly("A");
    }

    @Test
    void replacing_leaves_none_of_the_former_ones() {
        add(draft("Ancienne", "a"), draft("Vieille", "b"));
        List<QaEntryId> now = in(() -> entries.replace(List.of(draft("Nouvelle", "c"))));
        assertThat(in(entries::count)).isEqualTo(1);
        assertThat(in(() -> entries.find(now))).extracting(QaEntry::question).containsExactly("Nouvelle");
        assertThat(in(() -> entries.best("vieille", 3))).isEmpty();
    }

    @Test
    void uses_are_counted_for_those_named_alone() {
        List<QaEntryId> ids = add(draft("A", "a"), draft("B", "b"));
        Tenancy.run(here, () -> {
            entries.used(List.of(ids.getFirst()));
            entries.used(List.of(ids.getFirst()));
            entries.used(List.of());
        });
        assertThat(in(() -> entries.find(ids))).extracting(QaEntry::usageCount).containsExactly(2L, 0L);
    }

    @Test
    void another_workspace_finds_reads_counts_and_changes_nothing_of_ours() {
        List<QaEntryId> ours = add(draft("Quel est le prix ?", "Dix euros."));
        WorkspaceId other = AnsweringHub.newWorkspace();
        Tenancy.run(other, () -> {
            assertThat(entries.best("prix", 5)).isEmpty();
            assertThat(entries.find(ours)).isEmpty();
            assertThat(entries.count()).isZero();
            assertThat(entries.newest(Optional.empty(), 10)).isEmpty();
            entries.used(ours);
            entries.replace(List.of(draft("Prix chez nous", "Vingt.")));
        });
        assertThat(in(() -> entries.find(ours)).getFirst().usageCount()).isZero();
        assertThat(in(() -> entries.best("prix", 5)))
                .extracting(found -> found.entry().response())
                .containsExactly("Dix euros.");
    }

    @Test
    void without_a_workspace_nothing_is_found() {
        add(draft("Quel est le prix ?", "Dix euros."));
        assertThat(entries.best("prix", 5)).isEmpty();
        assertThat(entries.count()).isZero();
    }

    @Test
    void the_right_entry_is_found_among_two_thousand() {
        List<QaEntry.Draft> many = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            many.add(draft("Que vaut l'article numéro " + n + " du catalogue ?", "L'article " + n + " est en stock."));
        }
        many.add(draft("Livrez-vous à Saint-Laurent ?", "Oui, le jeudi."));
        in(() -> entries.add(many));
        List<QaEntry.Found> found = in(() -> entries.best("vous livrer a saint lauren ?", 3));
        assertThat(found.getFirst().entry().response()).isEqualTo("Oui, le jeudi.");
        assertThat(found.getFirst().clearlyGood()).isTrue();
    }

    @Test
    void a_draft_needs_a_question_and_a_response_of_bearable_length() {
        assertThatThrownBy(() -> draft(" ", "r")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft("q", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft("q".repeat(1_001), "r")).hasMessageContaining("1000");
        assertThatThrownBy(() -> draft("q", "r".repeat(4_001))).hasMessageContaining("4000");
    }

    @Test
    void a_configuration_is_kept_for_its_workspace_alone() {
        AiConfigurations configurations = hub.part(AiConfigurations.class);
        assertThat(in(configurations::current)).isEqualTo(AiConfiguration.NONE);
        Tenancy.run(here, () -> configurations.save(Seed.configuration()));
        assertThat(in(configurations::current)).isEqualTo(Seed.configuration());
        Tenancy.run(here, () -> configurations.save(AiConfiguration.NONE));
        assertThat(in(configurations::current)).isEqualTo(AiConfiguration.NONE);
        Tenancy.run(here, () -> configurations.save(Seed.configuration()));
        assertThat(Tenancy.in(AnsweringHub.newWorkspace(), configurations::current))
                .isEqualTo(AiConfiguration.NONE);
    }

    private <R> R in(Supplier<R> work) {
        return Tenancy.in(here, work);
    }

    private List<QaEntryId> add(QaEntry.Draft... drafts) {
        return in(() -> entries.add(List.of(drafts)));
    }

    private static QaEntry.Draft draft(String question, String response) {
        return new QaEntry.Draft(question, response, "", List.of(), true);
    }
}
