package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections and work that was given up, on Today. */
class ConnectionsTodayTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Connections connections = hub.part(Connections.class);
    private final PlainBrowser owner = PlainBrowser.signedIn(hub, agency.owner());

    @BeforeEach
    void put_the_first_steps_aside() {
        owner.open("/today");
        assertThat(owner.submit("/settings/first-steps/put-aside", Map.of()).status())
                .isEqualTo(303);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void each_connection_says_how_it_is_and_what_is_not_connected_how_to_begin() {
        assertThat(card(owner))
                .contains("WhatsApp", "/settings/connections/" + agency.connection(), "pas encore vérifiée")
                .contains("href=\"/settings/connections/new/openai\"", "Connecter");
    }

    @Test
    void a_broken_one_is_said_at_the_top_and_counted_until_it_works() {
        agency.run(() -> connections.markBroken(agency.connection(), "token-expired"));
        String page = owner.open("/today").text();
        assertThat(page).contains("Une connexion ne marche pas.", "<span class=\"state red\">");
        assertThat(page).contains("id=\"count-today-title\" aria-label=\"une en attente\"");
        assertThat(owner.speaking("en").open("/today").text()).contains("One connection does not work.");
        owner.speaking("fr");

        agency.run(() -> connections.markWorking(agency.connection()));
        assertThat(owner.open("/today").text())
                .contains("Rien ne vous attend.")
                .doesNotContain("<span class=\"state red\">");
    }

    @Test
    void a_paused_one_is_no_fault() {
        agency.run(() -> connections.pause(agency.connection()));
        assertThat(owner.open("/today").text()).contains("en pause", "Rien ne vous attend.");
    }

    @Test
    void work_that_was_given_up_is_shown_to_owners_until_it_is_done_with() {
        hub.change("""
                insert into work.dead (workspace_id, queue, due_at, id, lane, kind, payload, attempts, held, reason, died_at)
                values ('%s', 'hub', now(), 4801, gen_random_uuid(), '%s', '{}', 21, false, 'crashed', now())
                """.formatted(agency.id(), Channel.READER));
        PlainBrowser member = Staff.member(hub, agency);

        assertThat(owner.open("/today").text())
                .contains("Une chose n’a pas pu être faite.", "Travail abandonné", "href=\"/settings/system\"")
                .contains("id=\"count-today-title\" aria-label=\"une en attente\"");
        assertThat(member.open("/today").text())
                .contains("Rien ne vous attend.", "id=\"count-today-title\" hidden")
                .doesNotContain("Travail abandonné");
        assertThat(member.open("/today/cards/given-up").status()).isEqualTo(404);

        hub.change("delete from work.dead where workspace_id = '" + agency.id() + "'");
        assertThat(owner.open("/today").text()).contains("Rien ne vous attend.").doesNotContain("Travail abandonné");
    }

    @Test
    void a_neighbour_s_connections_are_not_there() {
        ConnectedWorkspace neighbour = hub.newWorkspace();
        assertThat(card(PlainBrowser.signedIn(hub, neighbour.owner())))
                .contains("/settings/connections/" + neighbour.connection())
                .doesNotContain(agency.connection().toString());
        neighbour.close();
    }

    @Test
    void a_member_is_not_offered_what_only_an_owner_may_connect() {
        assertThat(card(Staff.member(hub, agency)))
                .contains("pas connecté")
                .doesNotContain("/settings/connections/new/");
    }

    private static String card(PlainBrowser browser) {
        return browser.open("/today/cards/connections").text();
    }
}
