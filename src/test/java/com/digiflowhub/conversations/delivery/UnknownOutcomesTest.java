package com.digiflowhub.conversations.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.log.TodayRows;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What became of a message nobody knows: the provider has its time to tell, then a person is asked, and what is told later still counts. */
class UnknownOutcomesTest {
    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Sends sends = Sends.opened(hub, agency);

    private UUID lost(String text) {
        agency.sandbox().whatsApp().account().subscribed(false);
        agency.sandbox().whatsApp().faults().next(Fault.DROP, 1);
        UUID id = sends.write(text);
        Patience.waitUntil("unknown", () -> sends.state(id) == MessageState.UNKNOWN);
        return id;
    }

    @Test
    void for_two_minutes_the_provider_may_tell_and_only_then_a_person_is_asked() {
        UUID id = lost("Arrivé ou pas");
        hub.advance(Duration.ofSeconds(119));
        assertThat(toDecide()).isZero();
        assertThat(page()).contains("Peut-être arrivé.").doesNotContain("Issue inconnue.", "Il est arrivé");
        assertThat(message(id).path("state").asString()).isEqualTo("outcome_unknown");
        assertThat(message(id).has("toDecide")).isFalse();
        assertThat(sends.waiting("outcome-unknown")).hasSize(1);
        hub.advance(Duration.ofSeconds(1));
        assertThat(toDecide()).isEqualTo(1);
        assertThat(page())
                .contains("Issue inconnue.", "Il est arrivé", "Renvoyer")
                .doesNotContain("Peut-être arrivé.");
        assertThat(message(id).path("toDecide").asBoolean()).isTrue();
        assertThat(agency.api()
                        .get("/api/conversations/" + sends.conversation().id())
                        .json()
                        .at("/metadata/outcomeUnknown")
                        .asInt(0))
                .isEqualTo(1);
        Patience.waitUntil(
                "open pages were told", () -> sends.waiting("outcome-unknown").isEmpty());
        sends.told(id, "delivered", "");
        Patience.waitUntil("known", () -> sends.state(id) == MessageState.DELIVERED);
        assertThat(toDecide()).isZero();
    }

    @Test
    void a_status_within_that_time_asks_nobody() {
        UUID id = lost("Arrivé");
        sends.told(id, "sent", "");
        Patience.waitUntil("known", () -> sends.state(id) == MessageState.SENT);
        assertThat(sends.waiting("outcome-unknown")).isEmpty();
    }

    @Test
    void of_two_that_a_person_sent_the_first_is_closed_by_its_own_status() {
        UUID first = lost("Une fois");
        UUID second = sends.again(first).value();
        assertThat(second).isNotEqualTo(first);
        Patience.waitUntil("sent again", () -> sends.state(second) == MessageState.SENT);
        assertThat(sends.state(first)).isEqualTo(MessageState.FAILED);
        sends.told(first, "sent", "");
        Patience.waitUntil("the first arrived too", () -> sends.state(first) == MessageState.SENT);
        assertThat(sends.state(second)).isEqualTo(MessageState.SENT);
        assertThat(sends.attempts(second)).containsExactly(List.of("1", "accepted", "null"));
    }

    @Test
    void what_the_provider_could_not_deliver_is_told_as_such_though_it_was_sent_again() {
        UUID first = lost("Une fois");
        UUID second = sends.again(first).value();
        sends.told(first, "failed", "\"errors\":[{\"code\":131053,\"title\":\"x\"}]");
        Patience.waitUntil(
                "told",
                () -> agency.look("select reason from conversations.message where id = '" + first + "'")
                        .contains("131053"));
        assertThat(sends.state(second)).isNotEqualTo(MessageState.FAILED);
    }

    @Test
    void an_answer_that_comes_too_late_for_its_item_closes_its_attempt_and_the_message() {
        agency.sandbox().whatsApp().account().subscribed(false);
        agency.sandbox().whatsApp().faults().next(Fault.DELAY, 1, "2500");
        UUID id = sends.write("langsam");
        Patience.waitUntil("leaving", () -> sends.state(id) == MessageState.SENDING);
        hub.change("delete from work.item where workspace_id = '" + agency.id() + "' and kind = 'send'");
        sends.putSendAgain(id, UUID.randomUUID());
        Patience.waitUntil(
                "another closed it as unknown",
                () -> sends.attempts(id).getFirst().contains("interrupted") || sends.state(id) == MessageState.SENT);
        Patience.waitUntil("the answer came", () -> sends.state(id) == MessageState.SENT);
        assertThat(sends.attempts(id)).containsExactly(List.of("1", "accepted", "null"));
        assertThat(agency.look("select provider_id is not null from conversations.message where id = '" + id + "'"))
                .containsExactly("t");
        assertThat(sends.accepted(id)).isEqualTo(1);
    }

    private int toDecide() {
        return agency.in(() -> hub.part(TodayRows.class).countToDecide(hub.now(), 100));
    }

    private String page() {
        return PlainBrowser.signedIn(hub, agency.owner())
                .open("/inbox/" + sends.conversation().id())
                .text();
    }

    private JsonNode message(UUID id) {
        JsonNode items = agency.api()
                .get("/api/conversations/" + sends.conversation().id() + "/messages")
                .json()
                .path("items");
        for (JsonNode item : items) {
            if (item.at("/metadata/id").asString("").equals(id.toString())) {
                return item.path("metadata");
            }
        }
        throw new AssertionError("no message " + id + " in " + items);
    }
}
