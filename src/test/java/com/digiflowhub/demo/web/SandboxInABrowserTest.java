package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.browser.Browser;
import com.digiflowhub.browser.Browser.Screen;
import com.digiflowhub.browser.InTheBrowser;
import com.digiflowhub.browser.Look;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The toy as people play with it: type on the phone, see what the hub makes of it, break something, see that too. */
@InTheBrowser
class SandboxInABrowserTest {
    private final RunningHub hub = DemoHub.hub();
    private final Phone phone = DemoHub.newPhone();

    @AfterEach
    void restore() {
        Switchboard.restore(DemoHub.sandbox());
    }

    @Test
    void typed_on_the_phone_it_is_in_the_inbox_and_the_teams_answer_is_on_the_phone() {
        try (Look look = owner(Screen.DESKTOP).at(DemoHub.page(phone))) {
            look.see("#phone-text").fill("Bonjour, il reste des places ?");
            look.page().keyboard().press("Enter");

            look.waitForText(".talk", "Bonjour, il reste des places ?");
            look.waitForText(".open", "Bonjour, il reste des places ?");
            look.waitForText(".sentences", phone.person().name() + " écrit, livré");
            assertThat(look.see("#phone-text").inputValue()).isEmpty();
            assertThat(look.page().evaluate("document.activeElement.id")).isEqualTo("phone-text");

            teamWrites("Il en reste 4.");
            look.waitForText(".talk .theirs", "Il en reste 4.");
            look.waitForText(".open .said.person", "Il en reste 4.");
            look.waitForText(".sentences", "L’équipe écrit à " + phone.person().name() + ", accepté");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_being_typed_stays_while_the_phone_renews_itself() {
        try (Look look = owner(Screen.DESKTOP).at(DemoHub.page(phone))) {
            look.see("#phone-text").fill("je n’ai pas fini");
            phone.writes("d’ailleurs");
            look.waitForText(".talk", "d’ailleurs");
            assertThat(look.see("#phone-text").inputValue()).isEqualTo("je n’ai pas fini");
        }
    }

    @Test
    void a_line_cut_after_accepting_is_an_unknown_outcome_beside_the_phone_that_has_the_message() {
        phone.writes("Bonjour");
        DemoHub.waitForConversation(phone);
        try (Look look = owner(Screen.DESKTOP).at(DemoHub.page(phone))) {
            look.see("#switch-DROP").click();
            look.see("#switch-DROP[aria-checked=true]");

            teamWrites("Je vous en garde une ?");

            look.waitForText(".talk .theirs", "Je vous en garde une ?");
            look.waitForText(".sentences", "accepté, mais la réponse se perd");
            assertThat(phone.received()).extracting(Seen::text).containsOnlyOnce("Je vous en garde une ?");

            look.see("#restore").click();
            look.see("#switch-DROP[aria-checked=false]");
            assertThat(look.see("#restore").isDisabled()).isTrue();
        }
    }

    @Test
    void what_comes_twice_is_kept_once_and_the_switch_counts_it() {
        try (Look look = owner(Screen.DESKTOP).at(DemoHub.page(phone))) {
            look.see("#switch-DUPLICATE").click();
            look.see("#switch-DUPLICATE[aria-checked=true]");
            look.see("#phone-text").fill("Ok ! Et il reste des places ?");
            look.see(".sendoff").click();

            look.waitForText(".sentences", phone.person().name() + " écrit, livré 2 fois");
            look.waitForText("#fault-DUPLICATE", "fois");
            assertThat(DemoHub.messages(phone))
                    .filteredOn(message -> message.sender() == Author.CONTACT)
                    .extracting(Message::text)
                    .containsExactly("Ok ! Et il reste des places ?");
        }
    }

    @Test
    void without_scripts_the_phone_still_writes_and_the_switches_still_turn() {
        try (Look look = owner(Screen.DESKTOP.withoutScripts()).at(DemoHub.page(phone))) {
            look.see("#phone-text").fill("Sans script");
            look.see(".sendoff").click();
            look.waitForText(".talk", "Sans script");
            look.see("#switch-DELAY").click();
            look.see("#switch-DELAY[aria-checked=true]");
            look.see("#switch-DELAY").click();
            look.see("#switch-DELAY[aria-checked=false]");
        }
    }

    @Test
    void phrases_and_other_things_are_one_press_away() {
        try (Look look = owner(Screen.DESKTOP).at(DemoHub.page(phone))) {
            look.page().getByText("C’est combien ?").click();
            look.waitForText(".talk", "c’est combien la formation");
            look.see(".enclosures summary").click();
            look.page().getByText("Position").first().click();
            Patience.waitUntil(
                    "the place",
                    () -> phone.messages().stream().anyMatch(seen -> seen.type().equals("location")));
            look.waitForText(".talk", "Position");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, fr, false", "1100, 800, en, false", "390, 844, fr, true", "360, 740, en, false"})
    void nothing_overflows_and_nothing_is_too_small_for_a_thumb(int width, int height, String language, boolean dark) {
        phone.writes("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 😀 مرحبا");
        DemoHub.waitForConversation(phone);
        Screen screen = Screen.PHONE.sized(width, height).in(language);
        try (Look look = owner(dark ? screen.atNight() : screen).at(DemoHub.page(phone))) {
            look.see("#handset");
            assertThat(look.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(
                            look.page()
                                    .evaluate(
                                            "(() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth })()"))
                    .isEqualTo(true);
            Object small = look.page().evaluate("""
                    least => [...document.querySelectorAll('main button, main a, main input:not([type=hidden]), main summary')]
                      .filter(e => e.checkVisibility()).map(e => [e.className || e.id || e.textContent.trim(), e.getBoundingClientRect()])
                      .filter(([, r]) => r.width > 0 && (r.height < least || r.width < least)).map(([n, r]) => n + ' ' + r.width + '×' + r.height)
                    """, width < 500 ? 44 : 24);
            assertThat((List<?>) small).isEmpty();
            assertThat(look.complaints()).isEmpty();
        }
    }

    private Look owner(Screen screen) {
        Look look = Browser.stranger(hub, screen);
        String session = hub.part(Sessions.class)
                .begin(DemoHub.founded().owner())
                .orElseThrow()
                .reveal();
        look.context()
                .addCookies(
                        List.of(new Cookie("hub", session).setUrl(hub.address().toString())));
        return look;
    }

    private void teamWrites(String text) {
        Conversation conversation = DemoHub.waitForConversation(phone);
        assertThat(hub.in(
                        DemoHub.founded().workspace(),
                        () -> hub.part(Conversations.class)
                                .write(
                                        conversation.id(),
                                        DemoHub.founded().owner(),
                                        UUID.randomUUID().toString(),
                                        text)))
                .isInstanceOf(Conversations.Written.Queued.class);
    }
}
