package com.digiflowhub.conversations.reconciliation;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A delivery that is read again changes nothing that stands, sends nothing twice, and takes back no STOP. */
class ReadAgainTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final KeptDay day = new KeptDay(agency);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void what_was_answered_is_not_answered_again() {
        agency.answers("Bonjour, 490 €.");
        UUID envelope = day.arrived(agency.parcel().text(CLAIRE, Parcel.newId(), "C’est combien ?"));
        assertThat(agency.waitForMessage(CLAIRE, "Bonjour, 490 €.").text()).isNotEmpty();
        agency.settle();
        List<String> before = everything();

        day.readAgain(envelope);

        assertThat(everything()).isEqualTo(before);
        assertThat(agency.look("select n from conversations.attempt where workspace_id = :here"))
                .containsExactly("1");
    }

    @Test
    void what_was_missing_is_answered_once_while_it_may_be() {
        agency.answers("Bonjour, 490 €.");
        UUID envelope = day.unread(
                agency.parcel().text(CLAIRE, Parcel.newId(), "C’est combien ?").body(), hub.now());

        day.readAgain(envelope);
        day.readAgain(envelope);

        assertThat(agency.look("select n from conversations.attempt where workspace_id = :here"))
                .containsExactly("1");
    }

    @Test
    void what_came_so_long_ago_that_no_answer_may_leave_is_written_down_all_the_same() {
        agency.answers("Bonjour, 490 €.");
        UUID envelope = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "C’est combien ?"));

        day.readAgain(envelope);

        assertThat(agency.look(
                        "select text from conversations.message where workspace_id = :here and sender = 'contact'"))
                .containsExactly("C’est combien ?");
        assertThat(
                        agency.look(
                                "select distinct reason from conversations.message where workspace_id = :here and sender = 'bot'"))
                .containsExactly("window-closed");
        assertThat(agency.look("select n from conversations.attempt where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void a_stop_that_was_missing_counts_at_once() {
        day.arrived(agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour"));
        UUID stop = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "STOP"));

        day.readAgain(stop);
        assertThat(consent()).containsExactly("stopped");
        List<String> before = everything();
        day.readAgain(stop);
        assertThat(everything()).as("confirmed once").isEqualTo(before);
    }

    @Test
    void a_start_of_long_ago_opens_nothing_that_was_stopped_since() {
        UUID start = day.unread(agency.parcel().text(CLAIRE, Parcel.newId(), "START"));
        day.arrived(agency.parcel().text(CLAIRE, Parcel.newId(), "STOP"));
        assertThat(consent()).containsExactly("stopped");

        day.readAgain(start);

        assertThat(consent()).containsExactly("stopped");
        assertThat(agency.look("select text from conversations.message where workspace_id = :here and text = 'START'"))
                .containsExactly("START");
    }

    @Test
    void a_preference_of_long_ago_is_left_as_it_stands() {
        UUID refused = day.unread(preference("stop"));
        day.arrived(preference("resume"));
        assertThat(consent()).containsExactly("open");

        day.readAgain(refused);

        assertThat(consent()).containsExactly("open");
    }

    @Test
    void a_sign_that_was_taken_back_stays_away() {
        String id = Parcel.newId();
        day.arrived(agency.parcel().text(MOUNIR, id, "Bonjour"));
        UUID sign = day.arrived(sign(id, "👍"));
        day.arrived(sign(id, ""));
        assertThat(signs()).isEmpty();

        day.readAgain(sign);

        assertThat(signs()).isEmpty();
    }

    @Test
    void what_is_no_longer_kept_cannot_be_read_again() {
        boolean asked = agency.in(() -> agency.part(Reconciliations.class).readAgain(UUID.randomUUID()));
        assertThat(asked).isFalse();
    }

    private Parcel preference(String value) {
        return agency.parcel().change("user_preferences", """
                "user_preferences":[{"wa_id":"%s","category":"marketing_messages","value":"%s","timestamp":%d}],"metadata":{}""".formatted(
                        CLAIRE.number(), value, hub.now().getEpochSecond()));
    }

    private Parcel sign(String on, String emoji) {
        return agency.parcel().message(MOUNIR, Parcel.newId(), """
                "type":"reaction","reaction":{"message_id":"%s","emoji":"%s"}""".formatted(on, emoji));
    }

    private List<String> consent() {
        return agency.look("select distinct state from contacts.consent where workspace_id = :here");
    }

    private List<String> signs() {
        return agency.look("select emoji from conversations.reaction where workspace_id = :here");
    }

    private List<String> everything() {
        return agency.look("""
                select id || ' ' || text || ' ' || state || ' ' || at from conversations.message
                 where workspace_id = :here order by id""");
    }
}
