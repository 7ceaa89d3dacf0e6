package com.digiflowhub.conversations;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversations.Written;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STOP works at once: one confirmation, then silence until they write again, and then only a person may answer; START opens again. */
class StopTest {
    private static final String NOTICE =
            "C’est noté : vous ne recevrez plus de message automatique ici. Répondez START pour en recevoir à nouveau.";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Conversations conversations = hub.part(Conversations.class);
    private final Phone phone = agency.phone(CLAIRE);

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop svp", "Arrêt", "Désabonner", "unsubscribe", "S.T.O.P"})
    void stop_is_confirmed_once_and_then_there_is_silence(String words) {
        agency.answers("Bonjour !");
        phone.writes(words);
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        phone.writes("STOP");
        phone.writes("Vous m'entendez ?");
        agency.waitForMessage(CLAIRE, "Vous m'entendez ?");
        agency.settle();
        assertThat(phone.received()).extracting(seen -> seen.text()).containsExactly(NOTICE);
        assertThat(
                        agency.look(
                                "select state || ' ' || source from contacts.consent where workspace_id = :here and address like 'phone:%'"))
                .containsExactly("stopped message");
        assertThat(agency.look("select kind from conversations.event where workspace_id = :here"))
                .containsExactly("stopped");
    }

    @Test
    void a_button_that_says_stop_by_its_payload_is_heard() {
        agency.parcel()
                .message(
                        CLAIRE,
                        "wamid.b",
                        "\"type\":\"button\",\"button\":{\"payload\":\"STOP\",\"text\":\"Ne plus recevoir\"}")
                .arrive();
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        assertThat(phone.received().getFirst().text()).isEqualTo(NOTICE);
    }

    @Test
    void a_sentence_that_holds_the_word_is_no_stop_but_a_person_looks() {
        agency.answers("D'accord.");
        phone.writes("Je veux arrêter mon abonnement de train");
        Patience.waitUntil("answered all the same", () -> phone.received().size() == 1);
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("perhaps-stop"));
        assertThat(agency.look("select state from contacts.consent where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void after_a_stop_only_a_person_may_answer_and_only_once_they_wrote_again() {
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        agency.settle();
        Conversation conversation = agency.conversation(CLAIRE);
        assertThat(write(conversation, "c1", "Vraiment ?"))
                .isEqualTo(new Written.Refused(MaySend.Why.STOPPED_PERSON_MUST_WAIT));
        sleepASecond();
        phone.writes("En fait, une question");
        agency.waitForMessage(CLAIRE, "En fait, une question");
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("wrote-after-stop"));
        assertThat(write(conversation, "c2", "Je vous écoute.")).isInstanceOf(Written.Queued.class);
        Patience.waitUntil("answered by a person", () -> phone.received().size() == 2);
    }

    @Test
    void a_stop_that_is_repeated_is_no_new_message_to_answer() {
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        agency.settle();
        sleepASecond();
        phone.writes("Stop !");
        agency.waitForMessage(CLAIRE, "Stop !");
        assertThat(write(agency.conversation(CLAIRE), "c1", "Oui ?"))
                .isEqualTo(new Written.Refused(MaySend.Why.STOPPED_PERSON_MUST_WAIT));
    }

    @Test
    void a_stop_heard_by_a_node_whose_clock_is_behind_does_not_stand_after_its_own_decision() {
        phone.writes("Bonjour");
        agency.waitForMessage(CLAIRE, "Bonjour");
        agency.settle();
        hub.change("update conversations.conversation set last_inbound_at = last_inbound_at + interval '30 seconds'"
                + " where workspace_id = '" + agency.id() + "'");
        agency.parcel()
                .message(
                        CLAIRE,
                        Parcel.newId(),
                        hub.now().plusSeconds(60),
                        "\"type\":\"text\",\"text\":{\"body\":\"STOP\"}")
                .arrive();
        assertThat(write(agency.conversation(CLAIRE), "c1", "Vraiment ?"))
                .isEqualTo(new Written.Refused(MaySend.Why.STOPPED_PERSON_MUST_WAIT));
    }

    @Test
    void start_opens_again_and_the_assistant_answers_from_then_on() {
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        agency.answers("Re-bonjour !");
        phone.writes("START");
        Patience.waitUntil("answered", () -> phone.received().size() == 2);
        assertThat(agency.look(
                        "select state from contacts.consent where workspace_id = :here and address like 'phone:%'"))
                .containsExactly("open");
        assertThat(agency.look("select kind from conversations.event where workspace_id = :here order by at, id"))
                .containsExactly("stopped", "started");
        phone.writes("STOP");
        Patience.waitUntil("confirmed again", () -> phone.received().size() == 3);
        assertThat(phone.received().getLast().text()).isEqualTo(NOTICE);
    }

