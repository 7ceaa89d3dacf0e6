package com.digiflowhub.platform.palette;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Search over everything, over HTTP: each source finds and does not find, across the wall, for each role, in both languages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPagesTest {
    private static final Pattern LINE = Pattern.compile("class=\"find-text\">([^<]*)<");
    private static final Pattern TARGET =
            Pattern.compile("class=\"find-line\" (?:href|form=\"palette-posts\" formaction)=\"([^\"]*)\"");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>Zelda";

    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private ConnectedWorkspace neighbour;
    private ApiCaller api;
    private PlainBrowser owner;
    private Conversation claire;
    private String lead = "";
    private String entry = "";

    @BeforeAll
    void fill() {
        agency = hub.newWorkspace();
        neighbour = hub.newWorkspace();
        api = agency.api();
        agency.phone(CLAIRE).writes("Bonjour, je cherche une formation en céramique pour mon anniversaire");
        claire = agency.conversation(CLAIRE);
        neighbour.phone(INES).writes("Un secret de poterie");
        agency.settle();
        neighbour.settle();
        lead = id(api.post(
                "/api/hubcrm/leads",
                Map.of("name", HOSTILE, "email", "zelda@hyrule.example", "company", "Château Vermeer", "value", 1250)));
        entry = id(api.post(
                "/api/qa-training",
                Map.of("question", "Proposez-vous le tournage sur bois ?", "response", "Oui, le jeudi.")));
        owner = PlainBrowser.signedIn(hub, agency.owner());
    }

    @AfterAll
    void leave() {
        agency.close();
        neighbour.close();
    }

    @Test
    void people_are_found_by_name_number_and_address_without_accents() {
        assertThat(lines("fontaine")).contains("Claire Fontaine");
        assertThat(lines("FONTÀINE")).contains("Claire Fontaine");
        assertThat(lines("639980001")).contains("Claire Fontaine");
        assertThat(targets("zelda@hyrule")).anyMatch(href -> href.startsWith("/contacts/"));
        assertThat(lines("nobodyatall")).isEmpty();
    }

    @Test
    void conversations_are_found_by_their_person_and_by_what_was_said_with_the_words_to_be_seen() {
        assertThat(targets("claire")).contains("/inbox/" + claire.id());
        assertThat(targets("anniversaire")).contains("/inbox/" + claire.id());
        assertThat(part("anniversaire")).contains("… anniversaire");
        assertThat(targets("céramique anniversaire")).contains("/inbox/" + claire.id());
        assertThat(targets("mariage")).doesNotContain("/inbox/" + claire.id());
    }

    @Test
    void leads_are_found_by_their_company_and_show_what_they_are_worth() {
        assertThat(targets("vermeer")).contains("/pipeline/" + lead);
        assertThat(part("vermeer")).contains("Château Vermeer · Nouveau", "1\u202f250");
        assertThat(targets("vermoulu")).doesNotContain("/pipeline/" + lead);
    }

    @Test
    void questions_and_answers_are_found_with_a_slip() {
        assertThat(targets("tournage bois")).contains("/settings/qa-training/" + entry + "/edit");
        assertThat(targets("tournaeg")).contains("/settings/qa-training/" + entry + "/edit");
        assertThat(targets("plongée")).doesNotContain("/settings/qa-training/" + entry + "/edit");
    }

    @Test
    void pages_are_found_by_their_words_and_others_in_the_language_of_the_interface() {
        assertThat(targets("reglages")).contains("/settings");
        assertThat(targets("messagerie")).contains("/inbox");
        assertThat(targets("conexions")).contains("/settings/connections");
        assertThat(targets("mailbox")).doesNotContain("/inbox");
        PlainBrowser english =
                PlainBrowser.signedIn(hub, agency.owner()).speaking("en").scripted();
        String page = english.open("/search?q=mailbox").text();
        assertThat(found(TARGET, page)).contains("/inbox");
        assertThat(page).contains("Inbox", "Pages").doesNotContain("Conversations");
    }

    @Test
    void actions_are_found_and_what_the_page_does_only_where_it_does_it() {
        assertThat(targets("nouveau lead")).contains("/pipeline/new");
        assertThat(targets("nouvelle question")).contains("/settings/qa-training/new");
        assertThat(targets("deconnexion")).contains("/sign-out");
        assertThat(targets("sombre")).contains("/preferences/theme");
        assertThat(targets("english")).contains("/preferences/language");
        assertThat(owner().open("/search?q=prendre&keys=te?").text()).contains("data-presses=\"t\"");
        assertThat(owner().open("/search?q=prendre&keys=e?").text()).doesNotContain("data-presses=\"t\"");
        assertThat(owner().open("/search?q=rouvrir&keys=e").text()).contains("data-presses=\"e\"");
    }

    @Test
    void help_is_found_by_its_titles_and_by_what_it_says() {
        assertThat(targets("issue inconnue")).contains("/help/not-sent#unknown");
        assertThat(targets("rafale")).contains("/help/credits");
        assertThat(targets("semaine passée")).contains("/help/credits#counted");
        assertThat(targets("aide")).contains("/help");
    }

    @Test
    void nothing_typed_offers_the_latest_conversations_then_actions_and_pages() {
        String page = owner().open("/search").text();

        assertThat(page).contains("Dernières conversations", "Claire Fontaine");
        assertThat(page.indexOf("Dernières conversations")).isLessThan(page.indexOf("Ajouter un lead"));
        assertThat(page.indexOf("Ajouter un lead")).isLessThan(page.indexOf("href=\"/pipeline\""));
        assertThat(page).doesNotContain("/sign-out", "Aucun résultat");
    }

    @Test
    void another_workspace_s_people_words_leads_and_entries_are_never_found() {
        assertThat(lines("Inès")).isEmpty();
        assertThat(part("poterie")).doesNotContain("/inbox/");
        PlainBrowser other = PlainBrowser.signedIn(hub, neighbour.owner()).scripted();
        for (String words : List.of("fontaine", "639980001", "anniversaire", "vermeer", "zelda", "tournage bois")) {
            assertThat(other.open("/search?q=" + encoded(words)).text())
                    .as(words)
                    .doesNotContain("/contacts/", "/inbox/", "/pipeline/", "/edit\"");
        }
        assertThat(found(LINE, other.open("/search?q=poterie").text())).contains("Inès Moreau");
    }

    @Test
    void a_member_is_not_offered_what_only_owners_may_open() {
        PlainBrowser member = Staff.member(hub, agency).scripted();

        assertThat(targets("variables")).contains("/settings/variables");
        assertThat(member.open("/search?q=variables").text()).doesNotContain("href=\"/settings/variables\"");
        assertThat(member.open("/search?q=cl%C3%A9s").text()).doesNotContain("href=\"/settings/keys\"");
        assertThat(member.open("/search?q=quipe").text()).doesNotContain("href=\"/settings/system\"");
        assertThat(found(TARGET, member.open("/search?q=fontaine").text()))
                .anyMatch(href -> href.startsWith("/contacts/"));
    }

    @Test
    void other_workspaces_of_the_person_are_offered_and_only_theirs() {
        assertThat(hub.part(Workspaces.class)
                        .create("Atelier Mistral", Locale.FRENCH, ZoneId.of("Europe/Paris"), neighbour.owner()))
                .isNotNull();
        PlainBrowser theirs = PlainBrowser.signedIn(hub, neighbour.owner()).scripted();

        assertThat(theirs.open("/search?q=mistral").text()).contains("formaction=\"/workspace\"", "Atelier Mistral");
        assertThat(part("mistral")).doesNotContain("Atelier Mistral");
    }

    @Test
    void hostile_names_and_words_stay_text() {
        assertThat(part("zelda"))
                .contains("&lt;img src=x onerror=alert(1)&gt;Zelda")
                .doesNotContain("<img");
        String page = plain().open("/search?q=" + encoded("\"><script>alert(1)</script>\0%_\\"))
                .text();
        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        assertThat(plain().open("/search?q=" + "a".repeat(5_000)).status()).isEqualTo(200);
        assertThat(plain().open("/search?q=" + encoded("%")).status()).isEqualTo(200);
        assertThat(plain().open("/search?q=" + encoded("' or & | ! :* ( \"")).status())
                .isEqualTo(200);
    }

    @Test
    void without_scripts_it_is_a_page_with_links_and_forms() {
        PlainBrowser.Shown page = plain().open("/search?q=" + encoded("fontaine"));

        assertThat(page.text())
                .contains("<h1>Chercher</h1>", "value=\"fontaine\"", "<h2 class=\"find-heading\"")
                .doesNotContain("role=\"option\"");
        assertThat(found(TARGET, page.text())).contains("/inbox/" + claire.id());
        assertThat(plain().open("/search?q=qzqz").text()).contains("Rien trouvé pour «\u00a0qzqz\u00a0»");
        assertThat(plain().open("/inbox").text()).contains("role=\"search\" action=\"/search\"");
    }

    @Test
    void whoever_is_not_signed_in_finds_nothing() {
        PlainBrowser stranger = new PlainBrowser(hub.address());

        assertThat(stranger.open("/search?q=claire").location()).startsWith("/sign-in");
        assertThat(stranger.scripted().open("/search?q=claire").header("hx-redirect"))
                .isEqualTo("/sign-in");
    }

    @Test
    void no_two_places_of_the_rail_have_the_same_letter() {
        assertThat(hub.context().getBeansOfType(RailEntry.class).values().stream()
                        .map(RailEntry::letter))
                .doesNotHaveDuplicates()
                .contains("i", "c", "p", "s");
    }

    private PlainBrowser plain() {
        return PlainBrowser.signedIn(hub, agency.owner());
    }

    private PlainBrowser owner() {
        return owner.scripted();
    }

    private String part(String words) {
        return owner().open("/search?q=" + encoded(words)).text();
    }

    private List<String> lines(String words) {
        return found(LINE, part(words));
    }

    private List<String> targets(String words) {
        return found(TARGET, part(words));
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String id(ApiCaller.Answered answered) {
        return answered.json().path("id").asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
