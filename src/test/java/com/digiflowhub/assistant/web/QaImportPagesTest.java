package com.digiflowhub.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.Synonyms;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pasted table is looked at and taken over, and synonyms are written, without a script. */
class QaImportPagesTest {
    private static final String PAGE = "/settings/qa-training";
    private static final String IMPORT = PAGE + "/import";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_pasted_table_is_looked_at_and_then_added_once() {
        String preview = look("question;réponse\r\nOù ?;Là <b>bas</b>.\r\n;Orpheline\r\nOù;Encore")
                .location();
        assertThat(preview).startsWith(IMPORT + "/");
        assertThat(browser.open(preview).text())
                .contains(
                        "<h1>One row can be added</h1>",
                        "Add this entry",
                        "Là &lt;b&gt;bas&lt;/b&gt;.",
                        "2 rows are left out")
                .contains("<b>Line 3:</b> there is no question.", "<b>Line 4:</b> the same question stands in line 2.")
                .doesNotContain("id=\"guessed\"", "<b>bas");
        assertThat(count()).isZero();

        String done = browser.submit(preview + "/apply", Map.of()).location();

        assertThat(done).isEqualTo(PAGE + "?added=1");
        assertThat(browser.open(done).text()).contains("One entry was added.", "Là &lt;b&gt;bas&lt;/b&gt;.");
        assertThat(browser.submit(preview + "/apply", Map.of()).status()).isEqualTo(404);
        assertThat(browser.open(preview).status()).isEqualTo(404);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void the_preview_speaks_french_and_counts() {
        String preview = look(rows(25)).location();
        assertThat(browser.speaking("fr").open(preview).text())
                .contains("25 lignes à ajouter", "Ajouter ces 25 entrées", "Les 20 premières lignes", "Réponse 20.")
                .doesNotContain("Réponse 21.", "laissées de côté");
        assertThat(browser.submit(preview + "/apply", Map.of()).location()).isEqualTo(PAGE + "?added=25");
        assertThat(browser.open(PAGE + "?added=25").text()).contains("25 entrées ajoutées.");
    }

    @Test
    void a_table_of_faults_alone_cannot_be_added_and_is_cut_after_two_hundred() {
        String preview = look("question,response\n" + ",sans\n".repeat(203)).location();
        assertThat(browser.open(preview).text())
                .contains("No row can be added", "203 rows are left out", "and 3 more.", "Line 201:")
                .doesNotContain("id=\"apply\"", "Line 202:");
    }

    @Test
    void a_refused_table_keeps_standing_in_the_field_with_the_reason() {
        Shown columns = look("nom;prix\n<b>A</b>;1");
        assertThat(columns.status()).isEqualTo(422);
        assertThat(columns.text())
                .contains(
                        "id=\"import-refused\"", "It says: nom, prix", ">nom;prix\n&lt;b&gt;A&lt;/b&gt;;1</textarea>");
        assertThat(look("question;response\nA ?;\"Oui").text()).contains("The quote that opens in line 2 never ends");
        assertThat(look("").text()).contains("There are no rows below the first line.");
        assertThat(browser.speaking("fr")
                        .submit(IMPORT, Map.of("text", "question;reponse"))
                        .text())
                .contains("Il n’y a aucune ligne sous la première.", ">question;reponse</textarea>");
        assertThat(hub.look("select id from assistant.qa_import where workspace_id = '" + agency.id() + "'"))
                .isEmpty();
    }

    @Test
    void why_a_file_was_refused_is_said_and_nothing_else_that_an_address_asks_for() {
        assertThat(browser.open(IMPORT + "?refused=large").text()).contains("The file is larger than 8 MB.");
        assertThat(browser.open(IMPORT + "?refused=columns&about=%3Cscript%3E").text())
                .contains("It says: &lt;script&gt;")
                .doesNotContain("It says: <script>");
        assertThat(browser.open(IMPORT + "?refused=../..").text()).doesNotContain("id=\"import-refused\"");
        assertThat(browser.open(IMPORT).text())
                .contains("id=\"file\"", "Nothing is added yet.")
                .doesNotContain("id=\"import-refused\"");
    }

    @Test
    void a_nul_in_a_table_is_a_fault_of_its_row() {
        Shown looked = look("question;response\nA\0b ?;Oui.\nC ?;Non.");
        assertThat(looked.status()).isEqualTo(303);
        assertThat(browser.open(looked.location()).text()).contains("One row can be added", "cannot be read");
    }

    @Test
    void another_workspace_s_table_is_neither_shown_nor_added() {
        String ours = look(rows(2)).location();
        ConnectedWorkspace elsewhere = hub.newWorkspace();
        PlainBrowser stranger = PlainBrowser.signedIn(hub, elsewhere.owner()).speaking("en");
        assertThat(stranger.open(ours).status()).isEqualTo(404);
        stranger.open(IMPORT);
        assertThat(stranger.submit(ours + "/apply", Map.of()).status()).isEqualTo(404);
        assertThat(browser.open(IMPORT + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(browser.submitBare(ours + "/apply", Map.of()).status()).isEqualTo(403);
        assertThat(browser.open(ours).text()).contains("2 rows can be added");
        assertThat(count()).isZero();
    }

    @Test
    void synonyms_are_kept_a_group_a_line_and_stand_there_again() {
        browser.open(PAGE + "/words");
        String kept = browser.submit(
                        PAGE + "/words",
                        Map.of("lines", "bilan, audit; <b>diagnostic</b>\r\nseul\r\n\r\ncours = séance"))
                .location();
        assertThat(kept).isEqualTo(PAGE + "/words?kept=true");
        assertThat(browser.open(kept).text())
                .contains("Kept. The next answer uses them.")
                .contains(">bilan, audit, &lt;b&gt;diagnostic&lt;/b&gt;\ncours, séance</textarea>");
        assertThat(browser.speaking("fr").open(PAGE + "/words").text())
                .contains("<h1>Synonymes</h1>")
                .doesNotContain("Enregistré.");
        browser.submit(PAGE + "/words", Map.of("lines", ""));
        assertThat(agency.in(() -> hub.part(Synonyms.class).current().groups())).isEmpty();
    }

    @Test
    void a_nul_in_the_synonyms_is_left_out() {
        browser.open(PAGE + "/words");
        assertThat(browser.submit(PAGE + "/words", Map.of("lines", "bi\0lan, audit"))
                        .status())
                .isEqualTo(303);
        assertThat(agency.in(() -> hub.part(Synonyms.class).current().groups()))
                .containsExactly(List.of("bilan", "audit"));
    }

    private Shown look(String text) {
        browser.open(IMPORT);
        return browser.submit(IMPORT, Map.of("text", text));
    }

    private long count() {
        return agency.in(() -> hub.part(QaEntries.class).count());
    }

    private static String rows(int howMany) {
        return IntStream.rangeClosed(1, howMany)
                .mapToObj(n -> "Question " + n + " ?,Réponse " + n + ".")
                .collect(Collectors.joining("\n", "question,response\n", "\n"));
    }
}
