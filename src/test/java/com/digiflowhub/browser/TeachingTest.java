package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.options.FilePayload;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An owner teaches the assistant in her browser, and the lead reads it on the phone. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeachingTest {
    private static final String PAGE = "/settings/qa-training";

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
    void change_a_price_on_the_qa_page_and_the_next_answer_carries_it() {
        try (ConnectedWorkspace school = hub.newWorkspace();
                Look look = Browser.look(hub, school, Browser.Screen.DESKTOP)) {
            school.answersByItself();
            look.at(PAGE).waitForText(".empty", "ne sait encore rien");
            look.see("#add").click();
            look.see("#question").fill("Quel est le prix de la formation ?");
            look.see("#response").fill("La formation coûte 490 €.");
            look.see("#keep").click();
            look.waitForText(".qa-entries", "490 €");
            Phone phone = school.phone(CLAIRE);
            phone.writes("c'est combien la formation ?");
            assertThat(received(phone, 1)).contains("490 €");
            look.see(".qa-question a").click();
            look.see("#response").fill("La formation coûte 590 €.");
            look.see("#keep").click();
            look.waitForText(".qa-entries", "590 €");
            phone.writes("quel est le prix de la formation ?");
            assertThat(received(phone, 2)).contains("590 €").doesNotContain("490 €");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void a_form_that_is_refused_keeps_what_was_typed_and_names_the_field() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE + "/new");
            look.see("#question").fill("Et alors ?");
            look.see("#keep").click();
            look.waitForText("#wrong", "ne peut pas rester vide");
            assertThat(look.see("#question").inputValue()).isEqualTo("Et alors ?");
            assertThat(look.see("#response").getAttribute("aria-invalid")).isEqualTo("true");
        }
    }

    @Test
    void the_chat_at_the_side_shows_which_entry_each_sentence_came_from() {
        teach("Avez-vous un parking couvert ?", "Oui, le parking couvert est gratuit.");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE).see("#try-question").fill("vous avez un parking couvert ?");
            look.see("#try").click();
            look.waitForText("#tried .try-answer", "parking couvert est gratuit");
            look.waitForText("#tried .try-source", "Avez-vous un parking couvert ?");
            look.see("#try-question").fill("vendez-vous des fusées ?");
            look.see("#try").click();
            look.waitForText("#tried .person", "Aucune entrée ne répond");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void the_chat_at_the_side_knows_what_was_asked_before() {
        teach("Quel est le prix du stage de soudure ?", "Le stage de soudure coûte 310 €.");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE).see("#try-question").fill("quel est le prix du stage de soudure ?");
            look.see("#try").click();
            look.waitForText("#tried", "310 €");
            look.see("#try-question").fill("merci");
            look.see("#try").click();
            look.page()
                    .waitForCondition(
                            () -> look.page().locator("#tried .try-asked").count() == 2);
            var sent = look.page().waitForRequest("**/settings/try", () -> {
                look.see("#try-question").fill("et le samedi ?");
                look.see("#try").click();
            });
            assertThat(URLDecoder.decode(sent.postData(), StandardCharsets.UTF_8))
                    .contains(
                            "asked=quel est le prix du stage de soudure ?",
                            "answered=Le stage de soudure coûte 310 €.",
                            "asked=merci");
            look.page()
                    .waitForCondition(
                            () -> look.page().locator("#tried .try-asked").count() == 3);
            look.page()
                    .waitForCondition(
                            () -> look.see("#try-question").inputValue().isEmpty());
            for (int n = 4; n <= 7; n++) {
                int asked = n;
                look.see("#try-question").fill("et le parking ?");
                look.see("#try").click();
                look.page()
                        .waitForCondition(
                                () -> look.page().locator("#tried .try-asked").count() == asked);
            }
            // The last answer comes into view a moment after it stands there.
            look.page()
                    .waitForFunction("() => { const log = document.getElementById('tried');"
                            + " return log.scrollHeight > log.clientHeight"
                            + " && log.scrollTop + log.clientHeight >= log.scrollHeight - 2; }");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_removed_can_be_taken_back() {
        teach("Vendez-vous des bougies parfumées ?", "Oui, à la cire.");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE + "?q=bougie").waitForText(".qa-entries", "cire");
            look.see(".qa-entries button").click();
            look.waitForText(".notice", "Retirée");
            assertThat(find("bougies parfumées")).isEmpty();
            look.see("#undo").click();
            look.waitForText(".qa-entries", "cire");
            assertThat(find("bougies parfumées")).isPresent();
        }
    }

    @Test
    void a_pasted_table_is_shown_row_by_row_before_anything_is_added() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE + "/import").see("#text").fill("nom;valeur\na;b");
            look.see("#look").click();
            look.waitForText("#import-refused", "nom, valeur");
            assertThat(look.see("#text").inputValue()).startsWith("nom;valeur");
            look.see("#text").fill("question;réponse\nOuvert la nuit ?;Non, jamais la nuit.\nSans réponse ?;\n");
            look.see("#look").click();
            look.waitForText("#row-problems", "Ligne 3");
            assertThat(find("ouvert la nuit")).isEmpty();
            look.see("#apply").click();
            look.waitForText(".notice", "Une entrée ajoutée");
            assertThat(find("ouvert la nuit")).isPresent();
        }
    }

    @Test
    void a_file_in_another_encoding_is_read_with_a_warning() {
        byte[] old = "question;réponse\nÀ quelle école ?;À l’école d’été.\n".getBytes(Charset.forName("windows-1252"));
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at(PAGE + "/import");
            look.page().locator("#file").setInputFiles(new FilePayload("vieux.csv", "text/csv", old));
            look.waitForText("#guessed", "UTF-8");
            look.waitForText(".letters", "À quelle école ?");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void a_person_s_answer_becomes_the_form_of_an_entry() {
        Conversation with = scene.writes(TOM, "Do you lend bicycles?");
        scene.team(with, "Yes, two of them.");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox/" + with.id()).see("#lines .person .offer").click();
            assertThat(look.see("#question").inputValue()).isEqualTo("Do you lend bicycles?");
            assertThat(look.see("#response").inputValue()).isEqualTo("Yes, two of them.");
        }
    }

    @Test
    void what_the_assistant_held_back_is_shown_with_the_reason_and_can_be_changed_or_sent() {
        Conversation with = scene.asks(INES, "C’est combien pour deux ?");
        hold(with, "Pour deux, c’est 99 €.", "99 €");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/inbox/" + with.id()).waitForText("#held", "Pour deux, c’est 99 €.");
            look.waitForText("#held .held-why", "99 €");
            look.see("#held-change").click();
            assertThat(look.see("#reply").inputValue()).isEqualTo("Pour deux, c’est 99 €.");
            look.see("#held-send").click();
            look.waitForText("#lines .person", "Pour deux, c’est 99 €.");
            Patience.waitUntil("the draft is gone", () -> look.count("#held") == 0);
            assertThat(look.complaints()).isEmpty();
        }
        assertThat(agency.messages(INES).stream()
                        .filter(message -> message.text().equals("Pour deux, c’est 99 €.")))
                .hasSize(1);
    }

    @Test
    void a_configuration_is_drafted_compared_published_and_returned_to() {
        AiConfigurations configurations = hub.part(AiConfigurations.class);
        try (ConnectedWorkspace house = hub.newWorkspace();
                Look look = Browser.look(hub, house, Browser.Screen.DESKTOP)) {
            look.at("/settings/ai-config").see("#companyName").fill("Maison Un");
            look.see("#publish").click();
            look.waitForText("#version-1", "En vigueur");
            look.see("#companyName").fill("Maison Deux");
            look.see("#keep-draft").click();
            look.waitForText("#draft-changes", "Maison Un");
            look.waitForText("#draft-changes", "Maison Deux");
            assertThat(house.in(configurations::current).companyName()).isEqualTo("Maison Un");
            look.see("#publish").click();
            look.waitForText("#version-2", "En vigueur");
            assertThat(house.in(configurations::current).companyName()).isEqualTo("Maison Deux");
            look.see("#version-1 button").click();
            look.waitForText("#version-3", "En vigueur");
            assertThat(house.in(configurations::current).companyName()).isEqualTo("Maison Un");
            assertThat(look.complaints()).isEmpty();
        }
    }

    private void teach(String question, String response) {
        agency.run(() -> {
            var ignored =
                    hub.part(QaEntries.class).add(List.of(new QaEntry.Draft(question, response, "", List.of(), true)));
        });
    }

    private Optional<QaEntry> find(String words) {
        return agency.in(() -> hub.part(QaEntries.class).best(words, 1)).stream()
                .findFirst()
                .filter(QaEntry.Found::clearlyGood)
                .map(QaEntry.Found::entry);
    }

    private void hold(Conversation with, String text, String claim) {
        Reply reply = new Reply(text, new Reply.Grounds("model", Optional.of("m"), "question", List.of()));
        Conversation now = agency.conversation(INES);
        agency.run(() -> hub.part(Drafts.class).keep(with.id(), now.epoch(), reply, List.of(claim)));
    }

    private static String received(Phone phone, int howMany) {
        return Patience.waitFor("answers", phone::received, received -> received.size() >= howMany)
                .getLast()
                .text();
    }
}
