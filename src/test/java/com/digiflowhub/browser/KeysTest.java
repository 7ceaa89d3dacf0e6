package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys: the list of those that do something here, and the ways between places; where somebody types they only type. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private Conversation claire;

    @BeforeAll
    void open_an_agency() {
        agency = hub.newWorkspace();
        claire = new Scene(hub, agency).writes(CLAIRE, "Bonjour");
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void the_list_holds_the_keys_of_the_page_and_those_that_hold_everywhere() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox/" + claire.id()).see("#talk");
            look.page().keyboard().press("?");
            look.see("#keys[open]");
            assertThat(look.text("#keys [data-keys-here]"))
                    .contains("j", "Conversation suivante", "Répondre", "Prendre la main", "Clore la conversation")
                    .doesNotContain("Rendre la main", "(e)");
            assertThat(look.text("#keys")).contains("Partout", "Ctrl K", "Aller à une rubrique", "Pipeline");
            look.page().keyboard().press("Escape");
            look.page().keyboard().press("t");
            look.waitForText("#talk", "Vous répondez");
            look.page().keyboard().press("?");
            look.waitForText("#keys [data-keys-here]", "Rendre la main");
            assertThat(look.text("#keys [data-keys-here]")).doesNotContain("Prendre la main");
            look.page().keyboard().press("Escape");
            look.page().keyboard().press("h");
            look.waitForText("#talk", "L’assistant répond");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void each_page_has_its_own() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/pipeline").see("#pipeline");
            look.page().keyboard().press("?");
            look.waitForText("#keys [data-keys-here]", "Move the card to the next column");
            assertThat(look.text("#keys")).doesNotContain("Take over");
            look.at("/settings/credits").see("h1");
            look.page().keyboard().press("?");
            look.see("#keys[open]");
            assertThat(look.page().locator("#keys [data-keys-here]").isVisible())
                    .isFalse();
        }
    }

    @Test
    void g_and_a_letter_lead_to_a_place_and_not_to_what_the_letter_does_here() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/settings/credits").see("h1");
            go(look, "i", "/inbox");
            go(look, "c", "/contacts");
            go(look, "p", "/pipeline");
            go(look, "s", "/settings/connections");
            look.at("/inbox/" + claire.id()).see("#talk");
            look.page()
                    .evaluate(
                            "() => { const place = document.querySelector('[data-goes=p]'); place.dataset.goes = 'e'; }");
            go(look, "e", "/pipeline");
            assertThat(agency.in(() -> hub.part(Conversations.class)
                            .find(claire.id())
                            .orElseThrow()
                            .status()))
                    .isEqualTo(Conversation.Status.ACTIVE);
        }
    }

    @Test
    void where_somebody_types_keys_only_type() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox/" + claire.id()).see("#reply").focus();
            look.page().keyboard().type("gigi? /t");
            assertThat(look.page().locator("#reply").inputValue()).isEqualTo("gigi? /t");
            assertThat(look.path()).isEqualTo("/inbox/" + claire.id());
            assertThat(look.count("dialog[open]")).isZero();
            look.page().locator("#reply").fill("");
        }
    }

    @Test
    void a_mac_shows_its_own_key() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.context().addInitScript("Object.defineProperty(navigator, 'platform', { value: 'MacIntel' })");
            look.at("/help/keys").see("h1");
            look.waitForText(".top .search kbd", "⌘ K");
            assertThat(look.text("article kbd")).contains("⌘ K").doesNotContain("Ctrl K");
            look.page().keyboard().press("Meta+k");
            look.see("#palette[open]");
        }
    }

    @Test
    void the_menu_of_help_shows_the_keys_and_explains_the_page() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/settings/qa-training").see(".help-menu summary").click();
            look.see(".help-menu [data-shows-keys]").click();
            look.see("#keys[open]");
            look.page().keyboard().press("Escape");
            look.see(".help-menu summary").click();
            look.see(".help-menu a[href^='/help?about']").click();
            look.waitForText("h1", "Entraînement QA");
            assertThat(look.path()).isEqualTo("/help/qa-training");
            look.at("/settings/stages").see(".help-mark").click();
            look.see("h2#stages:target");
        }
    }

    /** A page that has come whole has its scripts. */
    private static void go(Look look, String letter, String path) {
        look.page().keyboard().press("g");
        look.page().keyboard().press(letter);
        look.page().waitForURL(url -> url.endsWith(path));
    }
}
