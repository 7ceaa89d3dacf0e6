package com.digiflowhub.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of one question and its answer. */
class QaEntryPagesTest {
    private static final String PAGE = "/settings/qa-training";
    private static final Map<String, String> FINE = Map.of(
            "question", "Quel est le prix ?",
            "response", "Dix euros.",
            "category", "prix",
            "tags", "tarif, coût; tarif",
            "owner", "",
            "until", "");

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void the_form_is_empty_and_speaks_both_languages() {
        assertThat(browser.open(PAGE + "/new").text())
                .contains("<h1>New question</h1>", "Nobody in particular", ">" + Cast.OWNER + "</option>")
                .doesNotContain("aria-invalid", "id=\"wrong\"");
        assertThat(browser.speaking("fr").open(PAGE + "/new").text())
                .contains("<h1>Nouvelle question</h1>", "Non attribuée", "Enregistrer");
    }

    @Test
    void what_is_kept_stands_in_the_form_again_and_can_be_changed() {
        assertThat(post(with("owner", agency.owner().toString(), "until", "2099-01-31"))
                        .location())
                .isEqualTo(PAGE);
        QaEntry made = only();
        assertThat(made.tags()).containsExactly("tarif", "coût");
        assertThat(made.owner()).contains(agency.owner());
        assertThat(made.validUntil())
                .as("the end of that day in Paris")
                .contains(Instant.parse("2099-01-31T23:00:00Z"));
        assertThat(made.isCustom()).isTrue();

        assertThat(browser.open(PAGE + "/" + made.id() + "/edit").text())
                .contains("<h1>Change the entry</h1>", ">Quel est le prix ?</textarea>", "value=\"tarif, coût\"")
                .contains("value=\"2099-01-31\"", "<option value=\"" + agency.owner() + "\" selected>");
        assertThat(browser.submit(PAGE + "/" + made.id(), with("response", "Douze\r\neuros.", "tags", ""))
                        .location())
                .isEqualTo(PAGE);

        assertThat(only().response()).isEqualTo("Douze\neuros.");
        assertThat(only().tags()).isEmpty();
        assertThat(only().owner()).isEmpty();
        assertThat(only().validUntil()).isEmpty();
        assertThat(only().createdAt()).isEqualTo(made.createdAt());
    }

    @Test
    void an_entry_of_a_starter_set_stays_one_when_it_is_changed() {
        var id = agency.in(() -> hub.part(QaEntries.class)
                        .add(List.of(new QaEntry.Draft("Du jeu de départ ?", "Oui.", "", List.of(), false))))
                .getFirst();
        browser.open(PAGE);
        assertThat(browser.submit(PAGE + "/" + id, FINE).status()).isEqualTo(303);
        assertThat(only().isCustom()).isFalse();
        assertThat(only().response()).isEqualTo("Dix euros.");
    }

    @ParameterizedTest
    @CsvSource({
        "question, 0, This cannot be empty., Ce champ ne peut pas rester vide.",
        "question, 1001, 'A question has at most 1,000 characters.', Une question compte au plus 1 000 caractères.",
        "response, 0, This cannot be empty., Ce champ ne peut pas rester vide.",
        "response, 4001, 'An answer has at most 4,000 characters', Une réponse compte au plus 4 000 caractères",
        "category, 81, A category has at most 80 characters., Une catégorie compte au plus 80 caractères.",
        "tags, 61, At most 30 words of 60 characters., Au plus 30 mots de 60 caractères.",
        "until, 5, This is no day., Ce n’est pas un jour."
    })
    void a_refused_form_keeps_what_was_typed_and_marks_the_field(
            String field, int length, String english, String french) {
        Map<String, String> typed = with("response", "Mes mots <b>à moi</b>", field, "x".repeat(length));

        Shown refused = post(typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("id=\"wrong\"", english)
                .containsOnlyOnce("aria-invalid=\"true\"")
                .containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"")
                .contains("value=\"" + typed.get("category") + "\"", ">" + typed.get("question") + "</textarea>");
        if (!field.equals("response")) {
            assertThat(refused.text()).contains("Mes mots &lt;b&gt;à moi&lt;/b&gt;</textarea>");
        }
        assertThat(browser.speaking("fr").submit(PAGE, typed).text()).contains(french);
        assertThat(count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/12/2026", "2026-02-30", "+999999999-12-31", "+300000-01-01", "-9999-01-01", "demain"})
    void a_last_day_that_no_calendar_on_the_wall_has_is_refused(String day) {
        Shown refused = post(with("until", day));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This is no day.", "value=\"" + day + "\"");
        assertThat(count()).isZero();
    }

    @Test
    void nobody_outside_the_team_looks_after_an_entry() {
        for (String stranger : List.of(hub.newWorkspace().owner().toString(), "x' or '1'='1")) {
            Shown refused = post(with("owner", stranger));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text()).containsPattern("id=\"owner\"[^>]*aria-invalid=\"true\"");
        }
        assertThat(count()).isZero();
    }

