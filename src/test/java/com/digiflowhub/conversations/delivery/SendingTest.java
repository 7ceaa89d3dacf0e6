package com.digiflowhub.conversations.delivery;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Conversations.Written;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.platform.work.Wake;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a message leaves, whatever the provider and the line do: an attempt before the socket, a sealed end, never twice by itself. */
class SendingTest {
    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Faults faults = agency.sandbox().whatsApp().faults();
    private final Conversation conversation = opened();

    private Conversation opened() {
        assertThat(agency.parcel().text(CLAIRE, "wamid.first", "Bonjour").post())
                .isEqualTo(200);
        return agency.conversation(CLAIRE);
    }

    @Test
    void an_attempt_is_committed_before_the_socket_is_written_and_closed_with_what_the_provider_said() {
        faults.next(Fault.DELAY, 1, "400");
        UUID id = write("Bonjour Claire");
        Patience.waitUntil("leaving", () -> state(id) == MessageState.SENDING);
        assertThat(attempts(id)).containsExactly(List.of("1", "null", "null"));
        Patience.waitUntil("read", () -> state(id) == MessageState.READ);
        // The lead's phone may tell that it was read before our own call has its answer.
        Patience.waitUntil("answered", () -> !attempts(id).getFirst().get(1).equals("null"));
        assertThat(attempts(id)).containsExactly(List.of("1", "accepted", "null"));
        assertThat(accepted(id)).isEqualTo(1);
        assertThat(agency.phone(CLAIRE).received().getFirst().text()).isEqualTo("Bonjour Claire");
    }

    @Test
    void what_the_provider_refuses_fails_with_its_code_and_is_not_tried_again() {
        faults.next(Fault.REFUSE, 1, "131026");
        UUID id = write("x");
        Patience.waitUntil("failed", () -> state(id) == MessageState.FAILED);
        hub.advance(Duration.ofHours(1));
        assertThat(agency.in(
                        () -> hub.part(Conversations.class).write(conversation.id(), agency.owner(), "again", "y")))
                .as("nor is another message, until they write")
                .isEqualTo(new Written.Refused(MaySend.Why.UNREACHABLE));
        assertThat(attempts(id)).containsExactly(List.of("1", "refused", "131026"));
        assertThat(accepted(id)).isZero();
    }

    @Test
    void too_many_requests_pause_the_number_as_long_as_the_provider_asks_and_keep_the_order() {
        faults.next(Fault.TOO_MANY, 1, "30");
        UUID first = write("erste");
        Patience.waitUntil("paused", () -> !pauses().isEmpty());
        UUID second = write("zweite");
        assertThat(state(first)).isEqualTo(MessageState.QUEUED);
        assertThat(pauses()).singleElement().asString().contains("130429");
        String asked = hub.now().plusSeconds(30).toString();
        assertThat(agency.look("select until >= '" + asked + "' from work.pause where workspace_id = :here"))
                .containsExactly("t");
        hub.advance(Duration.ofSeconds(29));
        assertThat(state(second)).isEqualTo(MessageState.QUEUED);
        assertThat(accepted(first)).isZero();
        until("both arrived", () -> state(first).settled() && state(second).settled());
        assertThat(agency.phone(CLAIRE).received())
                .extracting(seen -> seen.text())
                .containsExactly("erste", "zweite");
        assertThat(attempts(first))
                .containsExactly(List.of("1", "try-later", "130429"), List.of("2", "accepted", "null"));
    }

    @Test
    void an_error_before_acceptance_is_tried_again_and_the_lane_waits_for_it() {
        faults.next(Fault.ERROR_BEFORE, 1);
        UUID first = write("erste");
        Patience.waitUntil("tried", () -> !attempts(first).isEmpty() && state(first) == MessageState.QUEUED);
        UUID second = write("zweite");
        until("both arrived", () -> state(first).settled() && state(second).settled());
        assertThat(agency.phone(CLAIRE).received())
                .extracting(seen -> seen.text())
                .containsExactly("erste", "zweite");
        assertThat(accepted(first)).isEqualTo(1);
    }

