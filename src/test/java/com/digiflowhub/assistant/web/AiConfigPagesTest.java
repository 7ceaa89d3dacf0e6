package com.digiflowhub.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the assistant speaks for: a draft, what it changes, the versions and the way back, in a browser without a script. */
class AiConfigPagesTest {
    private static final String PAGE = "/settings/ai-config";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void an_unwritten_one_states_the_effect_of_each_field_and_has_no_versions() {
        String text = browser.open(PAGE).text();
        for (ConfigField field : ConfigField.values()) {
            assertThat(text).contains("name=\"" + field.member() + "\"", "id=\"effect-" + field.member() + "\"");
        }
        assertThat(text)
                .contains("The model is told never to name them.")
                .doesNotContain("id=\"draft-changes\"", "id=\"versions-title\"", "aria-invalid");
        assertThat(browser.speaking("fr").open(PAGE).text())
                .contains("Configuration de l’IA", "Le modèle a pour consigne de ne jamais les nommer.", "Publier");
    }

    @Test
    void a_kept_draft_shows_what_it_changes_and_changes_nothing() {
        publish("Atelier Un");
        assertThat(post(
                                "keep",
                                Map.of(
                                        "companyName",
                                        "Atelier <b>Deux</b>",
                                        "objectives",
                                        "vendre\r\n\r\n vendre \r\naider"))
                        .location())
                .isEqualTo(PAGE + "?done=kept");

        assertThat(browser.open(PAGE + "?done=kept").text())
                .contains("The draft is kept. Nothing changed for leads.", "The draft changes 2 fields")
                .contains("<del dir=\"auto\">Atelier Un</del> <ins dir=\"auto\">Atelier &lt;b&gt;Deux&lt;/b&gt;</ins>")
                .contains(
                        "<ins dir=\"auto\">vendre\naider</ins>", "value=\"Atelier <b>Deux</b>\"".replace("<", "&lt;"));
        assertThat(current().companyName()).isEqualTo("Atelier Un");
    }

    @Test
    void a_draft_can_be_thrown_away() {
        publish("Avant");
        post("keep", Map.of("companyName", "Après"));
        assertThat(browser.submit(PAGE + "/forget", Map.of()).location()).isEqualTo(PAGE);
        assertThat(browser.open(PAGE).text())
                .contains("value=\"Avant\"")
                .doesNotContain("id=\"draft-changes\"", "Après");
    }

    @Test
    void what_is_published_counts_at_once_is_signed_and_leads_back() {
        publish("Atelier Un");
        publish("Atelier Deux");

        String text = browser.open(PAGE + "?done=published").text();
        assertThat(text)
                .contains("Published. The next answer uses it.", "<bdi>" + Cast.OWNER + "</bdi>", "Return to version 1")
                .containsOnlyOnce("In force")
                .doesNotContain("Return to version 2");
        assertThat(text.indexOf("id=\"version-2\"")).isPositive().isLessThan(text.indexOf("id=\"version-1\""));

        assertThat(browser.submit(PAGE + "/versions/1/return", Map.of()).location())
                .isEqualTo(PAGE + "?done=published");
        assertThat(current().companyName()).isEqualTo("Atelier Un");
        assertThat(browser.open(PAGE).text())
                .contains("id=\"version-3\"", "Return to version 2", "Return to version 1");
    }

    @Test
    void published_twice_it_is_one_version() {
        publish("Une fois");
        publish("Une fois");
        assertThat(browser.open(PAGE).text()).contains("id=\"version-1\"").doesNotContain("id=\"version-2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "companyName, 1001, 1, Company: too long., Entreprise : trop long.",
        "uniqueValue, 1001, 1, What makes you different: too long., Ce qui vous distingue : trop long.",
        "noGoTopics, 201, 1, Never speak of: too long., Sujets interdits : trop long.",
        "brandMemory.values, 3, 41, Values: too long., Valeurs : trop long."
    })
    void too_much_is_refused_marks_its_field_and_keeps_all_that_was_typed(
            String field, int length, int lines, String english, String french) {
        StringBuilder typed = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            typed.append("x".repeat(length)).append(line).append('\n');
        }
        Map<String, String> form = Map.of(field, typed.toString(), "industry", "pain & <vin>");

        Shown refused = post("publish", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        english,
                        "value=\"pain &amp; &lt;vin>\"",
                        typed.toString().strip())
                .containsOnlyOnce("aria-invalid=\"true\"")
                .containsPattern("id=\"" + field.replace(".", "\\.") + "\"[^>]*aria-invalid=\"true\"");
        assertThat(browser.speaking("fr").submit(PAGE, form).text()).contains(french);
        assertThat(current()).isEqualTo(AiConfiguration.NONE);
    }

    @Test
    void two_who_edit_see_each_other_s_draft_and_publishing_ends_it_for_both() {
        PlainBrowser colleague = secondOwner();
        publish("Au début");
        post("keep", Map.of("companyName", "De la première"));
        colleague.open(PAGE);
        Shown kept = colleague.submit(PAGE, Map.of("companyName", "De la seconde", "act", "keep"));
        assertThat(kept.location()).isEqualTo(PAGE + "?done=kept");
        assertThat(browser.open(PAGE).text())
                .contains("value=\"De la seconde\"", "<del dir=\"auto\">Au début</del>")
                .doesNotContain("De la première");
        publish("Tout compris");
        assertThat(colleague.open(PAGE).text())
                .contains("value=\"Tout compris\"")
                .doesNotContain("id=\"draft-changes\"", "De la seconde");
    }

    @Test
    void versions_that_are_not_there_or_not_ours_are_not_returned_to() {
        ConnectedWorkspace elsewhere = hub.newWorkspace();
        elsewhere.run(() -> {
            hub.part(AiConfigurations.class).save(named("Ailleurs"));
            hub.part(AiConfigurations.class).save(named("Ailleurs encore"));
        });
        publish("Ici");
        for (String n : new String[] {"0", "2", "-1", "99999"}) {
            browser.open(PAGE);
            assertThat(browser.submit(PAGE + "/versions/" + n + "/return", Map.of())
                            .status())
                    .isEqualTo(404);
        }
        assertThat(browser.submitBare(PAGE, Map.of("companyName", "Faux")).status())
                .isEqualTo(403);
        assertThat(current().companyName()).isEqualTo("Ici");
        assertThat(browser.open(PAGE + "?done=%3Cscript%3E").text()).doesNotContain("notice green", "Ailleurs");
    }

    private PlainBrowser secondOwner() {
        User second = hub.part(Users.class)
                .register("second-" + UUID.randomUUID() + "@agency.example", Cast.COLLEAGUE, Optional.empty());
        hub.change(
                "insert into identity.member (workspace_id, user_id, role, created_at) values ('%s', '%s', 'OWNER', now())"
                        .formatted(agency.id(), second.id()));
        return PlainBrowser.signedIn(hub, second.id()).speaking("en");
    }

    private void publish(String name) {
        assertThat(post("publish", Map.of("companyName", name)).location()).isEqualTo(PAGE + "?done=published");
    }

    private Shown post(String act, Map<String, String> fields) {
        browser.open(PAGE);
        Map<String, String> all = new java.util.LinkedHashMap<>(fields);
        all.put("act", act);
        return browser.submit(PAGE, all);
    }

    private AiConfiguration current() {
        return agency.in(() -> hub.part(AiConfigurations.class).current());
    }

    private static AiConfiguration named(String name) {
        return ConfigField.read(Map.of("companyName", name));
    }
}
