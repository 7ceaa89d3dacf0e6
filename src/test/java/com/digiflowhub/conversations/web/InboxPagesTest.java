package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxPagesTest {
    private static final Pattern ROW = Pattern.compile("id=\"row-([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("hx-get=\"(/inbox/rows[^\"]*)\"");

    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private ConnectedWorkspace neighbour;
    private PlainBrowser browser;
    private Conversation claire;
    private Conversation tom;
    private Conversation foreign;

    @BeforeAll
    void let_people_write() {
        agency = hub.newWorkspace();
        neighbour = hub.newWorkspace();
        agency.answers(seen -> seen.lines().getLast().text().contains("quelqu’un")
                ? new Verdict.HandOver("asked")
                : new Verdict.Say("La formation coûte 490 €."));
        claire = write(agency, CLAIRE, "Bonjour, c'est combien la formation ?");
        tom = write(agency, TOM, "Je voudrais parler à quelqu’un");
        foreign = write(neighbour, INES, "Ceci ne vous regarde pas");
        browser = PlainBrowser.signedIn(hub, agency.owner());
    }

    @AfterAll
    void leave() {
        agency.close();
        neighbour.close();
    }

    @Test
    void the_list_shows_who_waits_for_a_person_above_the_newest() {
        String page = browser.open("/inbox").text();

        assertThat(page).contains("Conversations", "Claire Fontaine", "Tom Baker", "Assistant :", "490 €");
        assertThat(rows(page)).containsExactly(tom.id().toString(), claire.id().toString());
        assertThat(page.indexOf("group-waiting")).isLessThan(page.indexOf("Tom Baker"));
        assertThat(page.indexOf("group-newest")).isBetween(page.indexOf("Tom Baker"), page.indexOf("Claire Fontaine"));
    }

    @Test
    void the_rail_counts_those_who_wait() {
        assertThat(browser.open("/inbox").text()).contains("<b class=\"count\"").contains(">1</b>");
    }

    @Test
    void a_conversation_opens_with_its_list_and_its_person() {
        agency.settle();
        String page = browser.open("/inbox/" + claire.id()).text();

        assertThat(page)
                .contains("Bonjour, c'est combien la formation ?", "La formation coûte 490 €.")
                .contains(
                        "+33 6 39 98 00 01",
                        "L’assistant répond",
                        "Prendre la main",
                        "Selon des règles",
                        "A demandé le prix")
                .contains("Nouveau", "Texte libre encore");
        assertThat(rows(page)).hasSize(2);
    }

    @Test
    void in_english_the_same_page_speaks_english() {
        PlainBrowser english = PlainBrowser.signedIn(hub, agency.owner()).speaking("en");
        agency.settle();

        assertThat(english.open("/inbox/" + claire.id()).text())
                .contains(
                        "<html lang=\"en\"",
                        "Inbox",
                        "The assistant answers",
                        "Take over",
                        "By rule",
                        "Asked for the price")
                .doesNotContain("Prendre la main");
    }

    @Test
    void no_key_of_a_word_is_ever_shown() {
        for (String path : List.of("/inbox", "/inbox/" + claire.id(), "/inbox/" + tom.id(), "/inbox?q=formation")) {
            String text = browser.open(path).text().replaceAll("<[^>]*>", " ");
            assertThat(text).doesNotContainPattern("\\b(inbox|state|content|failure|lesson|crm|provider)\\.[a-z]");
        }
    }

    @Test
    void why_the_assistant_asks_for_a_person_is_said_in_words() {
        String page = browser.open("/inbox/" + tom.id()).text();

        assertThat(page).contains("Une personne est demandée", "L’assistant a demandé une personne");
    }

    @Test
    void each_list_holds_what_its_name_says() {
        ConnectedWorkspace other = hub.newWorkspace();
        other.answers(seen -> new Verdict.Silence());
        Conversation mine = write(other, CLAIRE, "À moi");
        Conversation assistants = write(other, TOM, "À l’assistant");
        Conversation closed = write(other, MOUNIR, "Close");
        other.run(() -> {
            hub.part(Conversations.class).takeOver(mine.id(), other.owner());
            hub.part(Conversations.class).close(closed.id(), other.owner());
        });
        PlainBrowser owner = PlainBrowser.signedIn(hub, other.owner());

        assertThat(rows(owner.open("/inbox").text()))
                .containsExactlyInAnyOrder(mine.id().toString(), assistants.id().toString());
        assertThat(rows(owner.open("/inbox?show=mine").text()))
                .containsExactly(mine.id().toString());
        assertThat(rows(owner.open("/inbox?show=assistant").text()))
                .containsExactly(assistants.id().toString());
        assertThat(rows(owner.open("/inbox?show=closed").text()))
                .containsExactly(closed.id().toString());
        other.close();
    }

    @Test
    void a_search_finds_people_by_a_part_of_their_name_or_number_and_words_that_were_said() {
        assertThat(rows(browser.open("/inbox?q=clair").text()))
                .containsExactly(claire.id().toString());
        assertThat(rows(browser.open("/inbox?q=39980004").text()))
                .containsExactly(tom.id().toString());
        assertThat(rows(browser.open("/inbox?q=490").text()))
                .containsExactly(claire.id().toString());
        assertThat(rows(browser.open("/inbox?q=quelqu%E2%80%99un").text()))
                .containsExactly(tom.id().toString());
    }

    @Test
    void a_search_that_finds_nothing_says_what_one_may_search() {
        String page = browser.open("/inbox?q=zanzibar").text();

        assertThat(page).contains("Rien trouvé pour", "zanzibar", "une partie d’un nom");
        assertThat(browser.open("/inbox?q=%25_%27%3B--%00").status()).isEqualTo(200);
    }

    @Test
    void a_part_of_the_page_comes_alone_when_the_script_asks() {
        PlainBrowser script = PlainBrowser.signedIn(hub, agency.owner()).scripted();

        String panes = script.open("/inbox/" + claire.id()).text();
        String list = script.open("/inbox/list?open=" + claire.id()).text();
        String talk = script.open("/inbox/" + claire.id() + "/talk").text();
        String person = script.open("/inbox/" + claire.id() + "/person").text();

        assertThat(panes).contains("<title>Claire Fontaine").doesNotContain("<html", "<nav class=\"rail\"");
        assertThat(list).contains("group-newest", "aria-current=\"true\"").doesNotContain("<html", "id=\"run\"");
        assertThat(talk).contains("id=\"run\"").doesNotContain("<html", "data-row");
        assertThat(person).contains("+33 6 39 98 00 01").doesNotContain("<html", "id=\"run\"");
        assertThat(script.open("/inbox?show=mine").header("hx-push-url")).isEqualTo("/inbox?show=mine");
    }

    @Test
    void what_was_opened_is_no_longer_unread() {
        ConnectedWorkspace other = hub.newWorkspace();
        Conversation unread = write(other, CLAIRE, "Vous êtes là ?");
        PlainBrowser owner = PlainBrowser.signedIn(hub, other.owner());

        assertThat(owner.open("/inbox").text()).contains("row  unread");
        assertThat(owner.open("/inbox/" + unread.id() + "/talk").status()).isEqualTo(200);
        assertThat(owner.open("/inbox").text())
                .as("a renewal in a hidden page reads nothing")
                .contains("row  unread");
        assertThat(owner.open("/inbox/" + unread.id()).text()).doesNotContain("row  unread");
        assertThat(other.conversation(CLAIRE).unread()).isZero();
        other.close();
    }

    @Test
    void the_list_goes_on_where_a_page_ends_and_shows_everybody_once() {
        ConnectedWorkspace busy = hub.newWorkspace();
        crowd(busy, 120);
        PlainBrowser owner = PlainBrowser.signedIn(hub, busy.owner());

        List<String> seen = new ArrayList<>(rows(owner.open("/inbox").text()));
        assertThat(seen).hasSize(50);
        String next = next(owner.open("/inbox").text());
        while (!next.isEmpty()) {
            String more = owner.open(next).text();
            assertThat(more).doesNotContain("<html");
            seen.addAll(rows(more));
            next = next(more);
        }

        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
        assertThat(rows(owner.open("/inbox/list?rows=120").text()))
                .as("a renewal takes away no row that was loaded")
                .containsExactlyElementsOf(seen);
        busy.close();
    }

    @Test
    void earlier_messages_come_page_by_page() {
        ConnectedWorkspace busy = hub.newWorkspace();
        Conversation long1 = write(busy, CLAIRE, "Le premier mot");
        hub.change("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, text, state, at, created_at, state_at)
                select '%s', gen_random_uuid(), '%s', '%s', 'contact', 'mot numéro ' || n || '.', 'received',
                       now() + n * interval '1 second', now(), now() from generate_series(1, 100) n
                """.formatted(busy.id(), long1.id(), busy.connection()));
        PlainBrowser owner = PlainBrowser.signedIn(hub, busy.owner());

        String page = owner.open("/inbox/" + long1.id()).text();
        assertThat(page).contains("mot numéro 100.", "mot numéro 61.").doesNotContain("mot numéro 60.");
        String older = owner.open(older(page)).text();
        assertThat(older).contains("mot numéro 60.", "mot numéro 21.").doesNotContain("mot numéro 61.", "<html");
        String oldest = owner.open(older(older)).text();
        assertThat(oldest).contains("Le premier mot").doesNotContain("/older?before=");

        String from = Pattern.compile("data-message=\"([0-9a-f-]{36})\"")
                .matcher(oldest)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(owner.open("/inbox/" + long1.id() + "/talk?from=" + from).text())
                .as("a renewal takes away no message that was loaded")
                .contains("Le premier mot", "mot numéro 1.", "mot numéro 100.");
        busy.close();
    }

    @Test
    void another_workspace_s_conversation_is_not_there() {
        for (String path : List.of("", "/talk", "/person", "/older?before=" + UUID.randomUUID())) {
            PlainBrowser.Shown shown = browser.open("/inbox/" + foreign.id() + path);
            assertThat(shown.status()).as(path).isEqualTo(404);
            assertThat(shown.text()).doesNotContain("Ceci ne vous regarde pas", "Inès");
        }
        assertThat(rows(browser.open("/inbox?q=regarde").text())).isEmpty();
        assertThat(browser.open("/inbox?cursor=" + foreign.id()).text()).doesNotContain("Inès");
    }

    @Test
    void addresses_that_make_no_sense_are_refused_and_break_nothing() {
        assertThat(browser.open("/inbox/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(browser.open("/inbox?show=everything").status()).isEqualTo(400);
        assertThat(browser.open("/inbox?cursor=zzz").status()).isEqualTo(400);
        assertThat(browser.open("/inbox/not-an-id").status()).isIn(400, 404);
    }

    @Test
    void whoever_is_not_signed_in_is_sent_to_the_sign_in() {
        PlainBrowser stranger = new PlainBrowser(hub.address());

        assertThat(stranger.open("/inbox/" + claire.id()).location())
                .isEqualTo("/sign-in?next=%2Finbox%2F" + claire.id());
        assertThat(stranger.scripted().open("/inbox/list").status()).isEqualTo(401);
    }

    private static Conversation write(ConnectedWorkspace workspace, Cast.Person person, String words) {
        workspace.phone(person).writes(words);
        var ignored = workspace.waitForMessage(person, words);
        workspace.settle();
        return workspace.conversation(person);
    }

    private void crowd(ConnectedWorkspace workspace, int many) {
        hub.change("""
                with people as (
                    insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                    select '%1$s', id, id, 'Lead ' || n, 'whatsapp', now(), now()
                      from (select gen_random_uuid() as id, n from generate_series(1, %2$d) n) made returning id)
                insert into conversations.conversation
                       (workspace_id, id, contact_id, connection_id, channel, number, last_at, created_at, updated_at)
                select '%1$s', gen_random_uuid(), id, '%3$s', 'whatsapp', '+33600000000',
                       now() - row_number() over () / 3 * interval '1 minute', now(), now() from people
                """.formatted(workspace.id(), many, workspace.connection()));
    }

    private static Set<String> rows(String page) {
        Set<String> rows = new LinkedHashSet<>();
        ROW.matcher(page).results().forEach(row -> rows.add(row.group(1)));
        return rows;
    }

    private static String next(String page) {
        Matcher next = NEXT.matcher(page);
        return next.find() ? next.group(1).replace("&amp;", "&") : "";
    }

    private static String older(String page) {
        Matcher older =
                Pattern.compile("hx-get=\"(/inbox/[0-9a-f-]{36}/older[^\"]*)\"").matcher(page);
        assertThat(older.find()).as("a link to earlier messages").isTrue();
        return older.group(1);
    }
}