    @Test
    void an_error_that_never_ends_is_given_up_after_three_more_attempts() {
        faults.on(Fault.ERROR_BEFORE);
        UUID id = write("x");
        until("given up", () -> state(id) == MessageState.FAILED);
        assertThat(attempts(id)).hasSize(4);
        assertThat(agency.look("select reason from conversations.message where id = '" + id + "'"))
                .containsExactly("131000");
    }

    @Test
    void an_error_after_acceptance_is_not_repeated_once_a_status_told_that_it_arrived() {
        faults.next(Fault.ERROR_AFTER, 1);
        UUID id = write("angekommen");
        Patience.waitUntil("the status told it", () -> state(id) == MessageState.READ);
        hub.advance(Duration.ofMinutes(1));
        until(
                "its item is through",
                () -> agency.look("select kind from work.item where workspace_id = :here and kind = 'send'")
                        .isEmpty());
        assertThat(state(id)).isEqualTo(MessageState.READ);
        assertThat(accepted(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "GARBAGE"})
    void a_lost_answer_is_an_unknown_outcome_that_is_never_repeated_by_itself_and_a_status_clears_up(Fault fault) {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.next(fault, 1);
        UUID id = write("vielleicht");
        Patience.waitUntil("unknown", () -> state(id) == MessageState.UNKNOWN);
        for (int hour = 0; hour < 3; hour++) {
            hub.advance(Duration.ofHours(1));
        }
        UUID behind = write("dahinter");
        until("the next one left", () -> state(behind) == MessageState.SENT);
        assertThat(accepted(id)).isEqualTo(1);
        assertThat(attempts(id)).hasSize(1);
        assertThat(agency.parcel()
                        .status("wamid.found", "delivered", "\"biz_opaque_callback_data\":\"" + id + "\"")
                        .post())
                .isEqualTo(200);
        Patience.waitUntil("cleared up", () -> state(id) == MessageState.DELIVERED);
        assertThat(agency.look("select provider_id from conversations.message where id = '" + id + "'"))
                .containsExactly("wamid.found");
    }

    @Test
    void an_attempt_that_a_crash_left_open_is_unknown_and_not_sent_again() {
        UUID id = write("vor dem Absturz");
        Patience.waitUntil("read", () -> state(id) == MessageState.READ);
        hub.change("update conversations.message set state = 'sending' where id = '" + id + "'");
        hub.change("update conversations.attempt set ended_at = null, result = null where message_id = '" + id + "'");
        putSendAgain(id);
        until("unknown", () -> state(id) == MessageState.UNKNOWN);
        assertThat(attempts(id)).containsExactly(List.of("1", "unknown", "interrupted"));
        assertThat(accepted(id)).isEqualTo(1);
    }

    @Test
    void a_send_item_that_comes_twice_sends_once() {
        UUID id = write("einmal");
        Patience.waitUntil("read", () -> state(id) == MessageState.READ);
        putSendAgain(id);
        putSendAgain(id);
        until(
                "no item left",
                () -> agency.look("select kind from work.item where workspace_id = :here and kind = 'send'")
                        .isEmpty());
        assertThat(accepted(id)).isEqualTo(1);
        assertThat(state(id)).isEqualTo(MessageState.READ);
    }

    @Test
    void of_an_unknown_outcome_a_person_may_say_that_it_arrived_or_send_it_once_more() {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.next(Fault.DROP, 2);
        UUID one = write("eins");
        UUID two = write("zwei");
        Patience.waitUntil(
                "both unknown", () -> state(one) == MessageState.UNKNOWN && state(two) == MessageState.UNKNOWN);
        agency.run(() -> hub.part(Conversations.class).arrived(new MessageId(one)));
        MessageId again = agency.in(() -> hub.part(Conversations.class).resend(new MessageId(two), agency.owner()));
        assertThat(state(one)).isEqualTo(MessageState.SENT);
        Patience.waitUntil("sent again", () -> state(again.value()) == MessageState.SENT);
        assertThat(agency.rows("select state, reason from conversations.message where id = '" + two + "'"))
                .containsExactly(List.of("failed", "sent-again"));
        assertThat(accepted(again.value())).isEqualTo(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> agency.run(() -> hub.part(Conversations.class).arrived(new MessageId(two))))
                .isInstanceOf(com.digiflowhub.platform.web.Problem.class)
                .hasMessageContaining("failed");
    }

    @Test
    void a_broken_account_holds_its_messages_for_days_without_losing_one_and_sends_them_once_it_is_mended() {
        faults.next(Fault.REFUSE, 1, "190");
        UUID first = write("erste");
        Patience.waitUntil(
                "broken", () -> agency.in(() -> !hub.part(Connections.class).working(agency.connection())));
        assertThat(agency.in(() ->
                        hub.part(Conversations.class).write(conversation.id(), agency.owner(), "later", "zweite")))
                .isEqualTo(new Written.Refused(MaySend.Why.NOT_CONNECTED));
        for (int n = 0; n < 12; n++) {
            hub.advance(Duration.ofMinutes(6));
            Patience.waitUntil("paused anew", () -> !pauses().isEmpty());
        }
        assertThat(state(first)).isEqualTo(MessageState.QUEUED);
        assertThat(agency.look("select attempts from work.item where workspace_id = :here and kind = 'send'"))
                .containsExactly("0");
        List<Finding> findings = agency.in(() -> hub.part(Connections.class).check(agency.connection()));
        assertThat(findings).noneMatch(finding -> finding.verdict() == Finding.Verdict.BROKEN);
        assertThat(pauses()).isEmpty();
        until("left", () -> state(first).settled());
        assertThat(accepted(first)).isEqualTo(1);
    }

    @Test
    void after_a_day_the_window_is_closed_and_the_reason_says_so() {
        hub.advance(Duration.ofHours(25));
        Written refused = agency.in(
                () -> hub.part(Conversations.class).write(conversation.id(), agency.owner(), "late", "Bonjour encore"));
        assertThat(refused).isEqualTo(new Written.Refused(MaySend.Why.WINDOW_CLOSED));
        assertThat(agency.look(
                        "select count(*) from conversations.message where workspace_id = :here and sender = 'user'"))
                .containsExactly("0");
    }

    @Test
    void a_window_that_closes_while_a_reply_waits_keeps_it_here_and_calls_a_person() {
        pause();
        agency.answers("zu spät");
        MessageId reply = replyNow("zu spät");
        hub.advance(Duration.ofHours(25));
        resume();
        until("refused", () -> state(reply.value()) == MessageState.REFUSED);
        assertThat(agency.look("select reason from conversations.message where id = '" + reply + "'"))
                .containsExactly("window-closed");
        assertThat(agency.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("not-delivered"));
        assertThat(attempts(reply.value())).isEmpty();
    }

    @Test
    void a_text_of_4096_emoji_leaves_and_one_more_does_not() {
        String most = "👍".repeat(4_096);
        UUID id = write(most);
        Patience.waitUntil("read", () -> state(id) == MessageState.READ);
        assertThat(agency.phone(CLAIRE).received().getFirst().text()).isEqualTo(most);
        assertThat(agency.in(() ->
                        hub.part(Conversations.class).write(conversation.id(), agency.owner(), "long", most + "!")))
                .isEqualTo(new Written.Refused(MaySend.Why.TOO_LONG));
        assertThat(agency.in(
                        () -> hub.part(Conversations.class).write(conversation.id(), agency.owner(), "none", " \n ")))
                .isEqualTo(new Written.Refused(MaySend.Why.EMPTY));
    }

    @Test
    void what_has_not_begun_to_leave_can_be_taken_back_by_a_person() {
        pause();
        UUID id = write("doch nicht");
        boolean taken = agency.in(() -> hub.part(Conversations.class).cancel(new MessageId(id)));
        assertThat(taken).isTrue();
        resume();
        until(
                "its item is through",
                () -> agency.look("select kind from work.item where workspace_id = :here and kind = 'send'")
                        .isEmpty());
        assertThat(state(id)).isEqualTo(MessageState.CANCELLED);
        assertThat(accepted(id)).isZero();
        UUID sent = write("doch");
        Patience.waitUntil("read", () -> state(sent) == MessageState.READ);
        boolean tooLate = agency.in(() -> hub.part(Conversations.class).cancel(new MessageId(sent)));
        assertThat(tooLate).isFalse();
    }

    @Test
    void twenty_messages_in_a_row_arrive_in_that_row() {
        List<String> row = IntStream.range(0, 20).mapToObj(n -> "Nr. " + n).toList();
        List<UUID> ids = row.stream().map(this::write).toList();
        Patience.waitUntil("all read", () -> ids.stream().allMatch(id -> state(id) == MessageState.READ));
        assertThat(agency.phone(CLAIRE).received())
                .extracting(seen -> seen.text())
                .containsExactlyElementsOf(row);
    }

    private MessageId replyNow(String text) {
        return agency.transaction(() -> {
            hub.part(com.digiflowhub.conversations.Talks.class)
                    .reply(
                            conversation.id(),
                            conversation.epoch(),
                            conversation.lastInbound().orElseThrow(),
                            new com.digiflowhub.conversations.Reply(
                                    text,
                                    new com.digiflowhub.conversations.Reply.Grounds(
                                            "qa", java.util.Optional.empty(), "", List.of())));
            return new MessageId(UUID.fromString(hub.part(org.springframework.jdbc.core.simple.JdbcClient.class)
                    .sql(
                            "select id::text from conversations.message where workspace_id = tenancy.here() and sender = 'bot'")
                    .query(String.class)
                    .single()));
        });
    }

    /** The number's queue stands still until {@link #resume}. */
    private void pause() {
        hub.change("insert into work.pause (workspace_id, queue, until, reason) values ('" + agency.id()
                + "', 'connection:" + agency.connection() + "', '2099-01-01', 'test')");
        hub.advance(Duration.ofSeconds(1));
        hub.advance(Duration.ofSeconds(1));
    }

    private void resume() {
        hub.change("delete from work.pause where workspace_id = '" + agency.id() + "'");
        hub.advance(Duration.ofSeconds(1));
    }

    private void putSendAgain(UUID message) {
        hub.change("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values ('%s', 'connection:%s', '%s', '%s', 'send', '{"message":"%s"}')
                """.formatted(agency.id(), agency.connection(), hub.now(), conversation.id(), message));
        hub.part(Wake.class).up(agency.id());
    }

    /** Moves time on until it is so. */
    private void until(String what, java.util.function.BooleanSupplier condition) {
        Patience.waitUntil(what, () -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            hub.advance(Duration.ofSeconds(1));
            return false;
        });
    }

    private UUID write(String text) {
        Written written = agency.in(() -> hub.part(Conversations.class)
                .write(conversation.id(), agency.owner(), UUID.randomUUID().toString(), text));
        if (written instanceof Written.Queued queued) {
            return queued.message().value();
        }
        throw new AssertionError("it was not queued: " + written);
    }

    private MessageState state(UUID id) {
        return MessageState.of(agency.look("select state from conversations.message where id = '" + id + "'")
                .getFirst());
    }

    private List<List<String>> attempts(UUID id) {
        return agency.rows(
                "select n, result, failure from conversations.attempt where message_id = '" + id + "' order by n");
    }

    private List<String> pauses() {
        return agency.look("select reason from work.pause where workspace_id = :here and until > '" + hub.now() + "'");
    }

    private long accepted(UUID id) {
        return agency.sandbox().journal().accepted(id.toString());
    }
}
