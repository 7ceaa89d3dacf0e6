package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The palette in a browser: by keys alone, on a phone, with answers that come late, and without scripts. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaletteTest {
    private static final String FIELD = "#palette-field";
    private static final String FIRST = "#palette-list [role=option][aria-selected=true]";

    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private Conversation claire;

    @BeforeAll
    void open_an_agency() {
        agency = hub.newWorkspace();
        Scene scene = new Scene(hub, agency);
        claire = scene.answered(CLAIRE, "C’est combien, la formation ?", "La formation coûte 490 €.");
        var ignored = scene.writes(TOM, "Hello there");
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void control_k_types_moves_and_lands() {
        try (Look look = look("/settings/credits")) {
            look.page().keyboard().press("Control+k");
            look.waitForText("#palette-list", "Dernières conversations");
            look.page().keyboard().type("clair");
            look.waitForText(FIRST, "Claire Fontaine");
            assertThat(look.page().locator(FIELD).getAttribute("aria-activedescendant"))
                    .isEqualTo(look.page().locator(FIRST).getAttribute("id"));
            look.page().keyboard().press("ArrowDown");
            Patience.waitUntil("the conversation", () -> target(look).equals("/inbox/" + claire.id()));
            look.page().keyboard().press("ArrowUp");
            look.page().keyboard().press("ArrowUp");
            look.page().keyboard().press("ArrowDown");
            look.page().keyboard().press("ArrowDown");
            assertThat(target(look)).as("the ends meet").isEqualTo("/inbox/" + claire.id());
            look.page().keyboard().press("Enter");
            look.see("#talk");
            assertThat(look.path()).isEqualTo("/inbox/" + claire.id());
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void enter_before_the_answer_counts_for_what_was_typed() {
        try (Look look = look("/inbox")) {
            look.page().keyboard().press("Control+k");
            look.see(FIRST);
            look.page().keyboard().type("pipelin");
            look.page().keyboard().press("Enter");
            look.see("#pipeline");
            assertThat(look.path()).isEqualTo("/pipeline");
        }
    }

    @Test
    void escape_returns_to_where_one_was_with_what_was_written() {
        try (Look look = look("/inbox/" + claire.id())) {
            look.see("#reply").fill("Un brouillon");
            look.page().locator("#reply").focus();
            look.page().keyboard().press("ArrowLeft");
            look.page().keyboard().press("Control+k");
            look.page().keyboard().type("zzz");
            look.waitForText("[data-found]", "Rien trouvé pour «\u00a0zzz\u00a0»");
            look.page().keyboard().press("Enter");
            look.page().keyboard().press("Escape");
            Patience.waitUntil("closed", () -> look.count("#palette[open]") == 0);
            look.page().keyboard().type("!");
            assertThat(look.page().locator("#reply").inputValue()).isEqualTo("Un brouillo!n");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void a_slow_old_answer_never_covers_a_newer_one() {
        try (Look look = look("/inbox")) {
            AtomicReference<Route> held = new AtomicReference<>();
            look.page().route("**/search?q=tom*", held::set);
            // The browser would give the old request up by itself; here it cannot.
            look.page().evaluate("() => { AbortController.prototype.abort = () => {}; }");
            look.page().keyboard().press("Control+k");
            look.see(FIRST);
            look.page().keyboard().type("tom");
            pass(look, "the old question is on its way", () -> held.get() != null);
            look.see("#palette.busy");
            look.page().locator(FIELD).fill("fontaine");
            look.waitForText(FIRST, "Claire Fontaine");
            held.get().resume();
            look.page()
                    .waitForResponse(
                            "**/search?q=fontain*",
                            () -> look.page().locator(FIELD).fill("fontain"));
            look.waitForText(FIRST, "Claire Fontaine");
            assertThat(look.text("#palette-list")).doesNotContain("Tom Baker");
            assertThat(look.count("#palette.busy")).isZero();
        }
    }

    @Test
    void when_the_line_is_cut_it_says_so_and_the_next_letter_asks_again() {
        try (Look look = look("/inbox")) {
            look.page().keyboard().press("Control+k");
            look.see(FIRST);
            look.context().setOffline(true);
            look.page().keyboard().type("font");
            look.waitForText("#palette [role=alert]", "Cela n’a pas marché");
            look.context().setOffline(false);
            look.page().keyboard().type("aine");
            look.waitForText(FIRST, "Claire Fontaine");
        }
    }

    @Test
    void what_the_open_conversation_can_do_is_done_from_the_palette() {
        try (Look look = look("/inbox/" + claire.id())) {
            look.waitForText("#talk", "L’assistant répond");
            look.page().keyboard().press("Control+k");
            look.waitForText("#palette-list", "Cette conversation");
            look.page().keyboard().type("prendre la");
            look.waitForText(FIRST, "Prendre la main");
            look.page().keyboard().press("Enter");
            look.waitForText("#talk", "Vous répondez");
            look.page().keyboard().press("Control+k");
            look.page().keyboard().type("rendre");
            look.waitForText(FIRST, "Rendre la main");
            look.page().keyboard().press("Enter");
            look.waitForText("#talk", "L’assistant répond");
            assertThat(look.path()).isEqualTo("/inbox/" + claire.id());
        }
    }

    @Test
    void an_action_that_posts_is_done_and_the_page_stays() {
        try (Look look = look("/contacts")) {
            look.page().keyboard().press("Control+k");
            look.page().keyboard().type("sombre");
            look.waitForText(FIRST, "Sombre");
            look.page().keyboard().press("Enter");
            look.see("html[data-theme=dark]");
            assertThat(look.path()).isEqualTo("/contacts");
        }
    }

    @Test
    void the_field_at_the_top_opens_it_by_pointer_and_by_letter() {
        try (Look look = look("/contacts")) {
            look.page().locator("#search").click();
            look.see("#palette[open]");
            look.page().keyboard().press("Escape");
            Patience.waitUntil("closed", () -> look.count("#palette[open]") == 0);
            look.page().keyboard().type("p");
            look.see("#palette[open]");
            assertThat(look.page().locator(FIELD).inputValue()).isEqualTo("p");
            look.page().locator("#palette [data-leaves]").click();
            Patience.waitUntil("closed", () -> look.count("#palette[open]") == 0);
        }
    }

    @Test
    void on_a_phone_it_fills_the_screen_and_a_tap_leads_on() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.PHONE.sized(360, 740))) {
            look.at("/inbox").see("#search").tap();
            look.see("#palette[open]");
            look.page().locator(FIELD).fill("fontaine");
            look.waitForText(FIRST, "Claire Fontaine");
            assertThat(PageRules.smallTargets(look, 44)).isEmpty();
            assertThat(PageRules.overflows(look)).isEmpty();
            look.page().locator(FIRST).tap();
            look.waitForText("h1", "Claire Fontaine");
        }
    }

    @Test
    void it_is_open_to_everybody_and_shows_no_key_of_a_word() {
        for (Browser.Screen screen :
                List.of(Browser.Screen.DESKTOP, Browser.Screen.DESKTOP.atNight().in("en"), Browser.Screen.PHONE)) {
            try (Look look = Browser.look(hub, agency, screen)) {
                look.at("/settings/credits").see("h1");
                look.page().keyboard().press("Control+k");
                look.see(FIRST);
                assertThat(PageRules.wcag(look, "#palette")).isEmpty();
                assertThat(PageRules.rawKeys(look)).isEmpty();
                look.page().keyboard().type("qqqq");
                look.see(".find-nothing");
                assertThat(PageRules.wcag(look, "#palette")).isEmpty();
                look.page().keyboard().press("Escape");
                look.page().keyboard().press("?");
                look.see("#keys[open]");
                assertThat(PageRules.wcag(look, "#keys")).isEmpty();
                assertThat(look.complaints()).isEmpty();
            }
        }
    }

    @Test
    void search_and_help_hold_what_every_page_holds() {
        for (Browser.Screen screen :
                List.of(Browser.Screen.DESKTOP.atNight().in("en"), Browser.Screen.PHONE.sized(360, 740))) {
            try (Look look = Browser.look(hub, agency, screen)) {
                for (String page : List.of("/search?q=fontaine", "/search?q=zzzz", "/help", "/help/not-sent")) {
                    look.at(page).see("h1");
                    assertThat(PageRules.wcag(look)).as(page).isEmpty();
                    assertThat(PageRules.overflows(look)).as(page).isEmpty();
                    assertThat(PageRules.rawKeys(look)).as(page).isEmpty();
                    assertThat(PageRules.inline(look)).as(page).isEmpty();
                    assertThat(PageRules.faintFields(look)).as(page).isEmpty();
                    assertThat(PageRules.smallTargets(look, screen.phone() ? 44 : 24))
                            .as(page)
                            .isEmpty();
                    assertThat(look.complaints()).isEmpty();
                }
            }
        }
    }

    @Test
    void without_scripts_the_field_leads_to_a_page_of_results() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.withoutScripts())) {
            look.at("/settings/credits").see("#search").fill("fontaine");
            look.page().locator("#search").press("Enter");
            look.follow("a[href='/inbox/" + claire.id() + "']").see("#talk");
            look.at("/search?q=sombre")
                    .follow("button[formaction='/preferences/theme']")
                    .see("html[data-theme=dark]");
            look.see(".help-menu summary").click();
            look.follow(".help-menu a[href='/help/keys']").waitForText("h1", "Raccourcis clavier");
        }
    }

    private Look look(String page) {
        Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP);
        var ignored = look.at(page).see("main");
        look.page().waitForLoadState();
        return look;
    }

    /** Playwright hears of routes only while it is asked something. */
    private static void pass(Look look, String what, BooleanSupplier done) {
        Patience.waitUntil(what, () -> {
            look.count("body");
            return done.getAsBoolean();
        });
    }

    private static String target(Look look) {
        return String.valueOf(look.page().locator(FIRST).getAttribute("href"));
    }
}
