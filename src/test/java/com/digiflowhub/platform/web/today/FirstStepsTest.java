package com.digiflowhub.platform.web.today;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.Hold;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an empty workspace is led through: each step is ticked by how things are, and by nothing else. */
class FirstStepsTest {
    private static final String PAGE = "/settings/first-steps";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void an_empty_workspace_says_what_is_missing_each_with_why_and_one_button() {
        String page = browser.open("/today").text();
        assertThat(page)
                .contains("Il reste cinq étapes pour bien démarrer.", "Premiers pas", "2 sur 7")
                .contains("Décrire l’entreprise", "href=\"/settings/ai-config\"", "Apprendre les premières réponses")
                .contains("L’assistant parle en son nom", "Mettre de côté")
                .doesNotContain("class=\"calm\"");
        assertThat(page.substring(page.indexOf("id=\"step-company\"")))
                .as("the first that is open is the one to do now")
                .containsOnlyOnce("button primary");
        assertThat(page.replaceAll("<[^>]*>", " ")).doesNotContainPattern("\\bsteps?\\.[a-z]");
        assertThat(browser.speaking("en").open("/today").text())
                .contains("Five first steps are left.", "Describe the company", "2 of 7 done", "Put aside");
    }

    @Test
    void the_company_is_described_when_its_configuration_is_published() {
        assertThat(done("company")).isFalse();
        Map<String, String> form = new HashMap<>(Map.of("companyName", "Agence Berger", "act", "keep"));
        browser.open("/settings/ai-config");
        browser.submit("/settings/ai-config", form);
        assertThat(done("company")).as("only a draft").isFalse();
        form.put("act", "publish");
        browser.submit("/settings/ai-config", form);
        assertThat(done("company")).isTrue();
    }

    @Test
    void the_first_answers_are_taught_when_there_is_one_and_not_when_it_is_gone() {
        assertThat(done("answers")).isFalse();
        assertThat(agency.api()
                        .post("/api/qa-training", Map.of("question", "Quels horaires ?", "response", "De 9 h à 18 h."))
                        .status())
                .isEqualTo(201);
        assertThat(done("answers")).isTrue();
        hub.change("delete from assistant.qa_entry where workspace_id = '" + agency.id() + "'");
        assertThat(done("answers")).isFalse();
    }

    @Test
    void a_channel_counts_while_it_works() {
        assertThat(done("channel")).isTrue();
        agency.run(() -> hub.part(Connections.class).markBroken(agency.connection(), "token-expired"));
        assertThat(done("channel")).isFalse();
        agency.run(() -> hub.part(Connections.class).markWorking(agency.connection()));
        assertThat(done("channel")).isTrue();
        agency.run(() -> hub.part(Connections.class).remove(agency.connection()));
        assertThat(done("channel")).isFalse();
    }

    @Test
    void a_model_counts_when_one_is_connected() {
        assertThat(done("model")).isFalse();
        var ignored = agency.in(() -> hub.part(Connections.class)
                .create("openai", "OpenAI", Map.of("apiKey", "sk-test-0123456789", "baseUrl", "http://127.0.0.1:9")));
        assertThat(done("model")).isTrue();
    }

    @Test
    void the_first_message_ticks_the_last_step_and_the_others_follow_the_hub() {
        assertThat(done("message")).isFalse();
        assertThat(done("address")).as("this hub is reached by http alone").isFalse();
        agency.phone(Cast.CLAIRE).writes("Bonjour");
        agency.waitForMessage(Cast.CLAIRE, "Bonjour");
        assertThat(done("message")).isTrue();
    }

    @Test
    void credits_count_while_there_are_some() {
        Credits credits = hub.part(Credits.class);
        assertThat(done("credits")).isTrue();
        for (int n = 0; n < 500; n++) {
            String reference = "n" + n;
            agency.run(() -> {
                Hold hold = credits.hold(UUID.randomUUID(), reference);
                credits.settle(hold);
            });
        }
        assertThat(done("credits")).isFalse();
        agency.run(() -> credits.setUnlimited(true));
        assertThat(done("credits")).isTrue();
    }

    @Test
    void put_aside_they_are_gone_from_today_and_stay_among_the_settings() {
        ConnectedWorkspace neighbour = hub.newWorkspace();
        browser.open("/today");

        assertThat(browser.submit(PAGE + "/put-aside", Map.of()).location()).isEqualTo("/today");
        assertThat(browser.submit(PAGE + "/put-aside", Map.of()).status())
                .as("pressed twice")
                .isEqualTo(303);

        assertThat(browser.open("/today").text())
                .contains("Rien ne vous attend.")
                .doesNotContain("step-company");
        assertThat(PlainBrowser.signedIn(hub, neighbour.owner()).open("/today").text())
                .as("only here")
                .contains("step-company");
        assertThat(browser.open(PAGE).text()).contains("step-company", "Les montrer de nouveau");
        assertThat(browser.submit(PAGE + "/take-back", Map.of()).location()).isEqualTo("/today");
        assertThat(browser.open("/today").text()).contains("step-company");
        assertThat(browser.open(PAGE).text()).doesNotContain("Les montrer de nouveau");
        neighbour.close();
    }

    @Test
    void they_are_no_number_in_the_rail() {
        assertThat(browser.open("/today").text()).contains("id=\"count-today-title\" hidden");
    }

    @Test
    void a_member_who_may_not_do_them_neither_sees_nor_puts_them_aside() {
        PlainBrowser member = Staff.member(hub, agency);
        assertThat(member.open("/today").text())
                .contains("Rien ne vous attend.")
                .doesNotContain("step-company", "today-steps");
        assertThat(member.open("/today/cards/steps").status()).isEqualTo(404);
        assertThat(member.open(PAGE).status()).isEqualTo(403);
        member.open("/today");
        assertThat(member.submit(PAGE + "/put-aside", Map.of()).status()).isEqualTo(403);
        assertThat(member.submit(PAGE + "/take-back", Map.of()).status()).isEqualTo(403);
        assertThat(browser.open("/today").text()).contains("step-company");
    }

    private boolean done(String step) {
        return browser.open(PAGE).text().contains("<li class=\"done\" id=\"step-" + step + "\"");
    }
}
