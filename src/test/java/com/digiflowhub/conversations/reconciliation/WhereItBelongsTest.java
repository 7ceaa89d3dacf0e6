package com.digiflowhub.conversations.reconciliation;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.reconciliation.Reconciliation.Figures;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is taken for here that stands with another number or another person, and no day for another. */
class WhereItBelongsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final KeptDay day = new KeptDay(agency);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_message_of_the_same_name_on_another_number_is_another_message() {
        conversation();
        String id = Parcel.newId();
        said("contact", id, UUID.randomUUID());
        day.unread(agency.parcel().text(CLAIRE, id, "Bonjour"));

        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void a_status_is_told_to_what_we_sent_on_its_own_number_and_to_nothing_else() {
        conversation();
        said("bot", "wamid.there", UUID.randomUUID());
        said("contact", "wamid.theirs", agency.connection().value());
        day.unread(agency.parcel().status("wamid.there", "read", "").status("wamid.theirs", "read", ""));

        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void a_day_goes_from_midnight_to_midnight_where_the_workspace_lies() {
        Instant begins = day.day().atStartOfDay(KeptDay.ZONE).toInstant();
        Instant ends = day.day().plusDays(1).atStartOfDay(KeptDay.ZONE).toInstant();
        for (Instant at : new Instant[] {begins.minusMillis(1), begins, ends.minusMillis(1), ends}) {
            day.unread(agency.parcel().status(Parcel.newId(), "sent", "").body(), at);
        }

        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void what_is_set_aside_while_it_is_counted_is_counted_with_what_was_set_aside_alone() {
        UUID nonsense = day.unread("no JSON".getBytes(StandardCharsets.UTF_8));
        Envelopes envelopes = agency.part(Envelopes.class);
        List<Envelope> page = agency.in(() -> envelopes.page(new UUID(0, 0), new UUID(-1L, -1L), 10, 10_000));
        assertThat(page).hasSize(1);
        agency.transaction(() -> {
            envelopes.setAside(nonsense, "read meanwhile");
            return nonsense;
        });

        Found found = agency.in(() -> agency.part(Judge.class).judge(page));
        assertThat(found.deliveries()).isZero();
        assertThat(found.missing()).isEmpty();
    }

    private void conversation() {
        agency.sandbox().whatsApp().account().subscribed(false);
        agency.parcel().text(MOUNIR, Parcel.newId(), "Allô ?").arrive();
    }

    private void said(String sender, String providerId, UUID connection) {
        hub.change("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, provider_id, state, at, created_at, state_at)
                values ('%s', '%s', '%s', '%s', '%s', '%s', 'sent', now(), now(), now())
                """.formatted(
                        agency.id(),
                        UUID.randomUUID(),
                        agency.conversation(MOUNIR).id().value(),
                        connection,
                        sender,
                        providerId));
    }
}
