package com.digiflowhub.crm.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pipeline's pages as a browser without scripts has them. */
class PipelinePagesTest {
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
    void an_empty_pipeline_is_a_lesson_with_a_button() {
        assertThat(browser.open("/pipeline").text())
                .contains(
                        "Your leads will stand here",
                        "href=\"/pipeline/new\"",
                        "aria-current=\"page\" title=\"Pipeline\"");
        assertThat(browser.speaking("fr").open("/pipeline").text()).contains("Vos leads apparaîtront ici");
    }

    @Test
    void a_lead_is_entered_by_hand_and_whoever_is_known_is_found() {
        browser.open("/pipeline/new");
        PlainBrowser.Shown made = browser.submit(
                "/pipeline/new",
                Map.of(
                        "name",
                        "Claire",
                        "email",
                        "claire@example.com",
                        "value",
                        "1,490.50",
                        "currency",
                        "gbp",
                        "tags",
                        "vip, paris"));
        assertThat(made.status()).isEqualTo(303);
        assertThat(browser.open(made.location()).text())
                .contains("<bdi>Claire</bdi>", "£1,490.50", "value=\"vip, paris\"", "href=\"/contacts/");
        PlainBrowser.Shown again =
                browser.submit("/pipeline/new", Map.of("email", "CLAIRE@example.com", "company", "Fontaine"));
        assertThat(again.location()).isEqualTo(made.location() + "?known=1");
        assertThat(browser.open(again.location()).text())
                .contains("known already", "value=\"Fontaine\"", "<bdi>Claire</bdi>");
    }

    @Test
    void what_was_typed_stays_when_it_is_refused() {
        browser.open("/pipeline/new");
        PlainBrowser.Shown refused = browser.submit("/pipeline/new", Map.of("name", "Typed", "phone", "06 39 98"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("value=\"Typed\"", "The country is missing", "aria-invalid=\"true\"");
        assertThat(browser.submit("/pipeline/new", Map.of("name", "Nobody")).text())
                .contains("needed to find the lead again");
        assertThat(browser.submit("/pipeline/new", Map.of("email", "a@example.com", "value", "many"))
                        .text())
                .contains("no amount of this currency");
        assertThat(browser.submit("/pipeline/new", Map.of("email", "a@example.com", "value", "1.5", "currency", "JPY"))
                        .status())
                .isEqualTo(422);
        assertThat(workspace.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("0");
    }

    @Test
    void a_lead_is_changed_on_its_page_and_a_stranger_s_number_is_refused() {
        String one = enter("one@example.com");
        api.post("/api/hubcrm/leads", Map.of("phone", "+33639980001"));
        browser.open("/pipeline/" + one);
        assertThat(browser.submit("/pipeline/" + one, Map.of("name", "Renamed", "place", "won", "campaign", "spring"))
                        .status())
                .isEqualTo(303);
        assertThat(browser.open("/pipeline/" + one).text())
                .contains("<bdi>Renamed</bdi>", "value=\"spring\"", ">Won</span>");
        PlainBrowser.Shown taken = browser.submit("/pipeline/" + one, Map.of("phone", "+33639980001"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.text()).contains("belongs to somebody else");
        assertThat(browser.open("/pipeline/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void a_filter_stands_in_the_address_and_says_that_sums_count_only_what_is_shown() {
        enter("one@example.com");
        enter("two@example.com");
        assertThat(browser.open("/pipeline?q=one%40").text())
                .contains("One lead is shown; the sums count only it.", "one@example.com")
                .doesNotContain("two@example.com");
        assertThat(browser.open("/pipeline?view=table&q=nobody").text())
                .contains("No lead fits this", "/pipeline?view=table\"");
        assertThat(browser.open("/pipeline?q=%00&owner=x&sort=colour&status=maybe&source=" + "x".repeat(300))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_move_needs_a_place_and_goes_back_to_where_it_was_asked() {
        String one = enter("one@example.com");
        browser.open("/pipeline");
        assertThat(browser.submit("/pipeline/" + one + "/move?q=one", Map.of("to", "won", "from", "lost"))
                        .location())
                .as("it was not seen there")
                .isEqualTo("/pipeline?q=one&moved=" + one + "&was=refused");
        assertThat(browser.submit("/pipeline/" + one + "/move", Map.of("to", "won"))
                        .location())
                .isEqualTo("/pipeline?moved=" + one + "&was=");
        assertThat(browser.submit("/pipeline/" + one + "/move", Map.of("to", "nowhere"))
                        .status())
                .isEqualTo(404);
        assertThat(browser.submit("/pipeline/" + UUID.randomUUID() + "/move", Map.of("to", "won"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void stages_are_named_ordered_and_removed_in_the_settings() {
        enter("one@example.com");
        assertThat(browser.open("/settings/stages").text()).contains("Stages", "value=\"New\"", "one lead");
        assertThat(browser.submit("/settings/stages", Map.of("name", "Quote sent"))
                        .status())
                .isEqualTo(303);
        assertThat(browser.submit("/settings/stages", Map.of("name", "quote sent"))
                        .text())
                .contains("of this name already");
        assertThat(browser.submit("/settings/stages", Map.of("name", " ")).status())
                .isEqualTo(422);
        String first = stage(0);
        assertThat(browser.submit("/settings/stages/" + first + "/name", Map.of("name", "Arrived"))
                        .status())
                .isEqualTo(303);
        assertThat(browser.open("/pipeline").text()).contains("<bdi>Arrived</bdi>");
        assertThat(browser.submit("/settings/stages/" + first + "/remove", Map.of())
                        .text())
                .contains("Choose where they go");
        assertThat(browser.submit("/settings/stages/" + first + "/remove", Map.of("to", stage(4)))
                        .status())
                .isEqualTo(303);
        assertThat(workspace.look("select stage from crm.lead where workspace_id = :here"))
                .containsExactly("Quote sent");
        assertThat(browser.submit("/settings/stages/" + stage(3) + "/place", Map.of("position", "1"))
                        .status())
                .isEqualTo(303);
        assertThat(workspace
                        .look("select name from crm.stage where workspace_id = :here order by position")
                        .getFirst())
                .isEqualTo("Quote sent");
    }

    private String stage(int n) {
        return api.get("/api/hubcrm/stages")
                .json()
                .path("items")
                .get(n)
                .path("id")
                .asString();
    }

    private String enter(String email) {
        return api.post("/api/hubcrm/leads", Map.of("email", email))
                .json()
                .path("id")
                .asString();
    }
}
