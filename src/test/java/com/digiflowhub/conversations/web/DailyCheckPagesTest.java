package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.reconciliation.Reconciliations;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DailyCheckPagesTest {
    private static final String PAGE = "/settings/daily-check";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser owner =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");

    @BeforeEach
    void far_from_the_end_of_a_day() {
        agency.itIs(12);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void before_the_first_night_nothing_is_claimed() {
        assertThat(owner.open(PAGE).text())
                .contains("Not checked yet", "three in the morning", "WhatsApp keeps no list of received messages")
                .contains("No day has been checked yet.")
                .doesNotContain("0 missing");
    }

    @Test
    void check_now_counts_today_and_the_line_says_that_nothing_is_missing() {
        agency.parcel().text(CLAIRE, Parcel.newId(), "Bonjour").arrive();
        checked();

        assertThat(owner.open(PAGE).text())
                .contains("<h2 id=\"line\">0 missing</h2>", "missing-line green", "so far")
                .contains("data-label=\"Messages\">1<");
        assertThat(owner.speaking("fr").open(PAGE).text()).contains("0 manquant", "Contrôler maintenant");
    }

    @Test
    void what_is_missing_stands_at_the_top_and_on_today_until_it_was_read_again() {
        owner.open("/today");
        assertThat(owner.submit("/settings/first-steps/put-aside", Map.of()).location())
                .isEqualTo("/today");
        String lost = Parcel.newId();
        agency.parcel().text(CLAIRE, lost, "Bonjour").arrive();
        hub.change("delete from conversations.message where provider_id = '" + lost + "'");
        checked();
        String envelope = only("select envelope_id from conversations.missing_delivery where workspace_id = :here");

        assertThat(owner.open(PAGE).text())
                .contains("<h2 id=\"line\">1 missing</h2>", "missing-line red", lost, "1 message")
                .contains("/deliveries/" + envelope + "/read");
        assertThat(owner.open("/today").text()).contains("One delivery is missing.", "href=\"" + PAGE + "\"");

        assertThat(owner.submit(PAGE + "/deliveries/" + envelope + "/read", Map.of())
                        .location())
                .isEqualTo(PAGE + "?done=read");
        agency.settle();
        assertThat(owner.open(PAGE + "?done=read").text())
                .contains("It will be read again now.", "<h2 id=\"line\">0 missing</h2>");
        assertThat(owner.open("/today").text()).doesNotContain("delivery is missing");
        assertThat(agency.look("select text from conversations.message where workspace_id = :here"))
                .containsExactly("Bonjour");
    }

    @Test
    void what_could_not_be_read_is_listed_and_read_again() {
        agency.parcel().text(CLAIRE, Parcel.newId(), "Enfin lu").arrive();
        UUID envelope = UUID.fromString(only("select id from connections.envelope where workspace_id = :here"));
        hub.change("delete from conversations.message where workspace_id = '" + agency.id() + "'");
        agency.transaction(() -> {
            agency.part(Envelopes.class).setAside(envelope, "of an <unknown> kind");
            return envelope;
        });

        assertThat(owner.open("/settings/system").text()).contains(PAGE + "#unreadable");
        assertThat(owner.open(PAGE).text())
                .contains("of an &lt;unknown&gt; kind", envelope.toString())
                .contains("/settings/connections/" + agency.connection().value());
        assertThat(owner.submit(PAGE + "/deliveries/" + envelope + "/read", Map.of())
                        .location())
                .isEqualTo(PAGE + "?done=read");
        agency.settle();
        assertThat(owner.open(PAGE).text()).doesNotContain("of an &lt;unknown&gt; kind");
        assertThat(agency.look("select text from conversations.message where workspace_id = :here"))
                .containsExactly("Enfin lu");
    }

    @Test
    void why_it_could_not_be_read_is_said_in_the_language_of_who_looks() {
        agency.parcel().raw("{\"field\": \"messages\", \"value\": 7}").arrive();

        assertThat(owner.open(PAGE).text()).contains("A change without an object");
        assertThat(owner.speaking("fr").open(PAGE).text())
                .contains("Un changement sans objet")
                .doesNotContain("no-object");
    }

    @Test
    void any_delivery_is_found_by_its_day_or_by_the_provider_s_id() {
        String id = Parcel.newId();
        agency.parcel().text(CLAIRE, id, "Bonjour").arrive();
        String first = only("select id from connections.envelope where workspace_id = :here");
        agency.parcel().text(CLAIRE, Parcel.newId(), "Encore moi").arrive();

        assertThat(owner.open(PAGE + "?id=" + id).text()).contains("/deliveries/" + first + "/read");
        assertThat(found(PAGE + "?id=" + id)).isEqualTo(1);
        assertThat(found(PAGE + "?id=" + id + "&day="
                        + agency.in(() -> days().today().minusDays(3))))
                .isZero();
        assertThat(found(PAGE + "?id=wamid.nobody")).isZero();
        assertThat(found(PAGE + "?day=nonsense&id=" + "x".repeat(300))).isZero();
        assertThat(owner.open(PAGE + "?id=%22%3E%3Cb%3E").text())
                .contains("Nothing of the kind is kept.")
                .doesNotContain("\"><b>");
    }

    @Test
    void a_day_with_more_than_a_page_holds_is_looked_through_further_back() {
        hub.change("""
                insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                select '%s', ('%s' || lpad(to_hex(n), 12, '0'))::uuid, '%s', '{}', '' from generate_series(1, 101) n
                """.formatted(
                        agency.id(),
                        UuidV7.first(hub.now()).toString().substring(0, 24),
                        agency.connection().value()));
        String day = "?day=" + agency.in(() -> days().today()) + "&id=";

        assertThat(found(PAGE + day)).isEqualTo(100);
        Matcher further = Pattern.compile("href=\"(" + PAGE + "\\?[^\"]*before=[^\"#]*)#kept\"")
                .matcher(owner.open(PAGE + day).text());
        assertThat(further.find()).isTrue();
        assertThat(found(further.group(1).replace("&amp;", "&"))).isEqualTo(1);
        assertThat(found(PAGE + day + "&before=nonsense")).isEqualTo(100);
        assertThat(owner.open(PAGE + day + "&before=" + new UUID(0, 1)).text())
                .contains("Nothing of the kind is kept.")
                .doesNotContain("Look further back");
    }

    @Test
    void the_part_that_renews_itself_keeps_what_is_looked_for() {
        assertThat(owner.open(PAGE + "?day=2026-11-25&id=a%26b").text())
                .containsPattern("hx-get=\"" + PAGE + "/part\\?day=2026-11-25&(amp;)?id=a%26b\"");
        assertThat(owner.open(PAGE + "/part?day=2026-11-25&id=").text())
                .contains("value=\"2026-11-25\"")
                .doesNotContain("<html");
    }

    @Test
    void a_day_that_is_not_kept_and_a_delivery_that_is_gone_are_said_to_be_so() {
        owner.open(PAGE);
        assertThat(owner.submit(PAGE + "/check", Map.of("day", "2020-01-01")).location())
                .isEqualTo(PAGE + "?done=gone");
        assertThat(owner.submit(PAGE + "/deliveries/" + UUID.randomUUID() + "/read", Map.of())
                        .location())
                .isEqualTo(PAGE + "?done=gone");
    }

    @Test
    void only_owners_see_it_and_may_do_anything_there() {
        PlainBrowser member = Staff.member(hub, agency).speaking("en");
        assertThat(member.open(PAGE).status()).isEqualTo(403);
        assertThat(member.open(PAGE + "/part").status()).isEqualTo(403);
        assertThat(member.open("/settings/connections").text()).doesNotContain(PAGE);
        for (String act : List.of("/check", "/deliveries/" + UUID.randomUUID() + "/read")) {
            assertThat(member.submit(PAGE + act, Map.of()).status()).as(act).isEqualTo(403);
        }
    }

    private Reconciliations days() {
        return agency.part(Reconciliations.class);
    }

    /** As the button does, and waits until it is through. */
    private void checked() {
        owner.open(PAGE);
        assertThat(owner.submit(PAGE + "/check", Map.of()).location()).isEqualTo(PAGE + "?done=asked");
        Patience.waitUntil(
                "the check through",
                () -> agency.in(() -> days().days()).stream()
                        .anyMatch(day -> day.finishedAt().isPresent()));
    }

    private int found(String address) {
        String text = owner.open(address).text();
        return text.substring(text.indexOf("id=\"kept\"")).split("/deliveries/", -1).length - 1;
    }

    private String only(String sql) {
        return agency.look(sql).getFirst();
    }
}
