package com.digiflowhub.conversations;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.Test;

/**
 * The first test to read, beside {@code docs/tour.md}: one message goes through the five rooms of the hub, on the real wire, with
 * PostgreSQL underneath, and its answer comes back to the phone it came from.
 */
class AMessageComesInTest {
    private final ConnectedWorkspace agency = RunningHub.shared().newWorkspace();

    @Test
    void a_lead_writes_and_is_answered() {
        agency.answers("Bonjour ! La formation coûte 490 €.");
        Phone phone = agency.phone(CLAIRE);

        // Room 1, the door: WhatsApp's webhook is answered 200 once the envelope is committed.
        phone.writes("Bonjour, c'est combien la formation ?");
        Patience.waitUntil(
                "the webhook taken", () -> agency.sandbox().whatsApp().undelivered() == 0);

        // Room 2, the record: one contact, one conversation, one message.
        Message question = agency.waitForMessage(CLAIRE, "Bonjour, c'est combien la formation ?");
        assertThat(question.sender()).isEqualTo(Author.CONTACT);
        assertThat(question.state()).isEqualTo(MessageState.RECEIVED);

        // Room 3, the turn: whoever answers is asked once it is quiet; the reply is stored as queued.
        Message answer = agency.waitForMessage(CLAIRE, "Bonjour ! La formation coûte 490 €.");
        assertThat(answer.sender()).isEqualTo(Author.BOT);

        // Room 4, the send: an attempt is committed, then the socket written; the phone shows the answer.
        Seen seen = Patience.waitFor("the answer on the phone", phone::received, list -> !list.isEmpty())
                .getFirst();
        assertThat(seen.text()).isEqualTo("Bonjour ! La formation coûte 490 €.");

        // And back through room 1: the ticks.
        Patience.waitUntil(
                "read", () -> agency.waitForMessage(CLAIRE, answer.text()).state() == MessageState.READ);
        assertThat(agency.look("""
                select result from conversations.attempt where workspace_id = :here
                """)).containsExactly("accepted");
        assertThat(phone.businessRead(question.providerId().orElseThrow())).isTrue();
        assertThat(agency.conversation(CLAIRE).last().sender()).isEqualTo("bot");
    }
}
