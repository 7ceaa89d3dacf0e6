package com.digiflowhub.crm.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Board and table as a browser without scripts has them: columns, sums, filters, moves and the way back. */
class PipelineBoardTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller api = workspace.api();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void columns_sum_each_currency_for_itself_the_greatest_first() {
        enter("a", Map.of("value", 1000));
        enter("b", Map.of("value", 490.5));
        enter("c", Map.of("value", 200, "currency", "GBP"));
        enter("d", Map.of("value", 0));
        enter("e", Map.of("value", 70, "status", "won"));
        assertThat(column("new")).contains("<span class=\"count\">4</span>", "<b>€1,490.50 + £200</b>");
        assertThat(column("contacted")).contains("<span class=\"count\">0</span>", "<b>€0</b>");
        String won = section("won");
        assertThat(won).contains("<span class=\"count\">1</span>", "<b>€70</b>", "<bdi>e</bdi>");
        assertThat(browser.speaking("fr").open("/pipeline").text().replaceAll("[\u00a0\u202f]", " "))
                .contains("1 490,50 € + 200 £", "<bdi>Nouveau</bdi>", "<bdi>Gagné</bdi>");
    }

    @Test
    void filters_hold_together_stay_in_every_link_and_form_and_can_be_taken_off() {
        enter("Zoe", Map.of("source", "ads & co", "value", 5));
        enter("Zack", Map.of("source", "site", "value", 7));
        String query = "?view=table&q=Z&source=ads+%26+co&sort=-value";
        String text = browser.open("/pipeline" + query).text();
        assertThat(text).contains("One lead is shown", "<bdi>Zoe</bdi>").doesNotContain("<bdi>Zack</bdi>");
        assertThat(text)
                .contains("/row?view=table&amp;q=Z&amp;source=ads+%26+co&amp;sort=-value\"")
                .contains("href=\"/pipeline?view=table&amp;sort=-value\">Show all")
                .contains("href=\"/pipeline?q=Z&amp;source=ads+%26+co&amp;sort=-value\"")
                .contains("value=\"ads &amp; co\" selected", "value=\"-value\" selected");
        assertThat(browser.speaking("fr").open("/pipeline?q=Z").text()).contains("2 leads sont affichés");
        assertThat(browser.open("/pipeline?view=table&status=lost").text())
                .contains("Aucun lead ne correspond", "value=\"lost\" selected");
        assertThat(browser.open("/pipeline?owner=" + workspace.owner()).text()).contains("Aucun lead ne correspond");
    }

    @Test
    void the_table_is_in_the_order_that_was_asked_for() {
        enter("Bea", Map.of("value", 5));
        enter("Abe", Map.of("value", 9));
        enter("Cat", Map.of("value", 1));
        assertThat(order("name")).isEqualTo("Abe Bea Cat");
        assertThat(order("-name")).isEqualTo("Cat Bea Abe");
        assertThat(order("-value")).isEqualTo("Abe Bea Cat");
        assertThat(order("value")).isEqualTo("Cat Bea Abe");
        assertThat(order("createdAt")).isEqualTo("Bea Abe Cat");
        assertThat(order("nonsense")).as("the last changed first").isEqualTo("Cat Abe Bea");
    }

    @Test
    void a_column_shows_fifty_cards_and_says_how_many_more_there_are() {
        for (int n = 0; n < 51; n++) {
            enter("n" + n, Map.of());
        }
        assertThat(column("new"))
                .contains("<span class=\"count\">51</span>", "href=\"/pipeline?view=table\">One more in the table");
        assertThat(column("new").split("class=\"lead-card\"", -1)).hasSize(51);
        assertThat(browser.open("/pipeline?view=table").text()).contains("<bdi>n0</bdi>", "<bdi>n50</bdi>");
    }

    @Test
    void a_move_says_where_the_lead_went_and_is_undone_by_a_button() {
        String lead = enter("Claire", Map.of());
        String first = stage(0);
        browser.open("/pipeline");
        PlainBrowser.Shown moved = browser.submit("/pipeline/" + lead + "/move", Map.of("to", "won", "from", first));
        assertThat(moved.location()).isEqualTo("/pipeline?moved=" + lead + "&was=" + first);
        assertThat(browser.open(moved.location()).text())
                .contains("Claire is now at “Won”", "name=\"to\" value=\"" + first + "\"", "Undo");
        PlainBrowser.Shown undone = browser.submit("/pipeline/" + lead + "/move", Map.of("to", first));
        assertThat(browser.open(undone.location()).text())
                .contains("Claire is now at “New”")
                .doesNotContain("Undo");
        assertThat(browser.speaking("fr").open(moved.location()).text()).contains("Annuler");
        assertThat(browser.open("/pipeline?moved=" + lead + "&was=%3Cb%3Ex").text())
                .doesNotContain("Annuler", "<b>x");
    }

    @Test
    void a_move_from_where_the_lead_no_longer_is_changes_nothing_and_says_where_it_is() {
        String lead = enter("Claire", Map.of("stage", "qualified"));
        browser.open("/pipeline");
        PlainBrowser.Shown late = browser.submit("/pipeline/" + lead + "/move", Map.of("to", "lost", "from", stage(0)));
        assertThat(browser.open(late.location()).text())
                .contains("Somebody else moved Claire meanwhile: to “Qualified”")
                .doesNotContain("Undo");
        assertThat(browser.speaking("fr").open(late.location()).text().replaceAll("[\u00a0\u202f]", " "))
                .contains("Quelqu’un a déplacé Claire entre-temps, vers « Qualifié »");
        assertThat(browser.submitBare("/pipeline/" + lead + "/move", Map.of("to", "lost"))
                        .status())
                .as("a stranger's form")
                .isEqualTo(403);
        assertThat(api.get("/api/hubcrm/leads/" + lead).json().path("status").asString())
                .isEqualTo("open");
    }

    @Test
    void a_scripted_move_is_answered_with_the_part_or_quietly_by_its_status() {
        String lead = enter("Claire", Map.of());
        browser.open("/pipeline");
        browser.scripted();
        String move = "/pipeline/" + lead + "/move";
        PlainBrowser.Shown late = browser.submit(move, Map.of("to", "won", "from", "lost"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("Somebody else moved Claire").doesNotContain("<html");
        assertThat(browser.submit(move, Map.of("to", "won", "from", "lost", "quiet", "1"))
                        .status())
                .isEqualTo(409);
        assertThat(browser.submit(move, Map.of("to", "won", "from", stage(0), "quiet", "1"))
                        .status())
                .isEqualTo(204);
        PlainBrowser.Shown done = browser.submit(move, Map.of("to", stage(1), "from", "won"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("is now at “Contacted”", "value=\"won\"", "id=\"undo\"");
    }

    @Test
    void a_row_is_changed_in_place_and_a_wrong_amount_stays_in_its_row() {
        String one = enter("One", Map.of("value", 10));
        enter("Two", Map.of("value", 20, "currency", "JPY"));
        browser.open("/pipeline?view=table");
        PlainBrowser.Shown saved = browser.submit(
                "/pipeline/" + one + "/row?sort=name",
                Map.of(
                        "value",
                        "1,234.50",
                        "place",
                        stage(2),
                        "ownerId",
                        workspace.owner().toString()));
        assertThat(saved.location()).isEqualTo("/pipeline?view=table&sort=name");
        String stored = api.get("/api/hubcrm/leads/" + one).text();
        assertThat(stored)
                .contains(
                        "\"value\":1234.50",
                        "\"stage\":\"qualified\"",
                        workspace.owner().toString());
        PlainBrowser.Shown wrong =
                browser.submit("/pipeline/" + one + "/row", Map.of("value", "12 <b>", "place", "won"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("value=\"12 &lt;b>\"", "id=\"wrong-" + one + "\"", "That is no amount", "value=\"20\"")
                .doesNotContain("12 <b>");
        assertThat(api.get("/api/hubcrm/leads/" + one).text()).isEqualTo(stored);
        assertThat(browser.submit("/pipeline/" + one + "/row", Map.of("value", "", "ownerId", ""))
                        .status())
                .isEqualTo(303);
        assertThat(api.get("/api/hubcrm/leads/" + one).text()).contains("\"value\":0.00", "\"ownerId\":null");
    }

    private String order(String sort) {
        String rows = browser.open("/pipeline?view=table&sort=" + sort).text();
        return java.util.regex.Pattern.compile("<td><a href=\"/pipeline/[^\"]+\"><bdi>([^<]*)</bdi>")
                .matcher(rows)
                .results()
                .map(row -> row.group(1))
                .collect(java.util.stream.Collectors.joining(" "));
    }

    private String column(String stage) {
        return section(workspace
                .look("select id from crm.stage where workspace_id = :here and name = '" + stage + "'")
                .getFirst());
    }

    private String section(String place) {
        String page = browser.open("/pipeline").text();
        int begin = page.indexOf("id=\"column-" + place + "\"");
        assertThat(begin).as(place).isPositive();
        return page.substring(begin, page.indexOf("</section>", begin));
    }

    private String stage(int n) {
        return api.get("/api/hubcrm/stages")
                .json()
                .path("items")
                .path(n)
                .path("id")
                .asString();
    }

    private String enter(String name, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", name);
        body.put("externalId", "x-" + name);
        ApiCaller.Answered made = api.post("/api/hubcrm/leads", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }
}
