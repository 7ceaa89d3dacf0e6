package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Overview;
import com.digiflowhub.demo.SimulatedProviders;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same owner goes from company to company, and each is a world of its own. */
class CompaniesTest {
    private final PlainBrowser browser = DemoHub.owner();
    private final WorkspaceId dental = workspace("Harbourside Dental");

    @BeforeEach
    void wait_for_the_companies() {
        Patience.waitUntil(
                "the dental practice can be written to",
                () -> DemoHub.hub()
                        .look("select count(*) > 11 from conversations.conversation where workspace_id = '"
                                + dental.value() + "'")
                        .equals(List.of("t")));
    }

    @Test
    void the_switcher_leads_to_another_company_and_its_people() {
        String first = browser.open("/inbox").text();
        assertThat(first)
                .contains("Harbourside Dental", "Rive Droite Immobilier", "Aïda Elfort")
                .doesNotContain("Gareth Pugh");

        go(dental);

        assertThat(browser.open("/inbox").text()).contains("Gareth Pugh").doesNotContain("Aïda Elfort");
        assertThat(browser.speaking("en").open("/pipeline").text())
                .contains("Consultation booked", "£2,450")
                .doesNotContain("Financement à monter");
    }

    @Test
    void the_sandbox_is_that_of_the_company_and_says_whose_lead_one_plays() {
        go(dental);
        String page = browser.speaking("en").open("/sandbox?adding=yes").text();
        assertThat(page)
                .contains(
                        "who writes to Harbourside Dental",
                        "+44 7700 900",
                        "Hello, how much is a check-up?",
                        "Gareth Pugh")
                .doesNotContain("Aïda Elfort");
    }

    @Test
    void what_a_lead_writes_to_one_company_is_answered_by_it_and_seen_by_no_other() {
        Cast.Person person = Cast.somebody(777);
        Phone phone = DemoHub.hub()
                .part(SimulatedProviders.class)
                .of(dental)
                .orElseThrow()
                .sandbox()
                .phone(person.phone(), person.name());

        phone.writes("Hello, how much is teeth whitening?");

        assertThat(Patience.waitFor("an answer on the phone", phone::received, list -> !list.isEmpty())
                        .getFirst()
                        .text())
                .contains("£");
        assertThat(conversation(dental, person)).isPresent();
        assertThat(conversation(DemoHub.founded().workspace(), person)).isEmpty();
        assertThat(DemoHub.sandbox().whatsApp().findPhone(person.number())).isEmpty();
    }

    @Test
    void a_fault_of_one_company_is_none_of_another() {
        go(dental);
        browser.open("/sandbox");
        int on = browser.submit("/sandbox/faults/whatsapp/DROP", Map.of("on", "true"))
                .status();
        assertThat(on).isEqualTo(303);
        assertThat(Switchboard.of(DemoHub.sandbox(), "whatsapp").on()).isZero();
        Switchboard.restore(DemoHub.hub()
                .part(SimulatedProviders.class)
                .of(dental)
                .orElseThrow()
                .sandbox());
    }

    private void go(WorkspaceId workspace) {
        assertThat(browser.open("/inbox").status()).isEqualTo(200);
        assertThat(browser.submit(
                                "/workspace",
                                Map.of("workspace", workspace.value().toString()))
                        .status())
                .isIn(302, 303);
    }

    private static Optional<Conversation> conversation(WorkspaceId workspace, Cast.Person person) {
        return DemoHub.hub()
                .in(workspace, () -> DemoHub.hub().part(Overview.class).reachedAt(person.phone()));
    }

    private static WorkspaceId workspace(String name) {
        return DemoHub.hub().part(Workspaces.class).of(DemoHub.founded().owner()).stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow()
                .workspace();
    }
}
