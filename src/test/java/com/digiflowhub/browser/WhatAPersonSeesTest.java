package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.Passwords;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The main job, as the person at the desk sees it: a lead writes, is answered, is taken over, is handed back. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatAPersonSeesTest {
    private static final String QUESTION = "Bonjour, c'est combien la formation ?";
    private static final String ANSWER = "Bonjour ! La formation coûte 490 €.";
    private static final String PASSWORD = "quatre mots bien longs";

    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;

    @BeforeAll
    void open_an_agency() {
        agency = hub.newWorkspace();
        agency.answers(
                seen -> new Verdict.Say(seen.lines().getLast().text().contains("combien") ? ANSWER : "Je note."));
        hub.change("update identity.hub_user set password_hash = '%s' where id = '%s'"
                .formatted(hub.part(Passwords.class).hash(PASSWORD), agency.owner()));
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void a_lead_writes_is_answered_taken_over_and_handed_back_while_the_page_moves_by_itself() {
        Phone phone = agency.phone(CLAIRE);
        try (Look look = Browser.stranger(hub, Browser.Screen.DESKTOP)) {
            signIn(look);
            look.waitForText(".lesson", "Votre première conversation s’ouvrira ici");

            phone.writes(QUESTION);
            look.waitForText("#list", "Claire Fontaine");
            look.see("[data-row]").click();
            look.waitForText("#lines .theirs", QUESTION);
            look.waitForText("#lines .assistant", ANSWER);
            look.waitForText("#lines .assistant .tick-word", "lu");
            assertThat(look.path())
                    .isEqualTo("/inbox/" + agency.conversation(CLAIRE).id());
            assertThat(look.text("#person")).contains("Lead", "Nouveau", "Ouvert", "+33 6 39 98 00 01");
            assertThat(agency.api()
                            .get("/api/hubcrm/leads")
                            .json()
                            .path("items")
                            .path(0)
                            .path("stage")
                            .asString(""))
                    .isEqualTo("new");

            look.page().keyboard().press("t");
            look.waitForText(".answering-now", "Vous répondez");
            look.page().keyboard().press("r");
            look.page().keyboard().type("Bonjour Claire, je vous appelle à 14 h.");
            look.page().keyboard().press("Enter");
            look.waitForText("#lines .person", "je vous appelle à 14 h");
            look.waitForText("#lines .person .tick-word", "lu");
            assertThat(phone.received().getLast().text()).isEqualTo("Bonjour Claire, je vous appelle à 14 h.");

            phone.writes("Parfait, à tout à l'heure");
            look.waitForText("#lines .theirs", "à tout à l'heure");
            agency.settle();
            assertThat(look.count("#lines .assistant")).as("the bot is silent").isEqualTo(1);

            look.page().keyboard().press("Escape");
            look.page().keyboard().press("h");
            look.waitForText(".answering-now", "L’assistant répond");
            phone.writes("Au fait, c'est combien déjà ?");
            Patience.waitUntil("answered again", () -> look.count("#lines .assistant") == 2);
            assertThat(look.text("#lines .event")).contains("Vous avez pris la main", "Vous avez rendu la main");
            assertThat(look.complaints()).isEmpty();
        }
    }

    private void signIn(Look look) {
        look.at("/inbox");
        assertThat(look.path()).startsWith("/sign-in");
        look.see("#email").fill(agency.ownerUser().email());
        look.see("#password").fill(PASSWORD);
        look.page().keyboard().press("Enter");
        look.see("#inbox");
        assertThat(look.path()).isEqualTo("/inbox");
    }
}
