package com.digiflowhub.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of what the assistant was taught, in a browser without a script. */
class QaTrainingPagesTest {
    private static final String PAGE = "/settings/qa-training";
    private static final Pattern OLDER = Pattern.compile("href=\"(/settings/qa-training\\?[^\"]*cursor=[^\"]*)\"");

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void an_empty_list_says_how_to_begin_and_offers_no_search() {
        assertThat(browser.open(PAGE).text())
                .contains("<h1>QA training</h1>", "The assistant knows nothing yet", "id=\"add\"")
                .doesNotContain("id=\"qa-q\"", "id=\"qa-none\"", "id=\"undo\"");
        assertThat(browser.speaking("fr").open(PAGE).text())
                .contains("Entraînement QA", "L’assistant ne sait encore rien", "Ajouter une question");
    }

    @Test
    void entries_stand_newest_first_with_what_became_of_them() {
        QaEntryId old = add("Où êtes-vous ?", "À Cayenne.", "pratique");
        add("Quand ouvrez-vous ?", "À neuf heures.", "");
        agency.run(() -> hub.part(QaEntries.class).used(List.of(old)));
        agency.run(() -> hub.part(QaEntries.class).used(List.of(old)));
        hub.change("update assistant.qa_count set success_count = 1 where entry_id = '" + old + "'");

        String text = browser.open(PAGE).text();

        assertThat(text.indexOf("Quand ouvrez-vous ?"))
                .isPositive()
                .isLessThan(text.indexOf("<a href=\"" + PAGE + "/" + old));
        assertThat(text).contains("Used 2 times · 50 % went well", "Not used yet", "<bdi>pratique</bdi>");
        assertThat(browser.speaking("fr").open(PAGE).text())
                .contains("Utilisée 2 fois · 50 % de réussite", "Pas encore utilisée");
    }

    @Test
    void a_category_and_the_expired_ones_can_be_looked_at_alone() {
        add("Combien coûte le bilan ?", "Cent euros.", "prix");
        add("Y a-t-il un vestiaire ?", "Au premier.", "pratique");
        add(new QaEntry.Draft(
                "Et la promotion ?",
                "Un cahier.",
                "prix",
                List.of(),
                true,
                Optional.empty(),
                Optional.of(Instant.EPOCH)));

        assertThat(browser.open(PAGE + "?category=prix").text())
                .contains("Cent euros.", "Un cahier.", "<option value=\"prix\" selected>prix</option>")
                .doesNotContain("Au premier.");
        assertThat(browser.open(PAGE + "?expired=true").text())
                .contains("Un cahier.", "Expired, not used", "value=\"true\" checked")
                .doesNotContain("Cent euros.", "Au premier.");
        assertThat(browser.open(PAGE + "?category=pratique&expired=true").text())
                .contains("id=\"qa-none\"", "Nothing fits.", "id=\"qa-q\"")
                .doesNotContain("The assistant knows nothing yet");
    }

    @Test
    void a_search_forgives_a_slip_and_keeps_its_words_in_the_field() {
        add("Où se trouve votre salle de danse ?", "Rue des Lilas.", "lieu");
        add("Quel est le prix ?", "Dix euros.", "prix");

        assertThat(browser.open(PAGE + "?q=sale+de+dance").text())
                .contains("Rue des Lilas.", "value=\"sale de dance\"")
                .doesNotContain("Dix euros.");
        assertThat(browser.open(PAGE + "?q=danse&category=prix").text())
                .contains("id=\"qa-none\"")
                .doesNotContain("Rue des Lilas.");
        assertThat(browser.open(PAGE + "?q=%22%3E%3Cscript%3E").text())
                .contains("value=\"&#34;><script>\"".replace("<", "&lt;").replace(">", ">"))
                .doesNotContain("\"><script>");
        assertThat(browser.open(PAGE + "?q=" + "x".repeat(201)).status()).isEqualTo(400);
    }

