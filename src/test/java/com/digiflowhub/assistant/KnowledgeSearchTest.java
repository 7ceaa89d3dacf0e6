package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Entries are stored, listed and found, on a real database. */
@Apart
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnowledgeSearchTest {
    private static final int OTHERS = 1_000;

    private final AnsweringHub hub = new AnsweringHub();
    private final QaEntries entries = hub.part(QaEntries.class);
    private final WorkspaceId centre = hub.trainingCentre();

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void what_is_meant_is_found_in_spite_of_typos_accents_and_language() {
        List<String> missed = new ArrayList<>();
        List<String> notFirst = new ArrayList<>();
        List<Seed.Asked> searches = Seed.questions("labelled-searches.txt");
        for (Seed.Asked search : searches) {
            List<QaEntry.Found> found = Tenancy.in(centre, () -> entries.best(search.words(), 8));
            if (found.stream().noneMatch(one -> one.entry().question().startsWith(search.entry()))) {
                missed.add(search.words() + " -> " + questions(found));
            } else if (!found.getFirst().entry().question().startsWith(search.entry())) {
                notFirst.add(search.words() + " -> " + questions(found));
            }
        }
        System.out.printf(
                "search: of %d labelled searches %d in the first eight, %d first; missed %s; not first %s%n",
                searches.size(),
                searches.size() - missed.size(),
                searches.size() - missed.size() - notFirst.size(),
                missed,
                notFirst);
        assertThat(missed).hasSizeLessThanOrEqualTo(searches.size() / 20);
        assertThat(notFirst).hasSizeLessThanOrEqualTo(searches.size() / 10);
    }

    @Test
    void the_right_entry_is_among_the_first_three_also_among_a_thousand_others() {
        WorkspaceId crowded = hub.trainingCentre();
        Tenancy.run(crowded, () -> {
            var ignored = entries.add(IntStream.range(0, OTHERS)
                    .mapToObj(n -> new QaEntry.Draft(
                            "Que faut-il apporter à l'atelier numéro " + n + " ?",
                            "Pour l'atelier " + n + " : un carnet et un stylo.",
                            "ateliers",
                            List.of(),
                            true))
                    .toList());
        });
        List<Seed.Asked> searches = Seed.questions("labelled-searches.txt");
        long alone = inThree(centre, searches);
        long among = inThree(crowded, searches);
        Figures.write(
                "search-recall",
                "recall@3 of the search without a key: %d of %d alone, %d of %d among %d other entries%n"
                        .formatted(alone, searches.size(), among, searches.size(), OTHERS));
        assertThat(alone).isGreaterThanOrEqualTo(searches.size() * 19L / 20);
        assertThat(among).isGreaterThanOrEqualTo(searches.size() * 9L / 10);
    }

    private long inThree(WorkspaceId workspace, List<Seed.Asked> searches) {
        return searches.stream()
                .filter(search -> Tenancy.in(workspace, () -> entries.best(search.words(), 3)).stream()
                        .anyMatch(found -> found.entry().question().startsWith(search.entry())))
                .count();
    }

    private static List<String> questions(List<QaEntry.Found> found) {
        return found.stream()
                .limit(3)
                .map(one -> one.entry().question() + " " + one.covers())
                .toList();
    }
}
