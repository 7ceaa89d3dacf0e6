package com.digiflowhub.crm.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms about leads and stages without scripts: what is refused is said where it was typed, and nothing typed is lost. */
class LeadFormPagesTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";
    private static final String HARMLESS = "&lt;img src=x onerror=alert(1)>";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller api = workspace.api();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");

    @AfterEach
    void close() {
        workspace.close();
    }

    @ParameterizedTest
    @CsvSource({
        "email, no address, That is no e-mail address, Ce n’est pas une adresse e-mail",
        "phone, 06 39 98 00 01, The country is missing, L’indicatif manque",
        "value, -5, That is no amount, Ce n’est pas un montant",
        "currency, EURO, That is no currency, Cette devise n’existe pas",
        "ownerId, 6f1e2f5e-0000-4000-8000-000000000000, no longer in the team, Cette personne n’est plus dans l’équipe"
    })
    void each_wrong_field_is_said_in_both_languages_and_the_rest_stays(
            String field, String value, String english, String french) {
        browser.open("/pipeline/new");
        Map<String, String> typed = new HashMap<>(
                Map.of("name", "Kept name", "company", "Kept & Co", "externalId", "kept-1", "tags", "kept, too"));
        typed.put(field, value);
        PlainBrowser.Shown refused = browser.submit("/pipeline/new", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        english,
                        "value=\"Kept name\"",
                        "value=\"Kept &amp; Co\"",
                        "value=\"kept-1\"",
                        "value=\"kept, too\"");
        assertThat(browser.speaking("fr").submit("/pipeline/new", typed).text()).contains(french, "value=\"kept-1\"");
        assertThat(workspace.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "en, '1,490.50', 490 or 490.50, 1490.50",
        "en, '1,234,567', 490 or 490.50, 1234567.00",
        "fr, '1 490,50', 490 ou 490, 1490.50",
        "fr, '12,5 €', 490 ou 490, 12.50",
        "en, '490,50', 490 or 490.50, ",
        "fr, '1.490,50', 490 ou 490, ",
        "en, '1e5', 490 or 490.50, "
    })
    void an_amount_is_read_as_the_language_writes_it_or_refused(
            String language, String written, String hint, String kept) {
        browser.speaking(language).open("/pipeline/new");
        PlainBrowser.Shown shown = browser.submit("/pipeline/new", Map.of("email", "a@example.com", "value", written));
        if (kept == null) {
            assertThat(shown.status()).isEqualTo(422);
            assertThat(shown.text()).contains(hint, "value=\"" + written + "\"");
        } else {
            assertThat(shown.status()).isEqualTo(303);
            assertThat(api.get("/api/hubcrm/leads").text()).contains("\"value\":" + kept + ",");
        }
    }

    @Test
    void an_amount_too_fine_for_the_usual_currency_is_refused_and_not_dropped() {
        browser.open("/pipeline/new");
        PlainBrowser.Shown refused =
                browser.submit("/pipeline/new", Map.of("email", "a@example.com", "value", "10.555", "currency", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("That is no amount", "value=\"10.555\"");
        assertThat(workspace.look("select count(*) from contacts.contact where workspace_id = :here"))
                .containsExactly("0");
    }

    @Test
    void hostile_texts_are_shown_as_texts_on_every_page() {
        String id = enter(Map.of(
                "email", "h@example.com", "name", HOSTILE, "company", HOSTILE, "source", HOSTILE, "campaign", HOSTILE));
        browser.open("/settings/stages");
        assertThat(browser.submit("/settings/stages", Map.of("name", HOSTILE)).status())
                .isEqualTo(303);
        for (String page : new String[] {
            "/pipeline",
            "/pipeline?view=table",
            "/pipeline?q=%3Cimg+src%3Dx",
            "/pipeline/" + id,
            "/settings/stages",
            "/pipeline?moved=" + id + "&was="
        }) {
            assertThat(browser.open(page).text())
                    .as(page)
                    .contains(HARMLESS.substring(0, 10))
                    .doesNotContain("<img src=x");
        }
        assertThat(browser.submit("/pipeline/new", Map.of("name", HOSTILE, "company", HOSTILE))
                        .text())
                .contains("value=\"&lt;img", "&#34;")
                .doesNotContain("<img src=x");
    }

    @Test
    void a_refused_change_of_a_lead_keeps_what_was_typed_and_what_was_stored() {
        String id = enter(Map.of("email", "one@example.com", "name", "Stored"));
        enter(Map.of("email", "two@example.com"));
        browser.speaking("fr").open("/pipeline/" + id);
        PlainBrowser.Shown refused = browser.submit(
                "/pipeline/" + id,
                Map.of("name", "Typed", "email", "two@example.com", "campaign", "printemps", "place", "won"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        "appartient déjà à quelqu’un d’autre",
                        "value=\"Typed\"",
                        "value=\"printemps\"",
                        "value=\"won\" selected")
                .contains("<bdi>Stored</bdi>", ">Nouveau</span>");
        assertThat(api.get("/api/hubcrm/leads/" + id).json().path("status").asString())
                .isEqualTo("open");
    }

    @Test
    void a_closed_lead_beside_an_open_one_is_not_opened_from_its_page() {
        String old = enter(Map.of("email", "one@example.com", "status", "lost"));
        enter(Map.of("email", "one@example.com"));
        browser.open("/pipeline/" + old);
        PlainBrowser.Shown refused = browser.submit("/pipeline/" + old, Map.of("place", stage(1)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("another open lead", "value=\"" + stage(1) + "\" selected");
    }

    @Test
    void another_workspaces_lead_and_none_at_all_are_the_same_to_every_page() {
        ConnectedWorkspace other = hub.newWorkspace();
        String theirs = other.api()
                .post("/api/hubcrm/leads", Map.of("email", "t@example.com", "name", "Secret"))
                .json()
                .path("id")
                .asString();
        browser.open("/pipeline/new");
        for (String id : new String[] {theirs, UUID.randomUUID().toString()}) {
            assertThat(browser.open("/pipeline/" + id).status()).isEqualTo(404);
            assertThat(browser.submit("/pipeline/" + id, Map.of("name", "x")).status())
                    .isEqualTo(404);
            assertThat(browser.submit("/pipeline/" + id + "/row", Map.of("value", "1"))
                            .status())
                    .isEqualTo(404);
            assertThat(browser.submit("/pipeline/" + id + "/move", Map.of("to", "won"))
                            .status())
                    .isEqualTo(404);
            assertThat(browser.open("/pipeline?moved=" + id + "&was=won").text())
                    .doesNotContain("Secret", "is now at");
        }
        assertThat(other.api()
                        .get("/api/hubcrm/leads/" + theirs)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("open");
        other.close();
    }

    @Test
    void a_refused_stage_name_stays_in_its_field_in_both_languages() {
        browser.open("/settings/stages");
        String tooLong = "y".repeat(61);
        assertThat(browser.submit("/settings/stages", Map.of("name", tooLong)).text())
                .contains("A name of 1 to 60 characters is needed", "value=\"" + tooLong + "\"");
        browser.speaking("fr");
        PlainBrowser.Shown taken =
                browser.submit("/settings/stages/" + stage(0) + "/name", Map.of("name", "QUALIFIED"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.text()).contains("Une étape porte déjà ce nom", "value=\"QUALIFIED\"", "value=\"Contacté\"");
        assertThat(browser.submit("/settings/stages/" + UUID.randomUUID() + "/name", Map.of("name", "x"))
                        .status())
                .isEqualTo(404);
        while (!stage(1).isEmpty()) {
            browser.submit("/settings/stages/" + stage(1) + "/remove", Map.of());
        }
        assertThat(browser.submit("/settings/stages/" + stage(0) + "/remove", Map.of())
                        .text())
                .contains("C’est la seule étape");
    }

    @Test
    void who_is_no_owner_reads_the_stages_and_changes_none() {
        PlainBrowser member = Staff.member(hub, workspace).speaking("en");
        assertThat(member.open("/settings/stages").text())
                .contains("Appointment")
                .doesNotContain("action=\"/settings/stages");
        member.open("/pipeline/new");
        String at = "/settings/stages/" + stage(0);
        assertThat(member.submit("/settings/stages", Map.of("name", "Mine")).status())
                .isEqualTo(403);
        assertThat(member.submit(at + "/name", Map.of("name", "Mine")).status()).isEqualTo(403);
        assertThat(member.submit(at + "/place", Map.of("position", "4")).status())
                .isEqualTo(403);
        assertThat(member.submit(at + "/remove", Map.of()).status()).isEqualTo(403);
        assertThat(workspace.look("select name from crm.stage where workspace_id = :here order by position"))
                .containsExactly("new", "contacted", "qualified", "appointment");
    }

    private String stage(int n) {
        return api.get("/api/hubcrm/stages")
                .json()
                .path("items")
                .path(n)
                .path("id")
                .asString("");
    }

    private String enter(Map<String, Object> body) {
        return api.post("/api/hubcrm/leads", body).json().path("id").asString();
    }
}
