package com.digiflowhub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever a person does to the composer, what they wrote leaves once, and is never lost. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposerTest {
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
    void pressed_twice_in_a_hurry_it_sends_once() {
        Conversation with = scene.writes(Cast.somebody(1), "Bonjour");
        try (Look look = open(with)) {
            look.see("#reply").fill("Une fois suffit");
            look.page().locator("#send").dblclick();
            look.waitForText("#lines .person", "Une fois suffit");
            assertThat(look.see("#reply").inputValue()).isEmpty();
        }
        assertSentOnce(Cast.somebody(1), "Une fois suffit");
    }

    @Test
    void enter_sends_and_shift_enter_breaks_the_line() {
        Conversation with = scene.writes(Cast.somebody(2), "Bonjour");
        try (Look look = open(with)) {
            look.see("#reply").focus();
            look.page().keyboard().type("Première ligne");
            look.page().keyboard().press("Shift+Enter");
            look.page().keyboard().type("deuxième");
            look.page().keyboard().press("Enter");
            look.page().keyboard().press("Enter");
            look.waitForText("#lines .person", "deuxième");
            assertThat(look.complaints()).isEmpty();
        }
        assertSentOnce(Cast.somebody(2), "Première ligne\ndeuxième");
    }

    @Test
    void a_request_that_fails_keeps_the_words_and_trying_again_sends_once() {
        Conversation with = scene.writes(Cast.somebody(3), "Bonjour");
        try (Look look = open(with)) {
            look.page().route("**/messages*", route -> {
                // The hub takes it, but the browser never hears of it.
                var taken = route.fetch();
                assertThat(taken.status()).isEqualTo(200);
                route.abort();
            });
            look.see("#reply").fill("Le réseau coupe");
            look.see("#send").click();
            look.waitForText("#toasts", "n’est perdu");
            assertThat(look.see("#reply").inputValue()).isEqualTo("Le réseau coupe");
            look.page().unroute("**/messages*");
            look.see("#send").click();
            Patience.waitUntil("taken", () -> look.see("#reply").inputValue().isEmpty());
        }
        assertSentOnce(Cast.somebody(3), "Le réseau coupe");
    }

    @Test
    void reloaded_in_the_middle_the_draft_is_there_and_sends_once() {
        Conversation with = scene.writes(Cast.somebody(4), "Bonjour");
        try (Look look = open(with)) {
            look.page().route("**/messages*", route -> {
                var taken = route.fetch();
                assertThat(taken.ok()).isTrue();
                route.abort();
            });
            look.see("#reply").fill("Rechargé au milieu");
            look.see("#send").click();
            look.waitForText("#toasts", "n’est perdu");
            look.page().unroute("**/messages*");
            look.page().reload();
            assertThat(look.see("#reply").inputValue()).isEqualTo("Rechargé au milieu");
            look.see("#send").click();
            Patience.waitUntil("taken", () -> look.see("#reply").inputValue().isEmpty());
        }
        assertSentOnce(Cast.somebody(4), "Rechargé au milieu");
    }

    @Test
    void drawn_anew_while_it_is_on_its_way_it_still_leaves_the_field_and_once() {
        Conversation with = scene.writes(Cast.somebody(11), "Bonjour");
        try (Look look = open(with)) {
            look.page().route("**/messages*", route -> {
                var taken = route.fetch();
                look.waitForText("#lines .theirs", "Encore une question");
                route.fulfill(new Route.FulfillOptions().setResponse(taken));
            });
            look.see("#reply").fill("Parti pendant un renouvellement");
            agency.phone(Cast.somebody(11)).writes("Encore une question");
            look.see("#send").dblclick();
            Patience.waitUntil("taken", () -> look.see("#reply").inputValue().isEmpty());
            look.page().reload();
            assertThat(look.see("#reply").inputValue()).isEmpty();
        }
        assertSentOnce(Cast.somebody(11), "Parti pendant un renouvellement");
    }

    @Test
    void without_scripts_the_form_sends_and_reloading_the_page_sends_nothing_more() {
        Conversation with = scene.writes(Cast.somebody(5), "Bonjour");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.withoutScripts())) {
            look.at("/inbox/" + with.id());
            look.see("#reply").fill("Sans script");
            look.see("#send").click();
            look.waitForText("#lines .person", "Sans script");
            look.page().reload();
            look.waitForText("#lines .person", "Sans script");
            assertThat(look.path()).isEqualTo("/inbox/" + with.id());
        }
        assertSentOnce(Cast.somebody(5), "Sans script");
    }

    @Test
    void a_draft_belongs_to_its_conversation() {
        Conversation one = scene.writes(Cast.somebody(6), "Bonjour");
        Conversation other = scene.writes(Cast.somebody(7), "Bonsoir");
        try (Look look = open(one)) {
            look.see("#reply").focus();
            look.page().keyboard().type("Pour l’une");
            look.see("#row-" + other.id()).click();
            look.waitForText(".talk-name", Cast.somebody(7).name());
            assertThat(look.see("#reply").inputValue()).isEmpty();
            look.see("#row-" + one.id()).click();
            look.waitForText(".talk-name", Cast.somebody(6).name());
            var ignored = Patience.waitFor(
                    "the draft", () -> look.see("#reply").inputValue(), draft -> draft.equals("Pour l’une"));
        }
    }

    @Test
    void a_renewal_that_comes_while_another_conversation_is_drawn_is_of_that_one() {
        Conversation one = scene.writes(Cast.somebody(13), "Bonjour");
        Conversation other = scene.writes(Cast.somebody(14), "Bonsoir");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.page().route("**/live", Route::abort);
            look.at("/inbox/" + one.id());
            var ignored = look.see("#reply");
            look.page()
                    .evaluate(
                            "document.addEventListener('htmx:afterSwap', () => htmx.trigger('#talk', 'renew'), { once: true })");
            look.page()
                    .waitForResponse(
                            "**/talk*", () -> look.see("#row-" + other.id()).click());
            assertThat(look.requests())
                    .extracting(request -> URI.create(request.url()).getPath())
                    .contains("/inbox/" + other.id() + "/talk")
                    .doesNotContain("/inbox/" + one.id() + "/talk");
            look.waitForText(".talk-name", Cast.somebody(14).name());
        }
    }

    @Test
    void what_one_types_survives_everything_that_comes_in_meanwhile() {
        Conversation with = scene.writes(Cast.somebody(8), "Bonjour");
        try (Look look = open(with)) {
            look.see("#reply").focus();
            look.page().keyboard().type("J’écris et ");
            agency.phone(Cast.somebody(8)).writes("Autre chose encore");
            look.waitForText("#lines .theirs", "Autre chose encore");
            look.page().keyboard().type("je finis");
            assertThat(look.see("#reply").inputValue()).isEqualTo("J’écris et je finis");
            look.page().keyboard().press("Enter");
            look.waitForText("#lines .person", "J’écris et je finis");
        }
        assertSentOnce(Cast.somebody(8), "J’écris et je finis");
    }

    @Test
    void after_a_stop_the_field_goes_away_while_one_looks() {
        Conversation with = scene.writes(Cast.somebody(9), "Bonjour");
        try (Look look = open(with)) {
            look.see("#reply");
            agency.phone(Cast.somebody(9)).writes("STOP");
            look.waitForText("#closed-composer", "STOP a été demandé");
            assertThat(look.count("#reply")).isZero();
            look.waitForText("#person", "STOP");
            agency.phone(Cast.somebody(9)).writes("START");
            look.see("#reply");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void an_unknown_outcome_is_settled_with_its_two_buttons() {
        Conversation with = scene.writes(Cast.somebody(10), "Bonjour");
        scene.team(with, "Arrivé ou pas");
        scene.team(with, "À renvoyer");
        Patience.waitUntil(
                "both sent", () -> agency.phone(Cast.somebody(10)).received().size() == 2);
        agency.settle();
        scene.becomes("Arrivé ou pas", "unknown", "answer-lost");
        scene.becomes("À renvoyer", "unknown", "interrupted");
        try (Look look = open(with)) {
            look.see("text=Il est arrivé >> nth=0").click();
            Patience.waitUntil("one left", () -> look.count(".note.amber") == 1);
            look.see("summary:has-text('Renvoyer')").click();
            look.waitForText(".again-ask", "il sera reçu deux fois");
            look.see("button:has-text('Renvoyer quand même')").click();
            look.waitForText("#lines", "Renvoyé plus bas");
            assertThat(look.complaints()).isEmpty();
        }
        agency.settle();
        assertThat(said(Cast.somebody(10), "À renvoyer")).hasSize(2);
        assertThat(said(Cast.somebody(10), "Arrivé ou pas")).hasSize(1);
    }

    private Look open(Conversation with) {
        Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP);
        look.at("/inbox/" + with.id());
        var ignored = look.see("#reply");
        return look;
    }

    private void assertSentOnce(Cast.Person person, String words) {
        agency.settle();
        assertThat(said(person, words)).hasSize(1);
        assertThat(agency.phone(person).received().stream()
                        .filter(seen -> seen.text().equals(words)))
                .hasSize(1);
    }

    private List<Message> said(Cast.Person person, String words) {
        return agency.messages(person).stream()
                .filter(message -> message.text().equals(words))
                .toList();
    }
}
