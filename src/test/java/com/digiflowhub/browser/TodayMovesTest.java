package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Today moves by itself, in an open page and in the rail of every other one; it goes by keys, on a phone, and without scripts. */
@InTheBrowser
class TodayMovesTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Scene scene = new Scene(hub, agency);

    @AfterEach
    void leave() {
        agency.close();
    }

    @Test
    void a_lead_who_waits_appears_and_goes_when_somebody_takes_the_conversation() {
        scene.writes(CLAIRE, "Bonjour");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP);
                Look elsewhere = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/today").see(".calm");
            look.page().evaluate("() => { window.stays = true; }");
            elsewhere.at("/contacts").see("main");

            Conversation tom = scene.asks(TOM, "Je veux parler à quelqu’un");

            look.waitForText("#today-headline h1", "Une personne attend une réponse.");
            look.waitForText("#today-waiting", "Tom Baker");
            look.waitForText("#count-today-title", "1");
            elsewhere.waitForText("#count-today-title", "1");
            elsewhere.waitForText("#count-inbox-title", "1");

            agency.run(() -> hub.part(Conversations.class).takeOver(tom.id(), agency.owner()));

            look.waitForText("#today-waiting", "Personne n’attend.");
            Patience.waitUntil(
                    "the number gone",
                    () -> elsewhere.page().locator("#count-today-title").isHidden());
            Patience.waitUntil(
                    "the sentence anew", () -> !look.text("#today-headline h1").contains("attend une réponse"));
            assertThat(look.page().evaluate("() => window.stays")).isEqualTo(true);
            assertThat(look.complaints()).isEmpty();
            assertThat(elsewhere.complaints()).isEmpty();
        }
    }

    @Test
    void an_unknown_send_is_decided_on_the_spot_by_keys_alone() {
        Conversation with = scene.writes(MOUNIR, "Bonjour");
        scene.team(with, "C’est noté.");
        Patience.waitUntil(
                "all was told of it",
                () -> agency.look(
                                "select state from conversations.message where workspace_id = :here and text = 'C’est noté.'")
                        .contains("read"));
        scene.becomes("C’est noté.", "unknown", "answer-lost");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/today").see("#today-sends .today-row");
            tabTo(look, "#today-sends form[action$=arrived] button");
            look.page().keyboard().press("Enter");
            Patience.waitUntil(
                    "decided", () -> look.page().locator("#today-sends").isHidden());
            assertThat(look.path()).isEqualTo("/today");
            Patience.waitUntil(
                    "the number in the rail follows",
                    () -> look.page().locator("#count-today-title").isHidden());
            assertThat(look.complaints()).isEmpty();
        }
        assertThat(agency.waitForMessage(MOUNIR, "C’est noté.").reason()).contains("said-by-person");
    }

    @Test
    void sending_again_asks_first_and_the_conversation_opens_by_keys() {
        Conversation with = scene.asks(INES, "Quelqu’un ?");
        scene.team(scene.writes(MOUNIR, "Bonjour"), "C’est noté.");
        scene.becomes("C’est noté.", "unknown", "answer-lost");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/today").see("#today-sends .today-row");
            tabTo(look, "#today-sends summary");
            look.page().keyboard().press("Enter");
            look.waitForText("#today-sends .ask", "il sera reçu deux fois");
            look.page().keyboard().press("Tab");
            look.page().keyboard().press("Enter");
            Patience.waitUntil(
                    "decided", () -> look.page().locator("#today-sends").isHidden());
            tabTo(look, "#today-waiting .button");
            look.page().keyboard().press("Enter");
            look.waitForText("#talk", "Inès Moreau");
            assertThat(look.path()).isEqualTo("/inbox/" + with.id());
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void a_connection_that_breaks_is_seen_at_once() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/today").see("#today-connections");
            agency.run(() -> hub.part(Connections.class).markBroken(agency.connection(), "token-expired"));
            look.waitForText("#today-headline h1", "Une connexion ne marche pas.");
            look.see("#today-connections .state.red");
        }
    }

    @Test
    void the_first_steps_tick_themselves_while_one_looks() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/today").see("#step-message:not(.done)");
            scene.writes(CLAIRE, "Bonjour");
            look.see("#step-message.done");
            look.see("#guide-aside").click();
            Patience.waitUntil(
                    "aside", () -> look.page().locator("#today-steps").isHidden());
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void without_scripts_it_can_be_read_and_a_send_decided() {
        scene.asks(TOM, "Je veux parler à quelqu’un");
        Conversation with = scene.writes(MOUNIR, "Bonjour");
        scene.team(with, "C’est noté.");
        scene.becomes("C’est noté.", "unknown", "answer-lost");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.withoutScripts())) {
            look.at("/today");
            assertThat(look.text("#today-waiting")).contains("Tom Baker", "a demandé une personne");
            look.see("#today-sends form[action$=arrived] button").click();
            look.see("#lines");
            assertThat(look.path()).isEqualTo("/inbox/" + with.id());
            assertThat(look.at("/today").count("#today-sends .today-row")).isZero();
        }
    }

    private static void tabTo(Look look, String selector) {
        Patience.waitUntil("the focus on " + selector, () -> {
            look.page().keyboard().press("Tab");
            return Boolean.TRUE.equals(
                    look.page().evaluate("wanted => document.activeElement.matches(wanted)", selector));
        });
    }
}
