package com.digiflowhub.conversations.reconciliation;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.connections.Envelopes.Found;
import com.digiflowhub.connections.Envelopes.Kept;
import com.digiflowhub.connections.Envelopes.Limits;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes are under no index: whoever looks for words in them looks through so many, and goes on from there. */
class AnyDeliveryTest {
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final UUID END = new UUID(-1L, -1L);

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final KeptDay day = new KeptDay(agency);
    private final String sought = Parcel.newId();
    private final List<UUID> kept = List.of(came(sought), came("1"), came("2"), came("3"), came("4"));

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_look_ends_after_so_many_and_goes_on_where_it_stopped() {
        Limits limits = new Limits(10, 2);
        Found first = look(END, sought, limits);
        assertThat(first.kept()).isEmpty();
        assertThat(first.goesOnBefore()).contains(kept.get(3));
        Found second = look(kept.get(3), sought, limits);
        assertThat(second.kept()).isEmpty();
        assertThat(second.goesOnBefore()).contains(kept.get(1));
        Found third = look(kept.get(1), sought, limits);
        assertThat(third.kept()).extracting(Kept::id).containsExactly(kept.get(0));
        assertThat(third.goesOnBefore()).as("nothing is left").isEmpty();
    }

    @Test
    void all_of_a_day_are_seen_page_by_page_the_newest_first_and_each_once() {
        setAside(kept.get(2));
        List<UUID> seen = new ArrayList<>();
        Found found = look(END, "", new Limits(2, 100));
        while (found.goesOnBefore().isPresent()) {
            assertThat(found.kept()).hasSize(2);
            found.kept().forEach(one -> seen.add(one.id()));
            found = look(found.goesOnBefore().get(), "", new Limits(2, 100));
        }
        found.kept().forEach(one -> seen.add(one.id()));
        assertThat(seen).containsExactlyElementsOf(kept.reversed());
    }

    @Test
    void what_was_set_aside_is_found_with_its_reason() {
        setAside(kept.get(0));
        assertThat(look(END, sought, new Limits(10, 10)).kept())
                .singleElement()
                .satisfies(one -> assertThat(one.setAsideBecause()).contains("an old version did not know it"));
    }

    private Found look(UUID before, String words, Limits limits) {
        return agency.in(() -> agency.part(Envelopes.class).find(BEGINNING, before, words, limits));
    }

    private UUID came(String id) {
        return day.unread(agency.parcel().text(CLAIRE, id, "Bonjour"));
    }

    private void setAside(UUID id) {
        agency.transaction(() -> {
            agency.part(Envelopes.class).setAside(id, "an old version did not know it");
            return id;
        });
    }
}
