package com.digiflowhub.conversations.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Conversations.Written;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of Meta's error codes changes in the database, when it comes as an answer and when it comes in a status. */
class ErrorEffectsTest {
    private static final RunningHub HUB = RunningHub.sharedWithSettableTime();
    private static final ConnectedWorkspace AGENCY = HUB.newWorkspace();
    private static final AtomicInteger PEOPLE = new AtomicInteger(100);

    /** Message's state, attempt's result, and what else changed: connection, window, consent, reach, pause, waiting. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0, 'queued refused broken pause'",
        "190, 'queued refused broken pause'",
        "3, 'queued refused broken pause'",
        "10, 'queued refused broken pause'",
        "200, 'queued refused broken pause'",
        "299, 'queued refused broken pause'",
        "368, 'queued refused broken pause'",
        "131005, 'queued refused broken pause'",
        "131031, 'queued refused broken pause'",
        "131037, 'queued refused broken pause'",
        "131042, 'queued refused broken pause'",
        "131045, 'queued refused broken pause'",
        "133010, 'queued refused broken pause'",
        "1, 'queued try-later held'",
        "2, 'queued try-later held'",
        "131000, 'queued try-later held'",
        "131016, 'queued try-later held'",
        "133004, 'queued try-later held'",
        "135000, 'queued try-later held'",
        "131056, 'queued try-later held'",
        "131057, 'queued try-later held'",
        "4, 'queued try-later pause'",
        "80007, 'queued try-later pause'",
        "130429, 'queued try-later pause'",
        "132069, 'queued try-later pause'",
        "131047, 'failed refused window-closed'",
        "131026, 'failed refused unreachable'",
        "130497, 'failed refused unreachable'",
        "137000, 'failed refused unreachable'",
        "131050, 'failed refused no-marketing'",
        "131048, 'failed refused'",
        "134011, 'failed refused'",
        "131049, 'failed refused'",
        "130472, 'failed refused'",
        "131060, 'failed refused'",
        "139001, 'failed refused'",
        "131021, 'failed refused'",
        "131030, 'failed refused'",
        "131051, 'failed refused'",
        "131052, 'failed refused'",
        "131053, 'failed refused'",
        "131008, 'failed refused'",
        "131009, 'failed refused'",
        "100, 'failed refused'",
        "33, 'failed refused'",
        "132000, 'failed refused'",
        "132001, 'failed refused'",
        "132015, 'failed refused'",
        "132068, 'failed refused'"
    })
    void as_an_answer(int code, String effects) {
        AGENCY.sandbox().whatsApp().faults().next(Fault.REFUSE, 1, String.valueOf(code));
        Conversation conversation = newConversation();
        UUID id = write(conversation);
        try {
            Patience.waitUntil(
                    "tried",
                    () -> !AGENCY.look(
                                    "select 1 from conversations.attempt where ended_at is not null and message_id = '"
                                            + id + "'")
                            .isEmpty());
            assertThat(effects(conversation, id)).isEqualTo(effects);
            assertThat(AGENCY.look("select reason from conversations.message where id = '" + id + "'"))
                    .containsExactly(String.valueOf(code));
        } finally {
            mend();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "131047, 'failed accepted window-closed'",
        "131026, 'failed accepted unreachable'",
        "131050, 'failed accepted no-marketing'",
        "131049, 'failed accepted'",
        "131042, 'failed accepted broken'",
        "131053, 'failed accepted'",
        "131000, 'failed accepted'"
    })
    void in_a_status(int code, String effects) {
        Conversation conversation = newConversation();
        AGENCY.sandbox().whatsApp().faults().next(Fault.FAIL_LATER, 1, String.valueOf(code));
        UUID id = write(conversation);
        try {
            Patience.waitFor(
                    "failed",
                    () -> AGENCY.look("select state from conversations.message where id = '" + id + "'"),
                    List.of("failed")::equals);
            assertThat(effects(conversation, id)).isEqualTo(effects);
        } finally {
            mend();
        }
    }

    private static Conversation newConversation() {
        Cast.Person person = Cast.somebody(PEOPLE.incrementAndGet());
        assertThat(AGENCY.parcel()
                        .text(person, "wamid.e" + person.number(), "Bonjour")
                        .post())
                .isEqualTo(200);
        return AGENCY.conversation(person);
    }

    private static UUID write(Conversation conversation) {
        Written written = AGENCY.in(() -> HUB.part(Conversations.class)
                .write(conversation.id(), AGENCY.owner(), UUID.randomUUID().toString(), "x"));
        return ((Written.Queued) written).message().value();
    }

    private static String effects(Conversation before, UUID id) {
        List<String> effects = new ArrayList<>();
        effects.addAll(AGENCY.look("select state from conversations.message where id = '" + id + "'"));
        effects.addAll(AGENCY.look("select result from conversations.attempt where message_id = '" + id + "'"));
        effects.addAll(AGENCY.look(
                "select state from connections.connection where workspace_id = :here and state = 'broken'"));
        if (AGENCY.look("select 1 from conversations.conversation where id = '" + before.id()
                        + "' and window_until <= '" + HUB.now() + "'")
                .contains("1")) {
            effects.add("window-closed");
        }
        effects.addAll(AGENCY.look("select state from contacts.consent where contact_id = '" + before.contact() + "'"));
        effects.addAll(AGENCY.look(
                "select 'unreachable' from contacts.unreachable where contact_id = '" + before.contact() + "'"));
        effects.addAll(AGENCY.look(
                "select 'pause' from work.pause where workspace_id = :here and until > '" + HUB.now() + "'"));
        effects.addAll(AGENCY.look("select 'held' from work.item where workspace_id = :here and held"));
        return String.join(" ", effects);
    }

    /** As it was: nothing waits, nothing is broken. */
    private static void mend() {
        HUB.change("delete from work.item where workspace_id = '" + AGENCY.id() + "'");
        HUB.change("delete from work.pause where workspace_id = '" + AGENCY.id() + "'");
        AGENCY.run(() -> HUB.part(Connections.class).markWorking(AGENCY.connection()));
        HUB.advance(java.time.Duration.ofSeconds(2));
    }
}
