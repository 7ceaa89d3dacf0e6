package com.digiflowhub.start;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The database's disk is full. A stand-in: a build may not mount a disk, so a trigger says in PostgreSQL's own words that a table cannot be
 * extended. A full disk under the write-ahead log stops the server instead, which is a killed PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {
    private final RunningHub hub = RunningHub.start(Map.of("hub.work.outage", "20ms"));
    private final ConnectedWorkspace agency = hub.newWorkspace();

    FullDiskTest() {
        hub.change("create sequence refused");
        hub.change("""
                create function no_room() returns trigger language plpgsql security definer as $$
                begin
                    perform nextval('refused');
                    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
                end $$
                """);
        agency.answers("Bonjour !");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void at_the_door_it_is_no_acknowledgement_and_what_comes_again_is_taken_once() {
        Parcel parcel = agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour, c'est combien ?");
        fills("insert on connections.envelope");
        assertThat(parcel.post()).isEqualTo(503);
        assertThat(parcel.post()).isEqualTo(503);
        assertThat(agency.api().get("/api/conversations").status())
                .as("what only reads goes on")
                .isEqualTo(200);
        empties();
        assertThat(parcel.post()).isEqualTo(200);
        assertThat(parcel.post()).isEqualTo(200);
        agency.settle();
        assertThat(said(CLAIRE)).containsExactly("Bonjour, c'est combien ?", "Bonjour !");
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void in_the_middle_of_work_it_counts_no_attempt_and_nothing_is_given_up() {
        fills("insert on conversations.message");
        assertThat(agency.parcel().text(MOUNIR, Parcel.newId(), "Un").post()).isEqualTo(200);
        refuses(30);
        assertThat(agency.rows("select attempts, held from work.item where workspace_id = :here and kind = 'read'"))
                .containsExactly(List.of("0", "f"));
        empties();
        agency.settle();
        assertThat(said(MOUNIR)).containsExactly("Un", "Bonjour !");
        assertThat(agency.look("select reason from work.dead where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void between_a_send_and_its_note_it_sends_nothing_twice_and_forgets_nothing() {
        Phone phone = agency.phone(INES);
        hub.change("""
                create trigger no_room before update on conversations.message for each row when (old.state = 'sending')
                execute function no_room()
                """);
        phone.writes("Deux");
        assertThat(Patience.waitFor("the answer", phone::received, list -> !list.isEmpty()))
                .hasSize(1);
        refuses(80);
        assertThat(agency.look("select reason from work.dead where workspace_id = :here"))
                .as("begun more often than any item may be, but never for a fault of its own")
                .isEmpty();
        empties();
        agency.settle();
        assertThat(phone.received()).hasSize(1);
        Message answer = agency.waitForMessage(INES, "Bonjour !");
        assertThat(answer.state()).isIn(MessageState.SENT, MessageState.DELIVERED, MessageState.READ);
    }

    @AfterEach
    void again() {
        empties();
    }

    private List<String> said(Cast.Person person) {
        return agency.messages(person).stream().map(Message::text).toList();
    }

    private void fills(String place) {
        hub.change("create trigger no_room before " + place + " for each statement execute function no_room()");
    }

    private void empties() {
        hub.look("select tgrelid::regclass::text from pg_trigger where tgname = 'no_room' and tgparentid = 0")
                .forEach(table -> hub.change("drop trigger no_room on " + table));
    }

    /** So many times more. */
    private void refuses(int times) {
        long before = refused();
        Patience.waitUntil("refused " + times + " times", () -> refused() >= before + times);
    }

    private long refused() {
        return Long.parseLong(hub.look("select last_value from refused").getFirst());
    }
}
