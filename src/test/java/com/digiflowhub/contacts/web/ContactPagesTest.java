package com.digiflowhub.contacts.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.vocabulary.ContactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactPagesTest {
    private static final Pattern ROW = Pattern.compile("<a href=\"/contacts/([0-9a-f-]{36})\"");
    private static final Pattern MORE = Pattern.compile("hx-get=\"(/contacts/rows[^\"]+)\"");

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void an_empty_list_says_who_will_stand_here_and_has_the_button_that_starts_it() {
        assertThat(browser.open("/contacts").text())
                .contains("Whoever writes to you will stand here", "href=\"/settings/connections\">Connect")
                .contains("href=\"/contacts\" aria-current=\"page\"");
        assertThat(browser.speaking("fr").open("/contacts").text()).contains("Ici viendront ceux qui vous écrivent");
    }

    @Test
    void who_wrote_is_listed_with_number_and_origin() {
        workspace.phone(Cast.CLAIRE).writes("Bonjour");
        workspace.conversation(Cast.CLAIRE);

        assertThat(browser.open("/contacts").text())
                .contains(Cast.CLAIRE.name(), Cast.CLAIRE.phone(), "<span class=\"origin\">WhatsApp</span>");
    }

    @Test
    void a_part_of_the_name_or_number_finds_a_person_whatever_the_accents() {
        arrives("Inès Moreau", "+33639980003");
        arrives("Tom Baker", "+33639980004");

        assertThat(browser.open("/contacts?q=INES").text())
                .contains("Inès Moreau")
                .doesNotContain("Tom Baker");
        assertThat(browser.open("/contacts/rows?q=980004").text())
                .contains("Tom Baker")
                .doesNotContain("Inès", "<html");
        assertThat(browser.open("/contacts?q=%3Cb%3Enobody").text())
                .contains("Nobody found for “&lt;b&gt;nobody”", "Show everybody");
    }

    @Test
    void all_are_reached_fifty_at_a_time_and_nobody_twice() {
        for (int n = 0; n < 120; n++) {
            arrives("Lead " + n, Cast.somebody(n).phone());
        }
        List<String> seen = new ArrayList<>();
        String next = "/contacts";
        int pages = 0;
        while (!next.isEmpty()) {
            String page = browser.open(next).text();
            Matcher row = ROW.matcher(page);
            while (row.find()) {
                seen.add(row.group(1));
            }
            Matcher more = MORE.matcher(page.substring(Math.max(0, page.indexOf("id=\"further\""))));
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(120);
        assertThat(new HashSet<>(seen)).hasSize(120);
        assertThat(browser.open("/contacts/rows?q=Lead+1&after=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void a_person_s_page_shows_addresses_consent_cards_and_the_way_to_the_conversation() {
        workspace.phone(Cast.MOUNIR).writes("C'est combien ?");
        var conversation = workspace.conversation(Cast.MOUNIR);
        workspace.settle();
        workspace.run(() ->
                hub.part(Consents.class).decide(conversation.contact(), "whatsapp", Consent.State.STOPPED, "test"));

        assertThat(browser.open("/contacts/" + conversation.contact()).text())
                .contains(Cast.MOUNIR.name(), Cast.MOUNIR.phone(), "Came by WhatsApp")
                .contains("href=\"/inbox/" + conversation.id() + "\"", "Open the conversation")
                .containsPattern("WhatsApp</span><span class=\"state red\"[\\s\\S]{0,600}STOP")
                .as("the card of another module")
                .contains("card-lines");
    }

    @Test
    void a_person_of_whom_little_is_known_is_shown_by_what_there_is() {
        ContactId nameless = arrives("", "+33639980099");
        assertThat(browser.open("/contacts/" + nameless).text())
                .contains("<h1 dir=\"auto\">+33639980099</h1>")
                .contains("Nothing decided", "Nothing was said yet");
    }

    @Test
    void hostile_names_are_text() {
        ContactId hostile = arrives("<img src=x onerror=alert(1)> \u202Eevil", "+33639980098");
        assertThat(browser.open("/contacts").text()).doesNotContain("<img").contains("&lt;img src=x");
        assertThat(browser.open("/contacts/" + hostile).text())
                .doesNotContain("<img")
                .contains("dir=\"auto\"");
    }

    @Test
    void another_workspace_s_people_are_not_there() {
        ConnectedWorkspace other = hub.newWorkspace();
        ContactId theirs = other.in(() -> hub.part(Contacts.class)
                .arrive(List.of(PersonAddress.phone("+33639980097", "x")), "Secret Person", "whatsapp"));
        assertThat(browser.open("/contacts?q=Secret").text()).doesNotContain("Secret Person");
        assertThat(browser.open("/contacts/" + theirs).status()).isEqualTo(404);
        assertThat(browser.open("/contacts/" + UUID.randomUUID()).status()).isEqualTo(404);
        other.close();
    }

    private ContactId arrives(String name, String phone) {
        return workspace.in(
                () -> hub.part(Contacts.class).arrive(List.of(PersonAddress.phone(phone, phone)), name, "whatsapp"));
    }
}