    @Test
    void what_is_removed_can_be_taken_back_from_the_page_itself() {
        QaEntryId id = add("Avez-vous un parking ?", "Oui, gratuit.", "");
        agency.run(() -> hub.part(QaEntries.class).used(List.of(id)));
        browser.open(PAGE);

        String after = browser.submit(PAGE + "/" + id + "/remove", Map.of()).location();

        assertThat(after).isEqualTo(PAGE + "?removed=" + id);
        assertThat(browser.open(after).text())
                .contains(
                        "Removed. The assistant does not use it any more.",
                        "action=\"" + PAGE + "/" + id + "/restore\"")
                .doesNotContain("Oui, gratuit.");
        assertThat(browser.submit(PAGE + "/" + id + "/restore", Map.of()).location())
                .isEqualTo(PAGE);
        assertThat(browser.open(PAGE).text())
                .contains("Oui, gratuit.", "Used once")
                .doesNotContain("id=\"undo\"");
        assertThat(browser.submit(PAGE + "/" + id + "/restore", Map.of()).location())
                .as("pressed twice")
                .isEqualTo(PAGE);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_or_not_ours_cannot_be_read_changed_or_removed() {
        QaEntryId theirs = hub.newWorkspace()
                .in(() -> hub.part(QaEntries.class)
                        .add(List.of(new QaEntry.Draft("Secret ?", "Du beurre.", "", List.of(), true))))
                .getFirst();
        browser.open(PAGE);
        for (String id : List.of(theirs.toString(), UUID.randomUUID().toString())) {
            PlainBrowser.Shown edit = browser.open(PAGE + "/" + id + "/edit");
            assertThat(edit.status()).isEqualTo(404);
            assertThat(edit.text()).contains("This page is not here").doesNotContain("beurre");
            browser.open(PAGE);
            assertThat(browser.submit(PAGE + "/" + id, Map.of("question", "a", "response", "b"))
                            .status())
                    .isEqualTo(404);
            assertThat(browser.submit(PAGE + "/" + id + "/remove", Map.of()).status())
                    .isEqualTo(404);
        }
        assertThat(hub.look("select response from assistant.qa_entry where id = '" + theirs + "'"))
                .containsExactly("Du beurre.");
    }

    @Test
    void hostile_words_are_shown_as_words() {
        add("<img src=x onerror=alert(1)> ?", "</p><script>alert(2)</script>", "\"><b>gras");

        assertThat(browser.open(PAGE).text())
                .contains("&lt;img src=x onerror=alert(1)&gt;", "&lt;/p&gt;&lt;script&gt;alert(2)&lt;/script&gt;")
                .contains("&lt;b&gt;gras</bdi>")
                .doesNotContain("<img src=x", "<script>alert", "<b>gras");
    }

    @Test
    void older_ones_are_reached_whatever_signs_their_category_has() {
        String category = "prix & délais #1+2";
        agency.run(() -> hub.part(QaEntries.class)
                .add(IntStream.rangeClosed(1, 51)
                        .mapToObj(n -> new QaEntry.Draft(
                                "Numéro " + n + " ?", "Réponse " + n + ".", category, List.of(), true))
                        .toList()));
        add("Autre chose ?", "Non.", "reste");
        String first =
                browser.open(PAGE + "?category=prix+%26+d%C3%A9lais+%231%2B2").text();
        assertThat(first).contains("Réponse 51.", "Réponse 2.").doesNotContain("Réponse 1.", "Non.");

        Matcher older = OLDER.matcher(first);
        assertThat(older.find()).isTrue();
        String rest = browser.open(older.group(1).replace("&amp;", "&")).text();

        assertThat(rest).contains("Réponse 1.").doesNotContain("Réponse 2.", "Non.", "cursor=");
    }

    @Test
    void a_question_is_tried_on_a_page_of_its_own_where_no_script_runs() {
        add("Combien coûte le bilan ?", "Le bilan coûte cent euros.", "prix");
        browser.open(PAGE);

        String tried = browser.submit("/settings/try", Map.of("question", "combien coûte le bilan <b>?"))
                .text();

        assertThat(tried)
                .contains("<h1>Try it</h1>", "Le bilan coûte cent euros.", "combien coûte le bilan &lt;b&gt;?")
                .doesNotContain("le bilan <b>");
        assertThat(browser.submit("/settings/try", Map.of("question", "avez-vous un zèbre ?"))
                        .text())
                .contains("A person would be asked");
        assertThat(browser.submit("/settings/try", Map.of("question", "  ")).status())
                .isEqualTo(400);
        assertThat(browser.submitBare("/settings/try", Map.of("question", "prix"))
                        .status())
                .isEqualTo(403);
    }

    private long count() {
        return agency.in(() -> hub.part(QaEntries.class).count());
    }

    private QaEntryId add(String question, String response, String category) {
        return add(new QaEntry.Draft(question, response, category, List.of(), true));
    }

    private QaEntryId add(QaEntry.Draft draft) {
        return agency.in(() -> hub.part(QaEntries.class).add(List.of(draft))).getFirst();
    }
}
