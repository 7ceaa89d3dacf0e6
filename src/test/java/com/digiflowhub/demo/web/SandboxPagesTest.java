package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser without scripts uses it, on a hub that is on show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxPagesTest {
    private final PlainBrowser browser = DemoHub.owner();
    private Phone phone = DemoHub.newPhone();

    @BeforeEach
    void take_a_phone() {
        phone = DemoHub.newPhone();
        browser.open(DemoHub.page(phone));
    }

    @AfterEach
    void restore() {
        Switchboard.restore(DemoHub.sandbox());
    }

    @Test
    void a_live_hub_has_neither_the_page_nor_a_word_of_it() {
        RunningHub live = RunningHub.shared();
        try (var workspace = live.newWorkspace()) {
            PlainBrowser person = PlainBrowser.signedIn(live, workspace.owner());
            assertThat(person.open("/sandbox").status()).isEqualTo(404);
            assertThat(person.open("/sandbox/phone").status()).isEqualTo(404);
            assertThat(person.submit("/sandbox/messages", Map.of("text", "x")).status())
                    .isIn(403, 404);
            assertThat(person.open("/nothing-here").text()).doesNotContain("/sandbox", "Bac à sable");
            assertThat(live.context().getBeanNamesForType(SandboxPages.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sandbox", "/sandbox/phone", "/sandbox/glance", "/sandbox/happened"})
    void only_those_who_are_signed_in_see_it(String path) {
        PlainBrowser stranger = new PlainBrowser(DemoHub.hub().address());
        PlainBrowser.Shown shown = stranger.open(path);
        assertThat(shown.status()).isIn(303, 302, 401);
        assertThat(shown.text()).doesNotContain("handset");
    }

    @Test
    void the_rail_and_the_line_at_the_top_lead_here_in_words() {
        String french = browser.open("/sandbox").text();
        assertThat(french)
                .contains("href=\"/sandbox\" aria-current=\"page\" title=\"Bac à sable\"")
                .contains("Démo : rien ne quitte cette machine");
        String english = DemoHub.owner().speaking("en").open("/sandbox").text();
        assertThat(english).contains("Demo: nothing leaves this machine", "title=\"Sandbox\"");
    }

    @Test
    void every_word_of_the_page_is_there_in_both_languages() {
        for (String language : List.of("fr", "en")) {
            for (String faults : Switchboard.PROVIDERS) {
                String page = DemoHub.owner()
                        .speaking(language)
                        .open("/sandbox?adding=yes&faults=" + faults)
                        .text();
                assertThat(page).doesNotContainPattern("[> \"]sandbox\\.[a-z-]+[.<\" ]");
            }
        }
    }

    @Test
    void no_script_and_no_style_stands_in_the_page() {
        assertThat(browser.open(DemoHub.page(phone)).text())
                .doesNotContain("<style", " style=\"", " onclick=", "<script>", "hx-on", "javascript:");
    }

    @Test
    void what_is_written_as_the_lead_stands_on_the_phone_and_comes_to_the_hub() {
        PlainBrowser.Shown sent = write("Bonjour, c’est combien la formation ?");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).isEqualTo(DemoHub.page(phone));
        assertThat(phone.messages()).extracting(Seen::text).containsExactly("Bonjour, c’est combien la formation ?");
        DemoHub.waitForConversation(phone);
        assertThat(DemoHub.messages(phone).getFirst().sender()).isEqualTo(Author.CONTACT);
        assertThat(browser.open(sent.location()).text())
                .contains(
                        "bubble mine",
                        "C’est combien ?",
                        "Conversation avec " + phone.person().name());
    }

    @Test
    void what_the_team_writes_is_seen_on_the_phone_and_told_as_the_teams() {
        write("Bonjour");
        Conversation conversation = DemoHub.waitForConversation(phone);

        assertThat(teamWrites(conversation, "Bonjour, ici Sandrine.")).isInstanceOf(Conversations.Written.Queued.class);

        Patience.waitUntil(
                "the words on the phone",
                () -> phone.received().stream().anyMatch(seen -> seen.text().equals("Bonjour, ici Sandrine.")));
        assertThat(part("/sandbox/phone")).contains("bubble theirs", "Bonjour, ici Sandrine.");
        assertThat(part("/sandbox/happened"))
                .contains("L’équipe écrit à " + phone.person().name() + ", accepté");
        assertThat(part("/sandbox/glance")).contains("said person", "Une personne répond");
    }

    @Test
    void accepted_then_cut_is_an_unknown_outcome_in_the_hub_and_told_in_the_log() {
        write("Bonjour");
        Conversation conversation = DemoHub.waitForConversation(phone);
        browser.submit("/sandbox/faults/whatsapp/DROP?lead=" + DemoHub.key(phone), Map.of("on", "true"));

        teamWrites(conversation, "Je vous en garde une ?");

        Patience.waitUntil(
                "the outcome to be unknown or found out",
                () -> DemoHub.messages(phone).stream()
                        .anyMatch(message -> message.text().equals("Je vous en garde une ?")
                                && (message.state() == MessageState.UNKNOWN
                                        || message.state().settled())));
        assertThat(phone.received()).extracting(Seen::text).containsOnlyOnce("Je vous en garde une ?");
        String happened = part("/sandbox/happened");
        assertThat(happened)
                .contains("accepté, mais la réponse se perd")
                .contains("aria-checked=\"true\" id=\"switch-DROP\"");
    }

    @Test
    void what_is_doubled_on_its_way_is_kept_once_and_told_with_a_number() {
        browser.submit("/sandbox/faults/whatsapp/DUPLICATE?lead=" + DemoHub.key(phone), Map.of("on", "true"));

        write("Ok, et il reste des places ?");

        DemoHub.waitForConversation(phone);
        Patience.waitUntil(
                "both copies to be told",
                () -> part("/sandbox/happened").contains(phone.person().name() + " écrit, livré 2 fois"));
        assertThat(DemoHub.messages(phone))
                .filteredOn(message -> message.sender() == Author.CONTACT)
                .extracting(Message::text)
                .containsExactly("Ok, et il reste des places ?");
        assertThat(part("/sandbox/happened")).contains("class=\"badge\"");
    }

    @Test
    void a_refusal_asked_for_fails_the_message_with_a_reason() {
        write("Bonjour");
        Conversation conversation = DemoHub.waitForConversation(phone);
        DemoHub.sandbox().whatsApp().faults().on(Fault.REFUSE, "131026");

        teamWrites(conversation, "Bonjour !");

        Patience.waitUntil(
                "the refusal",
                () -> DemoHub.messages(phone).stream().anyMatch(message -> message.state() == MessageState.FAILED));
        assertThat(phone.received()).extracting(Seen::text).doesNotContain("Bonjour !");
        assertThat(part("/sandbox/glance")).contains("uncertain failed", "Non remis");
        assertThat(part("/sandbox/happened")).contains("refusé comme demandé");
    }

    @Test
    void a_switch_is_turned_on_and_off_and_all_are_restored_at_once() {
        PlainBrowser.Shown turned =
                browser.submit("/sandbox/faults/openai/HANG?lead=" + DemoHub.key(phone), Map.of("on", "true"));
        assertThat(turned.location()).isEqualTo("/sandbox?lead=" + DemoHub.key(phone) + "&faults=openai");
        assertThat(java.util.Objects.requireNonNull(
                                DemoHub.sandbox().model().faults().states().get(Fault.HANG))
                        .on())
                .isTrue();
        assertThat(browser.open(turned.location()).text()).contains("aria-checked=\"true\" id=\"switch-HANG\"");
        browser.submit("/sandbox/faults/openai/HANG?lead=" + DemoHub.key(phone), Map.of("on", "false"));
        assertThat(java.util.Objects.requireNonNull(
                                DemoHub.sandbox().model().faults().states().get(Fault.HANG))
                        .on())
                .isFalse();

        browser.submit("/sandbox/faults/whatsapp/DELAY", Map.of("on", "true"));
        browser.submit("/sandbox/faults/openai/DROP", Map.of("on", "true"));
        PlainBrowser.Shown restored = browser.submit("/sandbox/faults", Map.of());
        assertThat(restored.status()).isEqualTo(303);
        assertThat(Switchboard.of(DemoHub.sandbox(), "whatsapp").on()).isZero();
        assertThat(browser.open("/sandbox").text()).contains("id=\"restore\" disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp/NONSENSE", "whatsapp/HANG", "sms/DROP"})
    void a_switch_that_there_is_not_is_a_page_that_there_is_not(String switched) {
        assertThat(browser.submit("/sandbox/faults/" + switched, Map.of("on", "true"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void forms_of_strangers_change_nothing() {
        assertThat(browser.submitBare("/sandbox/messages?lead=" + DemoHub.key(phone), Map.of("text", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submitBare("/sandbox/faults/whatsapp/DROP", Map.of("on", "true"))
                        .status())
                .isEqualTo(403);
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    void a_new_lead_gets_a_phone_with_the_number_as_it_was_written() {
        PlainBrowser.Shown added =
                browser.submit("/sandbox/leads", Map.of("name", " Rosange Doris ", "number", "+33 6 39 98 77 01"));
        assertThat(added.location()).isEqualTo("/sandbox?lead=33639987701&faults=whatsapp");
        assertThat(browser.open(added.location()).text()).contains("Rosange Doris", "n’a pas encore écrit");
        assertThat(browser.submit("/sandbox/leads", Map.of("name", "Autre", "number", "0033639987701"))
                        .location())
                .isEqualTo("/sandbox?lead=33639987701&faults=whatsapp");
        assertThat(DemoHub.sandbox()
                        .whatsApp()
                        .findPhone("33639987701")
                        .orElseThrow()
                        .person()
                        .name())
                .isEqualTo("Rosange Doris");
    }

    @Test
    void a_lead_without_name_or_with_a_number_that_is_none_is_asked_for_again_with_what_was_typed() {
        PlainBrowser.Shown nameless =
                browser.submit("/sandbox/leads", Map.of("name", "  ", "number", "+33 6 39 98 77 02"));
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.text())
                .contains("aria-invalid=\"true\"", "Donnez au lead un nom", "value=\"+33 6 39 98 77 02\"");
        PlainBrowser.Shown numberless = browser.submit("/sandbox/leads", Map.of("name", "Sam", "number", "12"));
        assertThat(numberless.status()).isEqualTo(422);
        assertThat(numberless.text()).contains("Écrivez le numéro avec son pays", "value=\"Sam\"", "value=\"12\"");
        assertThat(browser.submit("/sandbox/leads", Map.of("name", "x".repeat(61), "number", "+33639987703"))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "audio", "location"})
    void other_things_than_words_are_sent_too(String kind) {
        browser.submit("/sandbox/messages?lead=" + DemoHub.key(phone), Map.of("kind", kind));
        assertThat(phone.messages()).extracting(Seen::type).containsExactly(kind);
        DemoHub.waitForConversation(phone);
        assertThat(part("/sandbox/phone")).contains("words thing");
    }

    @Test
    void nothing_empty_too_long_or_unheard_of_is_sent() {
        assertThat(write("   ").status()).isEqualTo(303);
        assertThat(write("x".repeat(4097)).status()).isEqualTo(400);
        assertThat(browser.submit("/sandbox/messages?lead=" + DemoHub.key(phone), Map.of("kind", "poll"))
                        .status())
                .isEqualTo(400);
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    void hostile_words_stand_as_words_wherever_they_are_shown() {
        write("<img src=x onerror=alert(1)> & \"l’été\"");
        DemoHub.waitForConversation(phone);
        String page = browser.open(DemoHub.page(phone)).text();
        assertThat(page).contains("&lt;img src=x").doesNotContain("<img src=x");
    }

    @Test
    void a_lead_that_nobody_knows_shows_the_phone_last_used() {
        write("Me voici");
        assertThat(browser.open("/sandbox?lead=%3Cb%3Enobody%3C/b%3E&faults=plaid")
                        .text())
                .contains("id=\"handset\"", "Me voici")
                .doesNotContain("<b>nobody");
    }

    private PlainBrowser.Shown write(String text) {
        return browser.submit(
                "/sandbox/messages?lead=" + DemoHub.key(phone) + "&faults=whatsapp", Map.of("text", text));
    }

    private String part(String path) {
        PlainBrowser.Shown shown = browser.open(path + "?lead=" + DemoHub.key(phone));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).doesNotContain("<html");
        return shown.text();
    }

    private static Conversations.Written teamWrites(Conversation conversation, String text) {
        return DemoHub.hub()
                .in(
                        DemoHub.founded().workspace(),
                        () -> DemoHub.hub()
                                .part(Conversations.class)
                                .write(
                                        conversation.id(),
                                        DemoHub.founded().owner(),
                                        UUID.randomUUID().toString(),
                                        text));
    }
}
