package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is pressed in the inbox, as forms without a script send it and as the script does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxActsTest {
    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private PlainBrowser browser;

    @BeforeAll
    void sign_in() {
        agency = hub.newWorkspace();
        browser = PlainBrowser.signedIn(hub, agency.owner());
        browser.open("/inbox");
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void a_person_writes_takes_over_by_it_and_the_lead_receives_it() {
        Conversation with = write(CLAIRE, "Bonjour");

        PlainBrowser.Shown sent = browser.submit(
                "/inbox/" + with.id() + "/messages?show=assistant",
                Map.of("client", "one", "text", "Bonjour Claire,\r\nje vous appelle."));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).isEqualTo("/inbox/" + with.id() + "?show=assistant");
        Message message = agency.waitForMessage(CLAIRE, "Bonjour Claire,\nje vous appelle.");
        assertThat(message.sender()).isEqualTo(Author.USER);
        assertThat(agency.conversation(CLAIRE).owner()).contains(agency.owner());
        Patience.waitUntil(
                "on the phone", () -> !agency.phone(CLAIRE).received().isEmpty());
        assertThat(agency.phone(CLAIRE).received().getFirst().text()).isEqualTo("Bonjour Claire,\nje vous appelle.");
    }

    @Test
    void the_same_form_sent_again_sends_nothing_more() {
        Conversation with = write(MOUNIR, "Bonjour");
        Map<String, String> form = Map.of("client", "pressed-twice", "text", "Une seule fois");

        for (int press = 0; press < 3; press++) {
            assertThat(browser.submit("/inbox/" + with.id() + "/messages", form).status())
                    .isEqualTo(303);
        }
        agency.settle();

        assertThat(agency.messages(MOUNIR).stream()
                        .filter(message -> message.text().equals("Une seule fois")))
                .hasSize(1);
        assertThat(agency.phone(MOUNIR).received()).hasSize(1);
    }

    @Test
    void what_may_not_leave_stays_in_the_field_with_the_reason_beside_it() {
        Conversation with = write(TOM, "Bonjour");
        String tooLong = "a".repeat(4_097);

        PlainBrowser.Shown refused =
                browser.submit("/inbox/" + with.id() + "/messages", Map.of("client", "long", "text", tooLong));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Le texte est plus long", tooLong, "value=\"long\"", "aria-invalid=\"true\"")
                .contains("aria-describedby=\"refused\"", "<nav class=\"rail\"");
        assertThat(agency.messages(TOM)).hasSize(1);
        assertThat(agency.conversation(TOM).ownedByPerson()).isFalse();
    }

    @Test
    void blank_words_and_a_form_without_its_id_send_nothing() {
        Conversation with = write(INES, "Bonjour");

        assertThat(browser.submit("/inbox/" + with.id() + "/messages", Map.of("client", "blank", "text", " \n "))
                        .text())
                .contains("Il n’y a rien à envoyer");
        assertThat(browser.submit("/inbox/" + with.id() + "/messages", Map.of("client", " ", "text", "Bonjour"))
                        .status())
                .isEqualTo(400);
        assertThat(agency.messages(INES)).hasSize(1);
    }

    @Test
    void a_script_is_answered_with_the_conversation_as_it_is_then() {
        Conversation with = write(Cast.somebody(1), "Bonjour");
        PlainBrowser script = PlainBrowser.signedIn(hub, agency.owner());
        script.open("/inbox");
        script.scripted();

        String taken =
                script.submit("/inbox/" + with.id() + "/take-over", Map.of()).text();
        String written = script.submit(
                        "/inbox/" + with.id() + "/messages", Map.of("client", "x", "text", "Voilà <b>tout</b>"))
                .text();
        String back =
                script.submit("/inbox/" + with.id() + "/hand-back", Map.of()).text();

        assertThat(taken)
                .contains("Vous répondez", "Rendre la main", "Vous avez pris la main")
                .doesNotContain("<html");
        assertThat(written).contains("Voilà &lt;b&gt;tout&lt;/b&gt;").doesNotContain("<b>tout</b>");
        assertThat(back).contains("L’assistant répond", "Vous avez rendu la main");
    }

    @Test
    void a_closed_conversation_offers_to_reopen_and_no_field() {
        Conversation with = write(Cast.somebody(2), "Bonjour");

        browser.submit("/inbox/" + with.id() + "/close", Map.of());
        String closed = browser.open("/inbox/" + with.id()).text();
        browser.submit("/inbox/" + with.id() + "/reopen", Map.of());
        String open = browser.open("/inbox/" + with.id()).text();

        assertThat(closed)
                .contains("Cette conversation est close", "Vous avez clos")
                .doesNotContain("<textarea");
        assertThat(open).contains("<textarea", "Vous avez rouvert");
    }

    @Test
    void after_a_stop_the_field_is_gone_and_the_reason_stands_there() {
        Conversation with = write(Cast.somebody(3), "STOP");

        String page = browser.open("/inbox/" + with.id()).text();

        assertThat(page)
                .contains("STOP a été demandé", "STOP : plus aucun message", "Confirmation du STOP")
                .contains("<span class=\"state red\">")
                .doesNotContain("<textarea");
        assertThat(browser.submit("/inbox/" + with.id() + "/messages", Map.of("client", "s", "text", "Mais si"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void when_the_window_is_closed_the_page_says_until_when_nothing_goes() {
        Conversation with = write(Cast.somebody(4), "Bonjour");
        hub.change("update conversations.conversation set window_until = now() - interval '1 hour' where id = '"
                + with.id() + "'");

        assertThat(browser.open("/inbox/" + with.id()).text())
                .contains("Plus de 24 heures sans message reçu")
                .doesNotContain("<textarea", "Texte libre encore");
    }

    @Test
    void an_unknown_outcome_is_settled_by_a_person_one_way_or_the_other() {
        Conversation with = write(Cast.somebody(5), "Bonjour");
        Message arrived = unknown(with, Cast.somebody(5), "Premier");
        Message lost = unknown(with, Cast.somebody(5), "Second");

        String page = browser.open("/inbox/" + with.id()).text();
        assertThat(page).contains("Issue inconnue", "Il est arrivé", "Renvoyer", "la réponse à cet envoi s’est perdue");
        browser.submit("/inbox/" + with.id() + "/messages/" + arrived.id() + "/arrived", Map.of());
        browser.submit("/inbox/" + with.id() + "/messages/" + lost.id() + "/again", Map.of());
        agency.settle();

        List<Message> said = agency.messages(Cast.somebody(5));
        assertThat(state(said, arrived)).isEqualTo(MessageState.SENT);
        assertThat(state(said, lost)).isEqualTo(MessageState.FAILED);
        assertThat(said.stream().filter(message -> message.text().equals("Second")))
                .hasSize(2);
        assertThat(browser.open("/inbox/" + with.id()).text()).contains("Renvoyé plus bas");
    }

    @Test
    void what_has_not_left_can_be_taken_back() {
        Conversation with = write(Cast.somebody(6), "Bonjour");
        Message ready = unknown(with, Cast.somebody(6), "Pas encore parti");
        set(ready, "queued", "not-connected");

        assertThat(browser.open("/inbox/" + with.id()).text()).contains("En attente de départ", "Reprendre");
        browser.submit("/inbox/" + with.id() + "/messages/" + ready.id() + "/cancel", Map.of());

        assertThat(state(agency.messages(Cast.somebody(6)), ready)).isEqualTo(MessageState.CANCELLED);
        assertThat(browser.open("/inbox/" + with.id()).text()).contains("Repris avant l’envoi", "not-sent");
    }

    @Test
    void every_failure_code_has_words_of_what_happened_and_what_to_do() {
        Conversation with = write(Cast.somebody(7), "Bonjour");
        Message failed = unknown(with, Cast.somebody(7), "Échoué");
        for (String code : List.of("131026", "131047", "131049", "133005", "210", "190", "137000", "139001")) {
            set(failed, "failed", code);
            assertThat(browser.open("/inbox/" + with.id()).text())
                    .as(code)
                    .contains("Pas remis.")
                    .doesNotContain("sans raison que nous connaissions");
        }
        set(failed, "failed", "999999");
        assertThat(browser.open("/inbox/" + with.id()).text()).contains("sans raison que nous connaissions");
    }

    @Test
    void nothing_is_done_in_another_workspace_or_without_the_form_s_token() {
        ConnectedWorkspace neighbour = hub.newWorkspace();
        neighbour.phone(CLAIRE).writes("Chez les voisins");
        Message theirs = neighbour.waitForMessage(CLAIRE, "Chez les voisins");
        String there = "/inbox/" + theirs.conversation();
        Conversation ours = write(Cast.somebody(8), "Bonjour");

        for (String act :
                List.of("/take-over", "/hand-back", "/close", "/reopen", "/messages/" + theirs.id() + "/again")) {
            assertThat(browser.submit(there + act, Map.of()).status()).as(act).isEqualTo(404);
        }
        assertThat(browser.submit(there + "/messages", Map.of("client", "c", "text", "Intrus"))
                        .status())
                .isEqualTo(404);
        assertThat(browser.submit("/inbox/" + UUID.randomUUID() + "/take-over", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(browser.submitBare("/inbox/" + ours.id() + "/take-over", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(neighbour.messages(CLAIRE)).hasSize(1);
        assertThat(neighbour.conversation(CLAIRE).ownedByPerson()).isFalse();
        assertThat(agency.conversation(Cast.somebody(8)).ownedByPerson()).isFalse();
        neighbour.close();
    }

    private Conversation write(Cast.Person person, String words) {
        agency.answers(seen -> new Verdict.Silence());
        agency.phone(person).writes(words);
        var ignored = agency.waitForMessage(person, words);
        agency.settle();
        return agency.conversation(person);
    }

    /** Sent by a person, its outcome made unknown afterwards. */
    private Message unknown(Conversation with, Cast.Person person, String words) {
        var ignored = browser.submit(
                "/inbox/" + with.id() + "/messages",
                Map.of("client", UUID.randomUUID().toString(), "text", words));
        Message sent = Patience.waitFor(
                "sent", () -> agency.waitForMessage(person, words), message -> message.state() == MessageState.READ);
        // Its statuses may be told before our own answer is written, which would be news of an unknown outcome.
        agency.settle();
        set(sent, "unknown", "answer-lost");
        return sent;
    }

    private void set(Message message, String state, String reason) {
        hub.change(
                "update conversations.message set state = '%s', reason = '%s', state_at = state_at - interval '3 minutes' where id = '%s'"
                        .formatted(state, reason, message.id()));
    }

    private static MessageState state(List<Message> said, Message which) {
        return said.stream()
                .filter(message -> message.id().equals(which.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
