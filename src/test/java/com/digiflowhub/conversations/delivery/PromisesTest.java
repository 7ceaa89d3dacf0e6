package com.digiflowhub.conversations.delivery;

import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.identity.Passwords;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.Cast.Person;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a message may leave: at most once, again only after the provider's own error, or at least once. */
class PromisesTest {
    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Faults faults = agency.sandbox().whatsApp().faults();
    private final Sends sends = Sends.opened(hub, agency);

    @Test
    void what_leaves_at_most_once_is_not_tried_again_after_an_error_that_may_hide_its_acceptance() {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.next(Fault.ERROR_AFTER, 1);
        UUID id = sends.write("Notre offre", Promise.STRICT);
        Patience.waitUntil("unknown", () -> sends.state(id) == MessageState.UNKNOWN);
        UUID behind = sends.write("dahinter");
        sends.until("the next one left", () -> sends.state(behind) == MessageState.SENT);
        assertThat(sends.attempts(id)).containsExactly(List.of("1", "unknown", "131000"));
        assertThat(sends.accepted(id)).isEqualTo(1);
    }

    @Test
    void what_leaves_at_most_once_is_tried_again_when_it_certainly_was_not_taken() {
        faults.next(Fault.TOO_MANY, 1, "2");
        UUID id = sends.write("Notre offre", Promise.STRICT);
        sends.until("arrived", () -> sends.state(id).settled());
        assertThat(sends.accepted(id)).isEqualTo(1);
        assertThat(sends.attempts(id)).hasSize(2);
    }

    @Test
    void a_reply_is_tried_again_after_the_providers_own_error_with_the_risk_on_record() {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.next(Fault.ERROR_AFTER, 1);
        UUID id = sends.write("Oui, lundi.");
        sends.until("sent", () -> sends.state(id) == MessageState.SENT);
        assertThat(sends.attempts(id))
                .containsExactly(List.of("1", "try-later", "131000"), List.of("2", "accepted", "null"));
        assertThat(sends.accepted(id)).isEqualTo(2);
    }

    @Test
    void a_reminder_leaves_again_when_its_answer_was_lost_and_nobody_told() {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.next(Fault.DROP, 1);
        UUID id = sends.write("Demain, 9 h", Promise.REMINDER);
        UUID behind = sends.write("dahinter");
        Patience.waitUntil("the lane goes on", () -> sends.state(behind) == MessageState.SENT);
        assertThat(sends.state(id)).isEqualTo(MessageState.QUEUED);
        hub.advance(Duration.ofMinutes(2));
        sends.until("sent", () -> sends.state(id) == MessageState.SENT);
        assertThat(sends.attempts(id))
                .containsExactly(List.of("1", "unknown", "answer-lost"), List.of("2", "accepted", "null"));
        assertThat(sends.accepted(id)).isEqualTo(2);
    }

    @Test
    void a_reminder_of_which_the_provider_told_in_time_does_not_leave_again() {
        faults.next(Fault.DROP, 1);
        UUID id = sends.write("Demain, 9 h", Promise.REMINDER);
        Patience.waitUntil("told", () -> sends.state(id) == MessageState.READ);
        sends.until("its item is through", () -> sends.waiting("send").isEmpty());
        assertThat(sends.accepted(id)).isEqualTo(1);
        assertThat(sends.attempts(id)).hasSize(1);
    }

    @Test
    void a_reminder_that_a_crash_interrupted_leaves_again_and_any_other_does_not() {
        UUID reminder = sends.write("Demain, 9 h", Promise.REMINDER);
        UUID offer = sends.write("Notre offre", Promise.STRICT);
        Patience.waitUntil(
                "read", () -> sends.state(reminder) == MessageState.READ && sends.state(offer) == MessageState.READ);
        Patience.waitUntil(
                "answered",
                () -> sends.attempts(reminder).getFirst().contains("accepted")
                        && sends.attempts(offer).getFirst().contains("accepted"));
        agency.sandbox().whatsApp().account().subscribed(false);
        sends.interrupt(reminder);
        sends.interrupt(offer);
        sends.until(
                "both through",
                () -> sends.state(reminder) == MessageState.SENT && sends.state(offer) == MessageState.UNKNOWN);
        assertThat(sends.attempts(reminder))
                .containsExactly(List.of("1", "unknown", "interrupted"), List.of("2", "accepted", "null"));
        assertThat(sends.accepted(offer)).isEqualTo(1);
    }

    @Test
    void a_reminder_whose_answers_are_always_lost_is_given_to_a_person_in_the_end() {
        agency.sandbox().whatsApp().account().subscribed(false);
        faults.on(Fault.DROP);
        UUID id = sends.write("Demain, 9 h", Promise.REMINDER);
        Patience.waitUntil("unknown", () -> {
            hub.advance(Duration.ofMinutes(1));
            return sends.state(id) == MessageState.UNKNOWN;
        });
        assertThat(sends.attempts(id)).hasSize(5);
    }

