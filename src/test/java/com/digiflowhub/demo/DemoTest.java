package com.digiflowhub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.settings.GivenVariables;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Printed;
import com.digiflowhub.testing.RunningHub;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final Map<String, String> DEMO =
            Map.of("HUB_MODE", "demo", "OPENAI_API_KEY", "sk-canary", "APP_URL", "http://localhost:4711");

    private Printed start;
    private RunningHub hub;
    private WorkspaceId workspace;

    @BeforeAll
    void raise() {
        start = Printed.by(() -> RunningHub.start(DEMO));
        hub = start.hub();
        workspace = hub.part(FirstOwner.class).founded().orElseThrow().workspace();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void the_console_shows_one_address_whose_code_signs_the_owner_in_once() {
        assertThat(start.addresses()).singleElement().asString().startsWith("http://localhost:4711/sign-in/link/");
        String code = start.addresses().getFirst().substring("http://localhost:4711/sign-in/link/".length());
        OneTimeLinks links = hub.part(OneTimeLinks.class);
        assertThat(links.open(code, OneTimeLinks.Purpose.SIGN_IN).orElseThrow().user())
                .contains(hub.part(FirstOwner.class).founded().orElseThrow().owner());
        assertThat(links.open(code, OneTimeLinks.Purpose.SIGN_IN)).isEmpty();
    }

    @Test
    void the_agency_is_in_cayenne_and_speaks_french() {
        var agency = hub.in(workspace, () -> hub.part(Workspaces.class).current());
        assertThat(agency.name()).isEqualTo("Maroni Formation");
        assertThat(agency.locale().getLanguage()).isEqualTo("fr");
        assertThat(agency.zone()).isEqualTo(ZoneId.of("America/Cayenne"));
    }

    @Test
    void its_accounts_are_at_the_simulated_providers_and_their_checks_find_nothing_broken() {
        Standing whatsApp = standing("whatsapp");
        assertThat(whatsApp.settings().get("apiUrl")).startsWith("http://127.0.0.1:");
        assertThat(whatsApp.brokenBecause()).isEmpty();
        assertThat(whatsApp.checkedAt()).isPresent();
        assertThat(whatsApp.findings()).noneMatch(finding -> finding.verdict() == Finding.Verdict.BROKEN);
    }

    @Test
    void a_real_key_in_the_environment_is_left_aside() {
        assertThat(hub.part(GivenVariables.class)
                        .find("OPENAI_API_KEY")
                        .orElseThrow()
                        .fate())
                .isEqualTo(GivenVariables.Fate.LEFT_ASIDE_IN_DEMO);
        assertThat(hub.part(PublicAddresses.class).unencrypted()).isEmpty();
    }

    @Test
    void the_inbox_shows_every_way_a_conversation_can_stand() {
        assertThat(hub.look("""
                select k.name || ': ' || c.waiting_reason from conversations.conversation c
                  join contacts.contact k on k.id = c.contact_id
                 where c.waiting_reason in ('asked', 'unsure', 'wrote-again') and c.workspace_id = '%s' order by 1
                """.formatted(workspace.value())))
                .containsExactly(": unsure", "Aïda Elfort: wrote-again", "Jean-Marc Radamonthe: asked");
        assertThat(hub.look("select state from conversations.message where sender <> 'contact' and state <> 'read' and "
                        + "workspace_id = '" + workspace.value() + "'"))
                .contains("delivered", "failed", "unknown");
        assertThat(hub.look("select count(*) from conversations.conversation where owner_id is not null and "
                        + "workspace_id = '" + workspace.value() + "'"))
                .containsExactly("3");
        assertThat(hub.look(
                        "select count(*) > 2 from conversations.conversation where unread > 0 and owner_id is null and "
                                + "workspace_id = '" + workspace.value() + "'"))
                .containsExactly("t");
    }

    @Test
    void whoever_said_stop_is_left_alone() {
        assertThat(hub.look("""
                select distinct k.name from contacts.consent s join contacts.contact k on k.id = s.contact_id
                 where s.state = 'stopped' and s.workspace_id = '%s'
                """.formatted(workspace.value()))).containsExactly("Cédric Polius");
    }

    @Test
    void histories_keep_their_own_times_and_order() {
        assertThat(hub.look("""
                select m.text from conversations.message m join conversations.conversation c on c.id = m.conversation_id
                  join contacts.contact k on k.id = c.contact_id where k.name = 'Gaëtan Lama' order by m.at
                """)).first().asString().contains("mon entretien de mardi");
        assertThat(hub.look("""
                select count(*) from conversations.conversation
                 where last_at < now() - interval '1 day' and window_until < now() and updated_at = last_at
                   and workspace_id = '%s'
                """.formatted(workspace.value()))).containsExactly("3");
        assertThat(
                        hub.look(
                                "select count(*) from work.item where kind = 'send' or kind = 'turn' and due_at < now() - interval '1 minute'"))
                .containsExactly("0");
    }

    @Test
    void somebody_writes_through_the_wire_and_arrives() {
        Phone phone = sandbox().phone("33639984218", "Nadège Horth");
        assertThat(phone.messages())
                .first()
                .satisfies(first -> assertThat(first.mine()).isTrue());
        Patience.waitUntil(
                "Nadège's words are in a conversation",
                () -> hub.look("""
                        select m.text from conversations.message m join contacts.contact k on true
                          join conversations.conversation c on c.id = m.conversation_id and c.contact_id = k.id
                         where k.name = 'Nadège Horth' and m.sender = 'contact'
                        """).equals(List.of("Bonsoir, c'est combien la formation de janvier ?")));
    }

    @Test
    void the_simulated_model_answers_her_from_what_the_agency_has_taught_it() {
        Phone phone = sandbox().phone("33639984218", "Nadège Horth");
        assertThat(Patience.waitFor("an answer on her phone", phone::received, list -> !list.isEmpty())
                        .getFirst()
                        .text())
                .contains("1 490 €");
        assertThat(hub.look("select count(*) from assistant.qa_entry where workspace_id = '" + workspace.value() + "'"))
                .containsExactly("26");
        assertThat(standing("openai").brokenBecause()).isEmpty();
    }

    @Test
    void only_numbers_kept_for_fiction_are_used() {
        assertThat(hub.look("select value from contacts.address where kind = 'phone'"))
                .hasSizeGreaterThan(9)
                .allSatisfy(number -> assertThat(number).matches("[+](3363998|447700900).*"));
        assertThat(hub.look("select email from identity.hub_user"))
                .allSatisfy(email -> assertThat(email).endsWith(".example"));
    }

    @Test
    void a_second_start_doubles_nothing_and_follows_the_providers_to_their_new_ports() {
        furnished(hub);
        Map<String, String> counts = counts(hub);
        String before = standing("whatsapp").settings().get("apiUrl");
        Printed second = Printed.by(() -> hub.again(DEMO));
        try (RunningHub again = second.hub()) {
            assertThat(second.addresses()).hasSize(1);
            furnished(again);
            assertThat(counts(again)).isEqualTo(counts);
            assertThat(standing("whatsapp").settings().get("apiUrl")).isNotEqualTo(before);
        }
    }

    @Test
    void the_same_owner_is_at_home_in_three_companies_and_each_becomes_whole() {
        furnished(hub);
        assertThat(hub.part(Workspaces.class)
                        .of(hub.part(FirstOwner.class).founded().orElseThrow().owner()))
                .extracting(Workspaces.Membership::name)
                .containsExactlyInAnyOrder("Maroni Formation", "Harbourside Dental", "Rive Droite Immobilier");
        assertThat(hub.look("select count(*) from conversations.conversation group by workspace_id"))
                .containsExactly("12", "12", "12");
    }

    @Test
    void each_lead_was_weighed_as_they_wrote_and_each_weighing_was_paid_for_in_its_time() {
        furnished(hub);
        assertThat(hub.look("""
                select count(distinct a.made_at::date) > 4 from assistant.assessment a where a.made_by = 'model'
                 group by a.workspace_id order by 1
                """)).containsExactly("f", "t", "t");
        assertThat(hub.look("""
                select count(*) from crm.lead l join contacts.contact c on c.workspace_id = l.workspace_id and c.id = l.contact_id
                 where c.score is null
                """)).containsExactly("0");
        assertThat(hub.look("""
                select (select count(*) from assistant.assessment where made_by = 'model')
                     = (select count(*) from ledger.entry where why = 'analysis')
                """)).containsExactly("t");
        assertThat(hub.look("select count(*) from ledger.entry where why = 'grant'"))
                .containsExactly("5");
        assertThat(hub.look("""
                select count(*) from (select e.made_at, lag(e.made_at) over (partition by e.workspace_id order by e.id) as before
                                        from ledger.entry e where e.made_at < now() - interval '10 minutes') as books
                 where books.made_at < books.before
                """)).containsExactly("0");
    }

    private static void furnished(RunningHub hub) {
        Backstage backstage = hub.part(Backstage.class);
        Patience.waitUntil("all companies are furnished", backstage::done);
        Patience.waitUntil(
                "those who write just now have arrived and were weighed",
                () -> hub.look(
                                "select count(*) from assistant.assessment a join contacts.contact c on c.id = a.contact_id"
                                        + " where c.name in ('Nadège Horth', 'Freya Lindqvist', 'Rokhaya Diallo-Mercier')")
                        .equals(List.of("3")));
    }

    /** How many rows each table has that furnishing writes to. */
    private static Map<String, String> counts(RunningHub hub) {
        return Stream.of(
                        "identity.workspace",
                        "identity.member",
                        "connections.connection",
                        "contacts.contact",
                        "contacts.consent",
                        "conversations.conversation",
                        "conversations.draft",
                        "assistant.qa_entry",
                        "assistant.synonyms",
                        "assistant.configuration_version",
                        "assistant.assessment",
                        "crm.stage",
                        "crm.lead",
                        "ledger.entry")
                .collect(Collectors.toMap(
                        table -> table,
                        table -> hub.look("select count(*) from " + table).getFirst()));
    }

    private Sandbox sandbox() {
        return hub.part(SimulatedProviders.class).of(workspace).orElseThrow().sandbox();
    }

    private Standing standing(String provider) {
        return hub.in(workspace, () -> hub.part(Connections.class).standings()).stream()
                .filter(standing -> standing.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }
}
