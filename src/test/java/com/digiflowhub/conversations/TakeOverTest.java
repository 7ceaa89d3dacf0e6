package com.digiflowhub.conversations;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversations.Written;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A person of the team and the assistant in one conversation: the person wins, at once, and each message leaves once. */
class TakeOverTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Conversations conversations = hub.part(Conversations.class);
    private final Phone phone = agency.phone(CLAIRE);

    @Test
    void who_takes_over_silences_the_assistant_until_it_is_handed_back() {
        agency.answers("Automatisch.");
        Conversation conversation = written("Bonjour");
        Message answer = agency.waitForMessage(CLAIRE, "Automatisch.");
        assertThat(answer.sender()).isEqualTo(Author.BOT);
        takeOver(conversation);
        phone.writes("Et pour deux personnes ?");
        agency.waitForMessage(CLAIRE, "Et pour deux personnes ?");
        agency.settle();
        assertThat(bySender("bot")).hasSize(1);
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("wrote-again"));
        agency.run(() -> conversations.handBack(conversation.id(), agency.owner()));
        agency.settle();
        assertThat(bySender("bot")).as("only from the next message on").hasSize(1);
        phone.writes("Allô ?");
        Patience.waitUntil("the assistant answers again", () -> bySender("bot").size() == 2);
    }

    @Test
    void taking_over_and_handing_back_raise_the_epoch_and_are_told() {
        Conversation conversation = written("Bonjour");
        takeOver(conversation);
        assertThat(agency.conversation(CLAIRE).owner()).contains(agency.owner());
        assertThat(agency.conversation(CLAIRE).epoch()).isEqualTo(conversation.epoch() + 1);
        takeOver(conversation);
        assertThat(agency.conversation(CLAIRE).epoch()).as("said twice").isEqualTo(conversation.epoch() + 1);
        agency.run(() -> conversations.handBack(conversation.id(), agency.owner()));
        agency.run(() -> conversations.handBack(conversation.id(), agency.owner()));
        assertThat(agency.conversation(CLAIRE).epoch()).isEqualTo(conversation.epoch() + 2);
        assertThat(agency.look("select kind from conversations.event where workspace_id = :here order by at, id"))
                .containsExactly("taken-over", "handed-back");
    }

    @Test
    void a_reply_that_the_assistant_had_ready_is_taken_back_with_the_reason() {
        Conversation conversation = written("Bonjour");
        CountDownLatch thinking = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        agency.answers(seen -> {
            thinking.countDown();
            waitFor(taken);
            return new Verdict.Say("Zu spät.");
        });
        phone.writes("Noch da?");
        waitFor(thinking);
        takeOver(conversation);
        taken.countDown();
        agency.waitForMessage(CLAIRE, "Noch da?");
        agency.settle();
        assertThat(bySender("bot")).as("decided before, told after").isEmpty();
    }

    @Test
    void what_was_queued_when_somebody_took_over_is_cancelled_and_says_why() {
        Conversation conversation = written("Bonjour");
        hub.change("insert into work.pause (workspace_id, queue, until, reason) values ('" + agency.id()
                + "', 'connection:" + agency.connection() + "', '2099-01-01', 'test')");
        agency.sandbox().whatsApp().faults().on(Fault.DELAY, "50");
        Boolean queued = agency.transaction(() -> {
            hub.part(Talks.class)
                    .reply(
                            conversation.id(),
                            conversation.epoch(),
                            conversation.lastInbound().orElseThrow(),
                            reply("Bereit."));
            conversations.takeOver(conversation.id(), agency.owner());
            return true;
        });
        assertThat(queued).isTrue();
        assertThat(
                        agency.rows(
                                "select state, reason from conversations.message where workspace_id = :here and sender = 'bot'"))
                .containsExactly(List.of("cancelled", "taken-over"));
        hub.change("delete from work.pause where workspace_id = '" + agency.id() + "'");
        agency.settle();
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void what_was_already_leaving_is_shown_as_such_and_counted() {
        Conversation conversation = written("Bonjour");
        agency.sandbox().whatsApp().faults().next(Fault.DELAY, 1, "1500");
        agency.answers("Schon unterwegs.");
        phone.writes("Prix ?");
        Patience.waitUntil(
                "leaving",
                () -> agency.look(
                                "select 1 from conversations.message where workspace_id = :here and state = 'sending'")
                        .contains("1"));
        takeOver(conversation);
        Patience.waitUntil("arrived", () -> phone.received().size() == 1);
        assertThat(agency.look(
                        "select leaving from conversations.event where workspace_id = :here and kind = 'taken-over'"))
                .containsExactly("1");
        assertThat(agency.waitForMessage(CLAIRE, "Schon unterwegs.").leaving()).isTrue();
    }

    @Test
    void an_answerer_that_hands_over_puts_the_conversation_in_front_of_the_team_with_the_reason() {
        agency.answers(seen -> new Verdict.HandOver("asked"));
        written("Je veux parler à quelqu'un");
        Patience.waitUntil(
                "waiting", () -> agency.conversation(CLAIRE).waiting().isPresent());
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("asked"));
        Conversation conversation = agency.conversation(CLAIRE);
        assertThat(write(conversation, "c1", "Me voici.")).isInstanceOf(Written.Queued.class);
        assertThat(agency.conversation(CLAIRE).waiting()).isEmpty();
        assertThat(agency.conversation(CLAIRE).owner()).contains(agency.owner());
    }

    @Test
    void the_first_reason_to_wait_keeps_its_time_when_a_second_one_comes() {
        agency.answers(seen -> new Verdict.HandOver(seen.lines().size() == 1 ? "unsure" : "asked"));
        written("eins");
        Patience.waitUntil(
                "waiting", () -> agency.conversation(CLAIRE).waiting().isPresent());
        Conversation.Waiting first = agency.conversation(CLAIRE).waiting().orElseThrow();
        phone.writes("zwei");
        Patience.waitUntil(
                "asked",
                () -> agency.conversation(CLAIRE)
                        .waiting()
                        .orElseThrow()
                        .reason()
                        .equals("asked"));
        assertThat(agency.conversation(CLAIRE).waiting().orElseThrow().since()).isEqualTo(first.since());
    }

    @Test
    void a_second_answer_to_the_same_message_changes_nothing() {
        Conversation conversation = written("Bonjour");
        for (int n = 0; n < 3; n++) {
            String text = "Antwort " + n;
            Boolean done = agency.transaction(() -> {
                hub.part(Talks.class)
                        .reply(
                                conversation.id(),
                                conversation.epoch(),
                                conversation.lastInbound().orElseThrow(),
                                reply(text));
                return true;
            });
            assertThat(done).isTrue();
            Patience.waitUntil(
                    "read",
                    () -> agency.look(
                                    "select state from conversations.message where workspace_id = :here and sender = 'bot'")
                            .equals(List.of("read")));
        }
        assertThat(phone.received()).extracting(seen -> seen.text()).containsExactly("Antwort 0");
    }

    @Test
    void the_button_pressed_twice_retried_and_pressed_by_many_threads_sends_once() throws Exception {
        Conversation conversation = written("Bonjour");
        Set<UUID> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Written>> presses =
                    java.util.Collections.nCopies(12, () -> write(conversation, "client-1", "Genau einmal."));
            for (Future<Written> press : threads.invokeAll(presses)) {
                ids.add(((Written.Queued) press.get()).message().value());
            }
        }
        ids.add(((Written.Queued) write(conversation, "client-1", "Genau einmal."))
                .message()
                .value());
        assertThat(ids).hasSize(1);
        Patience.waitUntil("arrived", () -> phone.received().size() == 1);
        agency.settle();
        assertThat(phone.received()).hasSize(1);
        assertThat(bySender("user")).hasSize(1);
    }

    @Test
    void the_same_words_with_another_client_id_are_another_message() {
        Conversation conversation = written("Bonjour");
        assertThat(write(conversation, "client-1", "Oui")).isInstanceOf(Written.Queued.class);
        assertThat(write(conversation, "client-2", "Oui")).isInstanceOf(Written.Queued.class);
        Patience.waitUntil("both arrived", () -> phone.received().size() == 2);
    }

    @Test
    void over_the_api_the_idempotency_key_is_the_client_id() {
        Conversation conversation = written("Bonjour");
        ApiCaller api = agency.api().with("Idempotency-Key", "key-1");
        String path = "/api/conversations/" + conversation.id() + "/messages";
        ApiCaller.Answered first = api.post(path, Map.of("text", "Par l'API"));
        ApiCaller.Answered second = api.post(path, Map.of("text", "Par l'API"));
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        Patience.waitUntil("arrived", () -> phone.received().size() == 1);
        agency.settle();
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void a_refusal_over_the_api_says_why_and_what_to_do() {
        Conversation conversation = written("Bonjour");
        String path = "/api/conversations/" + conversation.id() + "/messages";
        ApiCaller.Answered tooLong = agency.api().post(path, Map.of("text", "x".repeat(4_097)));
        assertThat(tooLong.status()).isEqualTo(409);
        assertThat(tooLong.json().path("type").asString()).endsWith("too-long");
        assertThat(tooLong.json().path("detail").asString()).contains("longer than the channel takes");
        assertThat(agency.api().post(path, Map.of("text", "")).status()).isEqualTo(400);
        assertThat(agency.api()
                        .post("/api/conversations/" + UUID.randomUUID() + "/messages", Map.of("text", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void another_workspace_finds_no_such_conversation() {
        Conversation conversation = written("Bonjour");
        ConnectedWorkspace other = hub.newWorkspace();
        assertThat(other.api().get("/api/conversations/" + conversation.id()).status())
                .isEqualTo(404);
        assertThat(other.api()
                        .post("/api/conversations/" + conversation.id() + "/take-over", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.api().get("/api/conversations").json().path("items")).isEmpty();
        assertThat(agency.api().get("/api/conversations").json().path("items")).hasSize(1);
    }

    @Test
    void reading_clears_the_count_of_unread_messages() {
        Conversation conversation = written("Bonjour");
        phone.writes("Encore");
        agency.waitForMessage(CLAIRE, "Encore");
        assertThat(agency.conversation(CLAIRE).unread()).isEqualTo(2);
        agency.run(() -> conversations.seen(conversation.id()));
        assertThat(agency.conversation(CLAIRE).unread()).isZero();
    }

    @Test
    void closing_and_reopening_are_told_once() {
        Conversation conversation = written("Bonjour");
        for (int n = 0; n < 2; n++) {
            agency.run(() -> conversations.close(conversation.id(), agency.owner()));
        }
        for (int n = 0; n < 2; n++) {
            agency.run(() -> conversations.reopen(conversation.id(), agency.owner()));
        }
        assertThat(agency.look("select kind from conversations.event where workspace_id = :here order by at, id"))
                .containsExactly("closed", "reopened");
        assertThat(agency.conversation(CLAIRE).status()).isEqualTo(Conversation.Status.ACTIVE);
    }

    @Test
    void the_composer_knows_beforehand_why_nobody_could_write() {
        Conversation conversation = written("Bonjour");
        assertThat(agency.in(() -> conversations.closedFor(conversation))).isEmpty();
        hub.change("update conversations.conversation set window_until = now() - interval '1 minute' where id = '"
                + conversation.id() + "'");
        assertThat(agency.in(() -> conversations.closedFor(agency.conversation(CLAIRE))))
                .contains(MaySend.Why.WINDOW_CLOSED);
    }

    private Conversation written(String text) {
        phone.writes(text);
        agency.waitForMessage(CLAIRE, text);
        if (bySender("bot").isEmpty()) {
            agency.settle();
        }
        return agency.conversation(CLAIRE);
    }

    private void takeOver(Conversation conversation) {
        agency.run(() -> conversations.takeOver(conversation.id(), agency.owner()));
    }

    private Written write(Conversation conversation, String clientId, String text) {
        return agency.in(() -> conversations.write(conversation.id(), agency.owner(), clientId, text));
    }

    private List<String> bySender(String sender) {
        return agency.look(
                "select text from conversations.message where workspace_id = :here and sender = '" + sender + "'");
    }

    private static Reply reply(String text) {
        return new Reply(text, new Reply.Grounds("qa", java.util.Optional.empty(), "", List.of()));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