    @Test
    void why_the_one_who_looks_after_it_is_refused_is_said() {
        assertThat(post(with("owner", UUID.randomUUID().toString())).text())
                .contains("This person does not belong to the team.");
    }

    @Test
    void too_many_other_words_are_refused_and_thirty_are_kept() {
        assertThat(post(with("tags", tags(31))).status()).isEqualTo(422);
        assertThat(post(with("tags", tags(30))).status()).isEqualTo(303);
        assertThat(only().tags()).hasSize(30);
    }

    @Test
    void a_change_that_is_refused_changes_nothing() {
        post(FINE);
        QaEntry made = only();
        Shown refused = browser.submit(PAGE + "/" + made.id(), with("question", "  ", "response", "Autre"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("action=\"" + PAGE + "/" + made.id() + "\"", ">Autre</textarea>");
        assertThat(only()).isEqualTo(made);
        assertThat(browser.submitBare(PAGE + "/" + made.id(), FINE).status()).isEqualTo(403);
    }

    @Test
    void an_answer_in_a_conversation_becomes_a_form_with_the_question_before_it() {
        agency.phone(Cast.CLAIRE).writes("Acceptez-vous les <chiens> ?");
        agency.waitForMessage(Cast.CLAIRE, "Acceptez-vous les <chiens> ?");
        String talk = agency.conversation(Cast.CLAIRE).id().toString();
        browser.open("/inbox/" + talk);
        browser.submit("/inbox/" + talk + "/messages", Map.of("client", "teach", "text", "Oui, tenus en laisse."));
        String said =
                agency.waitForMessage(Cast.CLAIRE, "Oui, tenus en laisse.").id().toString();

        String from = PAGE + "/new?conversation=" + talk + "&message=";
        assertThat(browser.open(from + said).text())
                .contains(">Acceptez-vous les &lt;chiens&gt; ?</textarea>", ">Oui, tenus en laisse.</textarea>");
        assertThat(browser.open(from + UUID.randomUUID()).status()).isEqualTo(404);
        PlainBrowser stranger = PlainBrowser.signedIn(hub, hub.newWorkspace().owner());
        assertThat(stranger.open(from + said).status()).isEqualTo(404);
    }

    @Test
    void what_was_said_to_one_person_is_proposed_without_the_name() {
        for (String greeted : new String[] {
            "Bonjour Inès, oui, en trois fois.",
            "bonsoir Inès Le Gall !\nOui, en trois fois.",
            "Chère Anne-Lise,\n\noui, en trois fois.",
            "Bonjour Inès\u202f! oui, en trois fois."
        }) {
            assertThat(QaForm.forAnybody(greeted)).isEqualTo("Oui, en trois fois.");
        }
        assertThat(QaForm.forAnybody("Bonjour, oui.")).isEqualTo("Bonjour, oui.");
        assertThat(QaForm.forAnybody("Bonjour à tous, oui.")).isEqualTo("Bonjour à tous, oui.");
        assertThat(QaForm.forAnybody("Oui Inès, bien sûr.")).isEqualTo("Oui Inès, bien sûr.");
    }

    private Shown post(Map<String, String> fields) {
        browser.open(PAGE + "/new");
        return browser.submit(PAGE, fields);
    }

    private QaEntry only() {
        assertThat(count()).isEqualTo(1);
        return agency.in(() -> hub.part(QaEntries.class).newest(Optional.empty(), 2))
                .getFirst();
    }

    private long count() {
        return agency.in(() -> hub.part(QaEntries.class).count());
    }

    private static String tags(int howMany) {
        StringBuilder all = new StringBuilder();
        for (int n = 0; n < howMany; n++) {
            all.append("mot").append(n).append(',');
        }
        return all.toString();
    }

    private static Map<String, String> with(String... changed) {
        Map<String, String> all = new LinkedHashMap<>(FINE);
        for (int at = 0; at < changed.length; at += 2) {
            all.put(changed[at], changed[at + 1]);
        }
        return all;
    }
}
