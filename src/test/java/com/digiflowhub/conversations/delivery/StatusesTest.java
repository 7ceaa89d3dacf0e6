package com.digiflowhub.conversations.delivery;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the provider tells about a message of ours: believed in whatever order and number it comes, forward only. */
class StatusesTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Conversation conversation = opened();

    private Conversation opened() {
        // The simulated phone tells nothing by itself here: its statuses would mix with those of the test.
        agency.sandbox().whatsApp().account().subscribed(false);
        agency.parcel().text(CLAIRE, "wamid.first", "Bonjour").arrive();
        return agency.conversation(CLAIRE);
    }

    /** Every order of every choice of statuses, with the state that must stand at the end. */
    static Stream<List<String>> orders() {
        List<List<String>> all = new ArrayList<>();
        permute(List.of("sent", "delivered", "read"), List.of(), all);
        permute(List.of("sent", "delivered", "read", "played"), List.of(), all);
        permute(List.of("sent", "failed"), List.of(), all);
        permute(List.of("sent", "delivered", "failed"), List.of(), all);
        all.add(List.of("read"));
        all.add(List.of("delivered", "delivered", "sent", "delivered"));
        return all.stream();
    }

    private static void permute(List<String> left, List<String> taken, List<List<String>> all) {
        if (left.isEmpty()) {
            all.add(taken);
        }
        for (String next : left) {
            List<String> rest = new ArrayList<>(left);
            rest.remove(next);
            List<String> more = new ArrayList<>(taken);
            more.add(next);
            permute(rest, more, all);
        }
    }

    @Test
    void statuses_only_move_forward_in_every_order() {
        List<List<String>> orders = orders().toList();
        List<Message> sent =
                orders.stream().map(order -> say(String.join(" ", order))).toList();
        Parcel everything = agency.parcel();
        for (int i = 0; i < orders.size(); i++) {
            String providerId = sent.get(i).providerId().orElseThrow();
            orders.get(i).forEach(status -> everything.status(providerId, status, error(status)));
        }
        everything.arrive();
        for (int i = 0; i < orders.size(); i++) {
            assertThat(state(sent.get(i))).as(String.join(" → ", orders.get(i))).isEqualTo(last(orders.get(i)));
        }
    }

    private static MessageState last(List<String> told) {
        if (told.contains("played")) {
            return MessageState.PLAYED;
        } else if (told.contains("read")) {
            return MessageState.READ;
        } else if (told.contains("delivered")) {
            return MessageState.DELIVERED;
        }
        return told.contains("failed") ? MessageState.FAILED : MessageState.SENT;
    }

    @Test
    void a_status_that_comes_before_our_own_answer_finds_its_message_by_our_id() {
        agency.sandbox().whatsApp().faults().next(Fault.DELAY, 1, "700");
        UUID id = queue("langsam");
        Patience.waitUntil("leaving", () -> stateOf(id) == MessageState.SENDING);
        assertThat(agency.parcel().status("wamid.before", "delivered", ours(id)).post())
                .isEqualTo(200);
        Patience.waitUntil("delivered", () -> stateOf(id) == MessageState.DELIVERED);
        agency.settle();
        assertThat(stateOf(id)).isEqualTo(MessageState.DELIVERED);
        assertThat(agency.look("select result from conversations.attempt where message_id = '" + id + "'"))
                .containsExactly("accepted");
    }

    @Test
    void a_failure_that_comes_before_our_own_answer_stays_a_failure_with_its_reason() {
        agency.sandbox().whatsApp().faults().next(Fault.DELAY, 1, "700");
        UUID id = queue("langsam");
        Patience.waitUntil("leaving", () -> stateOf(id) == MessageState.SENDING);
        assertThat(agency.parcel()
                        .status("wamid.before", "failed", ours(id) + "," + code(131026))
                        .post())
                .isEqualTo(200);
        Patience.waitUntil("failed", () -> stateOf(id) == MessageState.FAILED);
        agency.settle();
        assertThat(agency.rows("select state, reason from conversations.message where id = '" + id + "'"))
                .containsExactly(List.of("failed", "131026"));
    }

    @Test
    void a_status_without_our_id_is_kept_until_we_know_the_providers_id_failure_and_all() {
        // An echo of another tool: it names neither our id nor one of the provider's that we know yet.
        Message message = say("vorab");
        String providerId = message.providerId().orElseThrow();
        hub.change("update conversations.message set provider_id = null, state = 'queued' where id = '" + message.id()
                + "'");
        hub.change("delete from conversations.attempt where message_id = '" + message.id() + "'");
        agency.parcel()
                .status(providerId, "sent", "")
                .status(providerId, "failed", code(131047))
                .arrive();
        assertThat(agency.look("select status from conversations.early_status where workspace_id = :here order by 1"))
                .containsExactly("FAILED", "SENT");
        // Now our own answer comes in.
        var outcome = agency.in(() -> hub.part(SendResults.class)
                .left(
                        message,
                        agency.openConnection(),
                        1,
                        new com.digiflowhub.channels.SendResult.Accepted(providerId, Optional.empty())));
        Boolean written = agency.transaction(() -> {
            ((com.digiflowhub.platform.work.Outcome.Done) outcome).effect().write();
            return true;
        });
        assertThat(written).isTrue();
        assertThat(agency.rows("select state, reason from conversations.message where id = '" + message.id() + "'"))
                .containsExactly(List.of("failed", "131047"));
        assertThat(agency.look("select count(*) from conversations.early_status where workspace_id = :here"))
                .containsExactly("0");
        assertThat(agency.conversation(CLAIRE).windowUntil().orElseThrow())
                .as("131047 closed the window")
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void a_status_that_comes_while_our_own_answer_is_being_written_waits_for_it() {
        Message message = say("gleichzeitig");
        String providerId = message.providerId().orElseThrow();
        hub.change("update conversations.message set provider_id = null, state = 'sending' where id = '" + message.id()
                + "'");
        Statuses statuses = hub.part(Statuses.class);
        Thread told = Thread.ofVirtual().unstarted(() -> {
            Boolean recorded = agency.transaction(() -> {
                statuses.record(agency.openConnection(), List.of(read(providerId)));
                return true;
            });
            assertThat(recorded).isTrue();
        });
        Boolean written = agency.transaction(() -> {
            List<Statuses.Told> all = new ArrayList<>(statuses.early(agency.openConnection(), providerId));
            told.start();
            Patience.waitUntil("it waits, or is through", () -> !told.isAlive() || somebodyWaitsForALock());
            all.add(new Statuses.Told(DeliveryStatus.SENT, Optional.empty()));
            return statuses.apply(message.id(), all, providerId);
        });
        assertThat(written).isTrue();
        Patience.waitUntil("through", () -> !told.isAlive());
        assertThat(state(message)).isEqualTo(MessageState.READ);
        assertThat(agency.look("select status from conversations.early_status where workspace_id = :here"))
                .isEmpty();
    }

    private boolean somebodyWaitsForALock() {
        return !hub.look("select 1 from pg_locks where locktype = 'advisory' and not granted")
                .isEmpty();
    }

    private ChannelEvent.StatusChanged read(String providerId) {
        return new ChannelEvent.StatusChanged(
                "any", providerId, Optional.empty(), DeliveryStatus.READ, Instant.now(), Optional.empty());
    }

    @Test
    void statuses_of_messages_we_never_sent_are_kept_for_two_days_and_no_longer() {
        agency.parcel().status("wamid.foreign1", "sent", "").arrive();
        hub.change(
                "update conversations.early_status set came_at = came_at - interval '49 hours' where workspace_id = '"
                        + agency.id() + "'");
        agency.parcel().status("wamid.foreign2", "sent", "").arrive();
        assertThat(agency.look("select provider_id from conversations.early_status where workspace_id = :here"))
                .containsExactly("wamid.foreign2");
    }

    @Test
    void an_id_of_another_tool_that_looks_like_ours_still_finds_the_message_by_the_providers_id() {
        Message message = say("hallo");
        agency.parcel()
                .status(message.providerId().orElseThrow(), "read", ours(UUID.randomUUID()))
                .arrive();
        assertThat(state(message)).isEqualTo(MessageState.READ);
    }

    @Test
    void a_status_for_another_workspaces_message_changes_nothing_there() {
        Message message = say("unseres");
        ConnectedWorkspace other = hub.newWorkspace();
        other.parcel()
                .status(
                        message.providerId().orElseThrow(),
                        "failed",
                        ours(message.id().value()) + "," + code(131026))
                .arrive();
        assertThat(state(message)).isEqualTo(MessageState.SENT);
        assertThat(other.look("select status from conversations.early_status where workspace_id = :here"))
                .containsExactly("FAILED");
    }

    @Test
    void a_leads_own_message_has_no_status() {
        agency.parcel().status("wamid.first", "failed", code(131026)).arrive();
        assertThat(agency.messages(CLAIRE).getFirst().state()).isEqualTo(MessageState.RECEIVED);
    }

    @Test
    void a_word_that_is_no_status_is_news_of_the_account() {
        Message message = say("hallo");
        agency.parcel()
                .status(message.providerId().orElseThrow(), "teleported", "")
                .arrive();
        assertThat(state(message)).isEqualTo(MessageState.SENT);
        assertThat(agency.look("select detail from connections.news where workspace_id = :here"))
                .containsExactly("teleported");
    }

    @Test
    void a_failure_of_what_the_assistant_said_calls_a_person() {
        agency.answers("Voici le prix.");
        agency.parcel().text(CLAIRE, "wamid.q", "Prix ?").arrive();
        Message answer = agency.waitForMessage(CLAIRE, "Voici le prix.");
        Patience.waitUntil("sent", () -> state(answer) == MessageState.SENT);
        agency.parcel()
                .status(
                        agency.waitForMessage(CLAIRE, answer.text())
                                .providerId()
                                .orElseThrow(),
                        "failed",
                        code(131026))
                .arrive();
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("not-delivered"));
    }

    @Test
    void the_same_statuses_many_times_are_the_same_as_once() {
        assertThat(orders()).allSatisfy(order -> {
            List<String> twice = new ArrayList<>(order);
            twice.addAll(order);
            assertThat(fold(twice)).isEqualTo(fold(order));
        });
    }

    private static MessageState fold(List<String> order) {
        MessageState state = MessageState.SENDING;
        for (String status : order) {
            state = state.after(DeliveryStatus.valueOf(status.toUpperCase(Locale.ROOT)));
        }
        return state;
    }

    private UUID queue(String text) {
        var written = agency.in(() -> hub.part(Conversations.class)
                .write(conversation.id(), agency.owner(), UUID.randomUUID().toString(), text));
        return ((Conversations.Written.Queued) written).message().value();
    }

    private Message say(String text) {
        UUID id = queue(text);
        Patience.waitUntil("sent", () -> stateOf(id) == MessageState.SENT);
        return agency.messages(CLAIRE).stream()
                .filter(message -> message.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private MessageState state(Message message) {
        return stateOf(message.id().value());
    }

    private MessageState stateOf(UUID id) {
        return MessageState.of(agency.look("select state from conversations.message where id = '" + id + "'")
                .getFirst());
    }

    private static String ours(UUID id) {
        return "\"biz_opaque_callback_data\":\"" + id + "\"";
    }

    private static String error(String status) {
        return status.equals("failed") ? code(131026) : "";
    }

    private static String code(int code) {
        return "\"errors\":[{\"code\":" + code + ",\"title\":\"x\",\"error_data\":{\"details\":\"details of " + code
                + "\"}}]";
    }
}
