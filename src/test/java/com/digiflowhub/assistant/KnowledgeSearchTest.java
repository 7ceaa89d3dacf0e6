package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Entries are stored, listed and found, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnowledgeSearchTest {
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

    private static List<String> questions(List<QaEntry.Found> found) {
        return found.stream()
                .limit(3)
                .map(one -> one.entry().question() + " " + one.covers())
                .toList();
    }
}
