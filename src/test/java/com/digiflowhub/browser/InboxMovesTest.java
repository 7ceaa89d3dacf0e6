package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The inbox moves by itself, takes nobody's place away, goes by keys alone, and shows hostile words as words. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxMovesTest {
    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>gras</b>";
    private static final String RIGHT_TO_LEFT = "\u202Egpj.exe\u202C \u2067مرحبا كيف الحال\u2069 suite";

    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private Scene scene;

    @BeforeAll
    void open_an_agency() {
        agency = hub.newWorkspace();
        scene = new Scene(hub, agency);
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void whoever_writes_comes_to_the_top_without_a_reload() {
        scene.writes(CLAIRE, "Bonjour");
        scene.writes(TOM, "Hello");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox").see("[data-row]");
            look.page().evaluate("() => { window.stays = true; }");
            agency.phone(CLAIRE).writes("Encore moi");
            Patience.waitUntil(
                    "on top",
                    () -> look.page()
                            .locator("#group-newest [data-row]")
                            .first()
                            .innerText()
                            .contains("Encore moi"));
            scene.asks(INES, "Je veux parler à quelqu’un");
            look.waitForText("#group-waiting", "Inès Moreau");
            assertThat(look.page().evaluate("() => window.stays")).isEqualTo(true);
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void a_message_that_comes_in_moves_nothing_that_is_being_read() {
        Cast.Person person = Cast.somebody(20);
        Conversation with = scene.writes(person, "Le tout premier");
        for (int n = 1; n <= 30; n++) {
            scene.writes(person, "Ligne " + n);
        }
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox/" + with.id()).see("#run");
            Patience.waitUntil("at the end", () -> atEnd(look));
            look.page().evaluate("() => { document.getElementById('run').scrollTop = 100; }");
            Object before = look.page().evaluate("() => document.getElementById('run').scrollTop");
            agency.phone(person).writes("Nouveau un");
            look.waitForText("#newer", "1 nouveau");
            agency.phone(person).writes("Nouveau deux");
            look.waitForText("#newer", "2 nouveaux");
            assertThat(look.page().evaluate("() => document.getElementById('run').scrollTop"))
                    .isEqualTo(before);
            look.see("#newer").click();
            Patience.waitUntil("at the end again", () -> atEnd(look));
            assertThat(look.page().locator("#newer").isHidden()).isTrue();
            agency.phone(person).writes("Nouveau trois");
            look.waitForText("#lines", "Nouveau trois");
            Patience.waitUntil("whoever is at the end stays there", () -> atEnd(look));
        }
    }

    @Test
    void everything_goes_by_keys() {
        Conversation one = scene.writes(Cast.somebody(21), "Première");
        Conversation two = scene.writes(Cast.somebody(22), "Seconde");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox?q=Lead+2").see("[data-row]");
            look.page().keyboard().press("j");
            assertThat(focused(look)).isEqualTo("row-" + two.id());
            look.page().keyboard().press("j");
            assertThat(focused(look)).isEqualTo("row-" + one.id());
            look.page().keyboard().press("k");
            look.page().keyboard().press("Enter");
            look.waitForText(".talk-name", Cast.somebody(22).name());
            look.page().keyboard().press("t");
            look.waitForText(".answering-now", "Vous répondez");
            look.page().keyboard().press("h");
            look.waitForText(".answering-now", "L’assistant répond");
            look.page().keyboard().press("e");
            look.waitForText("#closed-composer", "Cette conversation est close");
            look.page().keyboard().press("e");
            look.see("#reply");
            look.page().keyboard().press("r");
            assertThat(focused(look)).isEqualTo("reply");
            look.page().keyboard().press("Escape");
            look.page().keyboard().press("/");
            assertThat(focused(look)).isEqualTo("palette-field");
            look.page().keyboard().type("Première");
            look.waitForText("#palette-list [role=option] >> nth=0", "Lead 21");
            look.page().keyboard().press("Enter");
            look.waitForText(".talk-name", "Lead 21");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void on_a_phone_one_pane_at_a_time_and_back_again() {
        Conversation with = scene.writes(Cast.somebody(23), "Depuis le téléphone");
        try (Look look = Browser.look(hub, agency, Browser.Screen.PHONE)) {
            look.at("/inbox").see("#row-" + with.id()).click();
            look.waitForText("#lines", "Depuis le téléphone");
            assertThat(look.page().locator(".list-pane").isVisible()).isFalse();
            assertThat(look.page().locator(".rail").isVisible()).isFalse();
            look.see(".to-person").click();
            look.waitForText("#person", Cast.somebody(23).name());
            assertThat(look.page().locator(".talk-pane").isVisible()).isFalse();
            look.see(".person-back a").click();
            look.see("#reply");
            look.see(".talk-back").click();
            look.see("#row-" + with.id());
            assertThat(look.path()).isEqualTo("/inbox");
            look.page().goBack();
            look.waitForText("#lines", "Depuis le téléphone");
            assertThat(look.count("html > body.framed > main #inbox"))
                    .as("the whole page is back")
                    .isEqualTo(1);
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void hostile_names_and_words_are_shown_as_text_and_stay_in_their_place() {
        Cast.Person person = new Cast.Person(SCRIPT, "33639987001");
        Conversation with = scene.writes(person, SCRIPT + "\n" + RIGHT_TO_LEFT);
        scene.writes(person, "🙏".repeat(2_000));
        scene.writes(person, "Donaudampfschifffahrtsgesellschaftskapitän".repeat(20));
        scene.writes(new Cast.Person("\u202Enoitcejni", "33639987002"), RIGHT_TO_LEFT);
        for (Browser.Screen screen :
                new Browser.Screen[] {Browser.Screen.PHONE.sized(360, 740), Browser.Screen.DESKTOP}) {
            try (Look look = Browser.look(hub, agency, screen)) {
                look.at("/inbox").see("[data-row]");
                assertThat(PageRules.overflows(look)).isEmpty();
                assertThat(look.text("#list")).contains("<script>alert(1)</script>");
                look.at("/inbox/" + with.id()).see("#run");
                assertThat(look.text("#lines")).contains(SCRIPT, "مرحبا");
                assertThat(look.count("#inbox img, #inbox script, #lines b")).isZero();
                assertThat(PageRules.overflows(look)).isEmpty();
                assertThat(look.complaints()).isEmpty();
            }
        }
    }

    private static boolean atEnd(Look look) {
        return Boolean.TRUE.equals(
                look.page()
                        .evaluate(
                                "() => { const run = document.getElementById('run'); return run.scrollHeight - run.scrollTop - run.clientHeight < 4; }"));
    }

    private static String focused(Look look) {
        return String.valueOf(look.page().evaluate("() => document.activeElement.id"));
    }
}