    @Test
    void start_from_who_never_stopped_is_a_message_like_any_other() {
        agency.answers("Bonjour !");
        phone.writes("Start");
        Patience.waitUntil("answered", () -> phone.received().size() == 1);
        assertThat(agency.look("select kind from conversations.event where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void a_stop_takes_back_what_was_queued_and_counts_what_was_already_leaving() {
        agency.sandbox().whatsApp().faults().next(Fault.DELAY, 1, "1500");
        agency.answers("Schon unterwegs.");
        phone.writes("Prix ?");
        Patience.waitUntil(
                "leaving",
                () -> agency.look(
                                "select 1 from conversations.message where workspace_id = :here and state = 'sending'")
                        .contains("1"));
        agency.answers("Bleibt hier.");
        Conversation conversation = agency.conversation(CLAIRE);
        Boolean queued = agency.transaction(() -> {
            hub.part(Talks.class)
                    .reply(
                            conversation.id(),
                            conversation.epoch(),
                            new MessageId(java.util.UUID.randomUUID()),
                            new Reply(
                                    "Bleibt hier.",
                                    new Reply.Grounds("qa", java.util.Optional.empty(), "", List.of())));
            return true;
        });
        assertThat(queued).isTrue();
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 2);
        agency.settle();
        assertThat(phone.received()).extracting(seen -> seen.text()).containsExactly("Schon unterwegs.", NOTICE);
        assertThat(agency.look(
                        "select leaving from conversations.event where workspace_id = :here and kind = 'stopped'"))
                .containsExactly("1");
        assertThat(
                        agency.rows(
                                "select state, reason from conversations.message where workspace_id = :here and text = 'Bleibt hier.'"))
                .containsExactly(List.of("cancelled", "stopped"));
    }

    @Test
    void the_stop_of_one_person_is_nobody_elses() {
        agency.answers("Bonjour !");
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        Phone other = agency.phone(MOUNIR);
        other.writes("Bonjour");
        Patience.waitUntil("answered", () -> other.received().size() == 1);
        assertThat(other.received().getFirst().text()).isEqualTo("Bonjour !");
    }

    @Test
    void a_stop_by_number_holds_for_the_same_person_without_the_number() {
        agency.answers("Bonjour !");
        String both = "\"contacts\":[{\"profile\":{\"name\":\"Claire\"},\"wa_id\":\"" + CLAIRE.number()
                + "\",\"user_id\":\"FR.77\"}],\"messages\":[{\"from\":\"" + CLAIRE.number()
                + "\",\"from_user_id\":\"FR.77\",\"id\":\"wamid.1\",\"timestamp\":\""
                + java.time.Instant.now().getEpochSecond()
                + "\",\"type\":\"text\",\"text\":{\"body\":\"STOP\"}}]";
        agency.parcel().messages(both).arrive();
        agency.parcel()
                .messages("\"messages\":[{\"from_user_id\":\"FR.77\",\"id\":\"" + Parcel.newId() + "\",\"timestamp\":\""
                        + java.time.Instant.now().getEpochSecond()
                        + "\",\"type\":\"text\",\"text\":{\"body\":\"Encore là ?\"}}]")
                .arrive();
        assertThat(agency.look("select text from conversations.message where workspace_id = :here and sender = 'bot'"))
                .containsExactly(NOTICE);
    }

    @Test
    void a_stop_delivered_twice_is_confirmed_once() {
        agency.sandbox().whatsApp().faults().on(Fault.DUPLICATE, "4");
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> !phone.received().isEmpty());
        agency.settle();
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void a_stop_in_a_conversation_that_a_person_owns_is_confirmed_and_heard() {
        phone.writes("Bonjour");
        agency.waitForMessage(CLAIRE, "Bonjour");
        agency.settle();
        Conversation conversation = agency.conversation(CLAIRE);
        agency.run(() -> conversations.takeOver(conversation.id(), agency.owner()));
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        assertThat(write(agency.conversation(CLAIRE), "c1", "Mais…"))
                .isEqualTo(new Written.Refused(MaySend.Why.STOPPED_PERSON_MUST_WAIT));
    }

    @Test
    void after_a_stop_the_next_turn_waits_its_full_quiet_again() {
        phone.writes("STOP");
        Patience.waitUntil("confirmed", () -> phone.received().size() == 1);
        agency.settle();
        assertThat(agency.look("select turn_since from conversations.conversation where workspace_id = :here"))
                .containsExactly("null");
    }

    private Written write(Conversation conversation, String clientId, String text) {
        return agency.in(() -> conversations.write(conversation.id(), agency.owner(), clientId, text));
    }

    /** WhatsApp tells whole seconds: what is written in the same second counts as written before. */
    private static void sleepASecond() {
        long second = java.time.Instant.now().getEpochSecond();
        Patience.waitUntil("the next second", () -> java.time.Instant.now().getEpochSecond() > second + 1);
    }
}
