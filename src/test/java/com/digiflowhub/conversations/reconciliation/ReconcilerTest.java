package com.digiflowhub.conversations.reconciliation;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.reconciliation.Reconciliation.Figures;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was acknowledged on a day is found where it belongs, or said to be missing. */
class ReconcilerTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final KeptDay day = new KeptDay(agency);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_day_on_which_all_went_well_misses_nothing() {
        UUID ours = saidByUs();
        day.arrived(agency.parcel()
                .text(CLAIRE, Parcel.newId(), "Bonjour")
                .text(CLAIRE, Parcel.newId(), "C’est combien ?"));
        day.arrived(agency.parcel().status("wamid.ours", "delivered", callback(ours)));

        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 0, 2, 1, 0));
        assertThat(day.missing()).isEmpty();
    }

    @Test
    void a_message_that_is_gone_is_found_missing_and_reading_it_again_brings_it_back_once() {
        String lost = Parcel.newId();
        UUID kept = day.arrived(agency.parcel().text(CLAIRE, lost, "Bonjour"));
        UUID envelope = day.arrived(
                agency.parcel().text(MOUNIR, Parcel.newId(), "Je suis là").text(CLAIRE, Parcel.newId(), "Et moi"));
        hub.change("delete from conversations.message where provider_id = '" + lost + "'");

        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 1, 2, 0, 0));
        assertThat(day.missing())
                .containsExactly(new MissingDelivery(kept, day.day(), agency.connection(), 1, 0, lost));

        day.readAgain(kept);
        day.readAgain(kept);
        day.readAgain(envelope);
        assertThat(texts()).containsExactlyInAnyOrder("Bonjour", "Je suis là", "Et moi");
        assertThat(day.figures()).isEqualTo(new Figures(2, 0, 0, 0, 0, 3, 0, 0));
        assertThat(day.missing()).isEmpty();
        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 0, 3, 0, 0));
    }

    @Test
    void a_status_that_never_came_to_its_message_is_missing_and_is_told_when_read_again() {
        UUID ours = saidByUs();
        UUID envelope = day.arrived(agency.parcel().status("wamid.ours", "read", callback(ours)));
        assertThat(state(ours)).isEqualTo("read");
        hub.change("update conversations.message set state = 'sent' where id = '" + ours + "'");

        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 1, 0, 0, 0));
        assertThat(day.missing())
                .containsExactly(new MissingDelivery(envelope, day.day(), agency.connection(), 0, 1, "wamid.ours"));

        day.readAgain(envelope);
        assertThat(state(ours)).isEqualTo("read");
        assertThat(day.figures()).isEqualTo(new Figures(1, 0, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void statuses_of_what_another_system_sent_on_our_number_are_not_missing() {
        day.arrived(agency.parcel()
                .status(Parcel.newId(), "sent", "")
                .status(Parcel.newId(), "delivered", callback(UUID.randomUUID()))
                .status(Parcel.newId(), "read", "\"biz_opaque_callback_data\":\"invoice 12\""));

        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 0, 0, 0, 3));
    }

    @Test
    void what_could_not_be_read_waits_or_was_given_up_is_counted_as_such_and_not_as_missing() {
        UUID aside = day.arrived(agency.parcel().raw("{\"field\":\"messages\",\"value\":7}"));
        UUID waiting = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour"));
        UUID second = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "Vous êtes là ?"));
        UUID dead = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "Bonsoir"));
        hub.change("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values ('%s', 'hub', now() + interval '1 day', '%s', 'read', '{"envelopes": ["%s", "%s"]}')
                """.formatted(agency.id(), UUID.randomUUID(), waiting, second));
        hub.change("""
                insert into work.dead (workspace_id, queue, due_at, id, lane, kind, payload, attempts, held, reason, died_at)
                values ('%s', 'hub', now(), 1, '%s', 'read', '{"envelopes": ["%s"]}', 9, false, 'crashed', now())
                """.formatted(agency.id(), UUID.randomUUID(), dead));

        assertThat(day.check()).isEqualTo(new Figures(4, 1, 2, 1, 0, 0, 0, 0));
        assertThat(agency.look("select id from connections.unreadable where workspace_id = :here"))
                .containsExactly(aside.toString());

        hub.change("delete from work.item where workspace_id = '" + agency.id() + "'");
        hub.change("delete from work.dead where workspace_id = '" + agency.id() + "'");
        assertThat(day.check()).as("nobody will read them any more").isEqualTo(new Figures(4, 1, 0, 0, 3, 0, 0, 0));
    }

    @Test
    void what_nobody_read_and_nobody_set_aside_is_missing_until_it_is_set_aside() {
        UUID nonsense = day.unread("no JSON".getBytes(StandardCharsets.UTF_8));
        UUID half = day.unread(
                agency.parcel().raw("{\"field\":\"messages\",\"value\":7}").text(CLAIRE, Parcel.newId(), "Beside it"));

        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(day.missing()).extracting(MissingDelivery::envelope).containsExactlyInAnyOrder(nonsense, half);

        day.readAgain(nonsense);
        day.readAgain(half);
        assertThat(texts()).containsExactly("Beside it");
        assertThat(day.figures()).isEqualTo(new Figures(2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void what_was_set_aside_and_can_be_read_at_last_lies_with_the_others_again() {
        String id = Parcel.newId();
        UUID envelope = day.unread(agency.parcel().text(CLAIRE, id, "Enfin lu"));
        agency.transaction(() -> {
            agency.part(Envelopes.class).setAside(envelope, "an old version did not know it");
            return envelope;
        });
        assertThat(day.check()).isEqualTo(new Figures(1, 1, 0, 0, 0, 0, 0, 0));

        day.readAgain(envelope);
        assertThat(texts()).containsExactly("Enfin lu");
        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void what_a_removed_connection_brought_is_still_accounted_for() {
        day.arrived(agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour"));
        agency.run(() -> agency.part(Connections.class).remove(agency.connection()));

        assertThat(day.check()).isEqualTo(new Figures(1, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void signs_and_preferences_are_not_asked_for() {
        String id = Parcel.newId();
        day.arrived(agency.parcel().text(CLAIRE, id, "Bonjour"));
        day.unread(agency.parcel().message(CLAIRE, Parcel.newId(), """
                        "type":"reaction","reaction":{"message_id":"%s","emoji":"👍"}""".formatted(id)));

        assertThat(day.check()).isEqualTo(new Figures(2, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void a_neighbour_sees_nothing_of_it_and_reads_nothing_of_ours_again() {
        UUID envelope = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour"));
        assertThat(day.check().missing()).isEqualTo(1);

        try (ConnectedWorkspace neighbour = hub.newWorkspace()) {
            KeptDay theirs = new KeptDay(neighbour);
            assertThat(theirs.check()).isEqualTo(new Figures(0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(theirs.missing()).isEmpty();
            assertThat(theirs.find("")).isEmpty();
            assertThat(neighbour.in(() -> neighbour.part(Reconciliations.class).readAgain(envelope)))
                    .isFalse();
        }
        assertThat(day.missing()).hasSize(1);
    }

    @Test
    void only_the_days_that_are_kept_can_be_asked_for() {
        agency.itIs(12);
        Reconciliations days = agency.part(Reconciliations.class);
        assertThat(agency.in(() -> days.ask(days.today().plusDays(1)))).isFalse();
        assertThat(agency.in(() -> days.ask(days.today().minusDays(Reconciliations.DAYS))))
                .isFalse();
        assertThat(agency.in(days::days)).isEmpty();
    }

    @Test
    void ten_thousand_deliveries_are_read_in_pages_of_five_hundred() {
        manyFromStrangers(10_000);
        Envelopes envelopes = agency.part(Envelopes.class);

        int pages = 0;
        UUID after = new UUID(0, 0);
        for (List<Envelope> page = page(envelopes, after); !page.isEmpty(); page = page(envelopes, after)) {
            assertThat(page).hasSizeLessThanOrEqualTo(Reconciler.MOST_A_PAGE);
            after = page.getLast().id();
            pages++;
        }
        assertThat(pages).isEqualTo(10_000 / Reconciler.MOST_A_PAGE);
        assertThat(day.check()).isEqualTo(new Figures(10_000, 0, 0, 0, 0, 0, 0, 10_000));
    }

    private List<Envelope> page(Envelopes envelopes, UUID after) {
        return agency.in(
                () -> envelopes.page(after, new UUID(-1L, -1L), Reconciler.MOST_A_PAGE, Reconciler.BYTES_A_PAGE));
    }

    @Test
    void a_page_holds_no_more_bytes_than_it_may_but_always_one_delivery() {
        byte[] large = " ".repeat(3_000).getBytes(StandardCharsets.UTF_8);
        List<UUID> ids = List.of(day.unread(large), day.unread(large), day.unread(large));
        Envelopes envelopes = agency.part(Envelopes.class);
        UUID end = new UUID(-1L, -1L);

        assertThat(agency.in(() -> envelopes.page(new UUID(0, 0), end, 100, 4_000)))
                .extracting(one -> one.id())
                .containsExactly(ids.get(0), ids.get(1));
        assertThat(agency.in(() -> envelopes.page(ids.get(1), end, 100, 1)))
                .extracting(one -> one.id())
                .containsExactly(ids.get(2));
    }

    /** Statuses of nobody's messages, one a delivery, put there by one statement. */
    private void manyFromStrangers(int many) {
        String body = new String(agency.parcel().status("wamid.N", "sent", "").body(), StandardCharsets.UTF_8);
        hub.change("""
                insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                select '%s', ('%s' || lpad(to_hex(n), 12, '0'))::uuid, '%s', '{}',
                       convert_to(replace('%s', 'wamid.N', 'wamid.' || n), 'UTF8')
                  from generate_series(1, %d) n
                """.formatted(
                        agency.id(),
                        UuidV7.first(day.noon()).toString().substring(0, 24),
                        agency.connection().value(),
                        body,
                        many));
    }

    /** A message of the assistant's that left; the conversation's own deliveries came on another day. */
    private UUID saidByUs() {
        agency.sandbox().whatsApp().account().subscribed(false);
        agency.parcel().text(MOUNIR, Parcel.newId(), "Allô ?").arrive();
        UUID id = UUID.randomUUID();
        hub.change("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, provider_id, state, at, created_at, state_at)
                values ('%s', '%s', '%s', '%s', 'bot', 'wamid.ours', 'sent', now(), now(), now())
                """.formatted(
                        agency.id(),
                        id,
                        agency.conversation(MOUNIR).id().value(),
                        agency.connection().value()));
        return id;
    }

    private String state(UUID message) {
        return agency.look("select state from conversations.message where id = '" + message + "'")
                .getFirst();
    }

    private List<String> texts() {
        return agency.look("select text from conversations.message where workspace_id = :here and sender = 'contact'");
    }

    private static String callback(UUID ours) {
        return "\"biz_opaque_callback_data\":\"" + ours + "\"";
    }
}