    @Test
    void a_provider_that_cannot_be_reached_for_long_loses_no_message_and_keeps_the_order() {
        hub.change(
                "update connections.connection set settings = jsonb_set(settings, '{apiUrl}', '\"http://localhost:1\"')"
                        + " where id = '" + agency.connection() + "'");
        UUID first = sends.write("erste", Promise.STRICT);
        UUID second = sends.write("zweite");
        Patience.waitUntil("tried often", () -> {
            hub.advance(Duration.ofMinutes(1));
            return sends.attempts(first).size() > 8;
        });
        Patience.waitUntil("it waits", () -> sends.state(first) == MessageState.QUEUED);
        assertThat(sends.attempts(second)).isEmpty();
        hub.change("update connections.connection set settings = jsonb_set(settings, '{apiUrl}', '\""
                + agency.sandbox().whatsAppAddress() + "\"') where id = '" + agency.connection() + "'");
        sends.until(
                "both left",
                () -> sends.state(first).settled() && sends.state(second).settled());
        assertThat(sends.accepted(first)).isEqualTo(1);
        assertThat(sends.accepted(second)).isEqualTo(1);
    }

    @Test
    void a_provider_that_does_not_answer_is_asked_by_one_message_at_a_time() {
        List<Conversation> people =
                IntStream.range(0, 5).mapToObj(n -> opened(Cast.somebody(n))).toList();
        faults.on(Fault.HANG, "1000");
        UUID first = sends.write("erste");
        Patience.waitUntil("its answer is lost", () -> sends.state(first) == MessageState.UNKNOWN);
        List<UUID> others = people.stream()
                .map(person -> sends.write(person, "weitere", Promise.REPLY))
                .toList();
        List<Long> atOnce = new ArrayList<>();
        Patience.waitUntil("two more are lost", () -> {
            List<MessageState> states = others.stream().map(sends::state).toList();
            atOnce.add(states.stream()
                    .filter(state -> state == MessageState.SENDING)
                    .count());
            return Collections.frequency(states, MessageState.UNKNOWN) == 2;
        });
        assertThat(Collections.max(atOnce)).isEqualTo(1);
        faults.off(Fault.HANG);
        sends.until(
                "the others arrived",
                () -> others.stream().filter(id -> sends.state(id).settled()).count() >= 2);
    }

    private Conversation opened(Person person) {
        assertThat(agency.parcel()
                        .text(person, "wamid.first-" + person.number(), "Bonjour")
                        .post())
                .isEqualTo(200);
        return agency.conversation(person);
    }

    @Test
    void one_account_that_is_asked_to_wait_does_not_stop_another_of_the_same_workspace() {
        try (Sandbox other = agency.connectAnother()) {
            other.phone(MOUNIR.number(), MOUNIR.name()).writes("Bonsoir");
            agency.waitForMessage(MOUNIR, "Bonsoir");
            hub.change("update conversations.conversation set window_until = '2099-01-01Z' where workspace_id = '"
                    + agency.id() + "'");
            faults.next(Fault.TOO_MANY, 1, "600");
            UUID waits = sends.write("plus tard");
            Patience.waitUntil("paused", () -> !pauses().isEmpty());
            UUID leaves = sends.write(agency.conversation(MOUNIR), "tout de suite", Promise.REPLY);
            Patience.waitUntil("left", () -> sends.state(leaves).settled());
            assertThat(other.journal().accepted(leaves.toString())).isEqualTo(1);
            assertThat(sends.state(waits)).isEqualTo(MessageState.QUEUED);
            assertThat(pauses()).containsExactly("connection:" + agency.connection());
        }
    }

    @Test
    void a_program_says_what_it_wants_promised_and_only_an_owners_may_leave_twice() {
        ApiCaller owner = hub.caller().bearer(token());
        ApiCaller key = agency.api();
        String at = "/api/conversations/" + sends.conversation().id() + "/messages";
        for (String promise : List.of("strict", "reply", "reminder")) {
            ApiCaller.Answered answered = owner.post(at, Map.of("text", promise, "promise", promise));
            assertThat(answered.status()).as(answered.text()).isEqualTo(202);
        }
        assertThat(key.post(at, Map.of("text", "none")).status()).isEqualTo(202);
        assertThat(key.post(at, Map.of("text", "x", "promise", "often")).status())
                .isEqualTo(400);
        assertThat(agency.look("select text || ' ' || promise from conversations.message"
                        + " where workspace_id = :here and sender = 'user' order by at, id"))
                .containsExactly("strict strict", "reply reply", "reminder reminder", "none reply");
        assertThat(key.get(at).text()).contains("\"promise\":\"reminder\"");
        assertThat(key.post(at, Map.of("text", "y", "promise", "reminder")).status())
                .isEqualTo(403);
    }

    private String token() {
        String hash = hub.part(Passwords.class).hash("quatre chats bleus");
        hub.change("update identity.hub_user set password_hash = '" + hash + "' where id = '" + agency.owner() + "'");
        return hub.caller()
                .post("/api/auth/token", Map.of("email", agency.ownerUser().email(), "password", "quatre chats bleus"))
                .json()
                .path("accessToken")
                .asString();
    }

    private List<String> pauses() {
        return agency.look("select queue from work.pause where workspace_id = :here and until > '" + hub.now() + "'");
    }
}
