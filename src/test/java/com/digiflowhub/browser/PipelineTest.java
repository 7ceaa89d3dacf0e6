package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline in a browser: cards move by pointer, key and menu, and back; the table is edited where it stands. */
@InTheBrowser
class PipelineTest {
    /** Long enough for a page to hear of a change and to draw itself anew. */
    private static final int RENEWAL_MS = 1_000;

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final ApiCaller api = agency.api();
    private String tom = "";
    private String gwen = "";
    private String first = "";
    private String second = "";
    private String third = "";

    @BeforeEach
    void two_leads() {
        tom = enter("Tom Ashworth", "tom@example.com", 14_200);
        gwen = enter("Gwen Rees", "gwen@example.com", 18_750.5);
        var stages = api.get("/api/hubcrm/stages").json().path("items");
        first = "#column-" + stages.get(0).path("id").asString();
        second = "#column-" + stages.get(1).path("id").asString();
        third = "#column-" + stages.get(2).path("id").asString();
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_card_is_dragged_both_sums_tell_and_the_drop_can_be_undone() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/pipeline").see(card(tom));
            assertThat(look.text(first + " .sum")).contains("€32,950.50");
            look.page().hover(card(tom) + " .card-more");
            look.page().mouse().down();
            look.page().hover(second);
            var over = look.page().locator(second).boundingBox();
            for (int step = 0; step < 5; step++) {
                look.page().mouse().move(over.x + 60, over.y + 80 + step * 8);
            }
            look.waitForText(first + " .delta", "− €14,200");
            look.waitForText(second + " .delta", "+ €14,200");
            look.page().mouse().up();
            look.see(second + " " + card(tom));
            look.waitForText(second + " .sum", "€14,200");
            look.waitForText(first + " .sum", "€18,750.50");
            look.waitForText("#undo", "Tom Ashworth is now at “Contacted”.");
            Patience.waitUntil(
                    "nothing hangs in the air", () -> look.text(".delta").isBlank());
            look.see("#undo button").click();
            look.see(first + " " + card(tom));
            assertThat(stage(tom)).isEqualTo("new");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void arrows_go_from_card_to_card_and_with_shift_they_take_it_along() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/pipeline").see(card(gwen) + " .card-name").focus();
            look.page().keyboard().press("ArrowDown");
            assertThat(focused(look)).isEqualTo("card-" + tom);
            look.page().keyboard().press("Shift+ArrowRight");
            look.see(second + " " + card(tom));
            Patience.waitUntil("the focus goes along", () -> focused(look).equals("card-" + tom));
            look.page().keyboard().press("Shift+ArrowRight");
            look.see(third + " " + card(tom));
            Patience.waitUntil("the focus goes along", () -> focused(look).equals("card-" + tom));
            assertThat(stage(tom)).isEqualTo("qualified");
            look.page().keyboard().press("ArrowLeft");
            assertThat(focused(look)).as("over the empty column").isEqualTo("card-" + gwen);
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void the_menu_of_a_card_moves_it_and_whoever_came_late_is_told() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.PHONE.in("en"))) {
            look.at("/pipeline").see(card(tom) + " summary").click();
            look.see(card(tom) + " .mover[open]");
            api.put("/api/hubcrm/leads/" + tom, Map.of("status", "lost"));
            look.see(card(tom) + " button:has-text('Won')").click();
            look.waitForText("#undo", "Somebody else moved Tom Ashworth meanwhile: to “Lost”");
            assertThat(api.get("/api/hubcrm/leads/" + tom).json().path("status").asString())
                    .isEqualTo("lost");
            assertThat(look.page().locator(".column-tabs").isVisible()).isTrue();
            assertThat(PageRules.overflows(look)).isEmpty();
        }
    }

    @Test
    void a_menu_stays_open_when_a_renewal_comes_that_was_on_its_way_before() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.page()
                    .route(
                            "**/pipeline/part*",
                            route -> {
                                var late = route.fetch();
                                look.see(card(tom) + " summary").click();
                                route.fulfill(new Route.FulfillOptions().setResponse(late));
                            },
                            new Page.RouteOptions().setTimes(1));
            look.at("/pipeline").see(card(gwen));
            look.see(card(tom) + " .mover[open]");
            enter("Encore une", "encore@example.com", 1);
            look.see(card(tom) + " button:has-text('Won')").click();
            look.waitForText("#undo", "Tom Ashworth is now");
            look.waitForText("#pipeline", "Encore une");
        }
    }

    @Test
    void a_renewal_does_not_take_away_what_waits_for_its_answer() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/pipeline").see(card(tom) + " summary").click();
            look.page().route("**/move*", route -> {
                var answer = route.fetch();
                enter("Encore une", "encore@example.com", 1);
                look.page().waitForTimeout(RENEWAL_MS);
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
            });
            look.see(card(tom) + " button:has-text('Won')").click();
            look.waitForText("#undo", "Tom Ashworth is now");
            look.waitForText("#pipeline", "Encore une");
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void what_others_do_is_seen_without_a_reload() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/pipeline").see(card(tom));
            api.put("/api/hubcrm/leads/" + tom, Map.of("stage", "qualified", "value", 10));
            look.see(third + " " + card(tom));
            look.waitForText(third + " .sum", "10\u00a0€");
            enter("Encore une", "encore@example.com", 1);
            look.waitForText(first, "Encore une");
        }
    }

    @Test
    void a_row_of_the_table_is_saved_as_soon_as_a_field_is_left_and_a_wrong_figure_stays() {
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            look.at("/pipeline?view=table").see("#value-" + tom).fill("1 250,75");
            look.page().keyboard().press("Enter");
            Patience.waitUntil(
                    "saved",
                    () -> agency.look("select value from crm.lead where id = '" + tom + "'")
                            .contains("125075"));
            look.page().locator("#place-" + tom).selectOption("won");
            Patience.waitUntil(
                    "won",
                    () -> agency.look("select status from crm.lead where id = '" + tom + "'")
                            .contains("won"));
            look.page().locator("#owner-" + tom).selectOption(agency.owner().toString());
            Patience.waitUntil(
                    "owned",
                    () -> agency.look("select owner_id from crm.lead where id = '" + tom + "'")
                            .contains(agency.owner().toString()));
            look.page().locator("#value-" + tom).fill("beaucoup");
            look.page().locator("#place-" + gwen).focus();
            look.waitForText("#row-" + tom, "Ce n’est pas un montant");
            look.page().evaluate("() => document.activeElement.blur()");
            api.put("/api/hubcrm/leads/" + gwen, Map.of("company", "Atelier Stern"));
            look.page().waitForTimeout(RENEWAL_MS);
            look.page().locator("#place-" + gwen).selectOption("won");
            Patience.waitUntil(
                    "the other row is saved",
                    () -> agency.look("select status from crm.lead where id = '" + gwen + "'")
                            .contains("won"));
            look.page().waitForTimeout(RENEWAL_MS);
            assertThat(look.text("#row-" + tom)).contains("Ce n’est pas un montant");
            assertThat(look.page().locator("#value-" + tom).inputValue()).isEqualTo("beaucoup");
            assertThat(agency.look("select value from crm.lead where id = '" + tom + "'"))
                    .containsExactly("125075");
        }
    }

    @Test
    void beside_the_conversation_the_lead_is_moved() {
        Scene scene = new Scene(hub, agency);
        var conversation = scene.writes(CLAIRE, "Bonjour");
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en"))) {
            look.at("/inbox/" + conversation.id())
                    .see("#person .chooser select")
                    .selectOption("won");
            look.see("#person .chooser button").click();
            look.waitForText("#person", "Won");
            Patience.waitUntil(
                    "won",
                    () -> agency.look("select status from crm.lead where workspace_id = :here and contact_id = '"
                                    + conversation.contact() + "'")
                            .contains("won"));
            look.see("#person .card-link a").click();
            look.waitForText("h1", CLAIRE.name());
            assertThat(look.complaints()).isEmpty();
        }
    }

    @Test
    void without_scripts_a_card_moves_by_its_menu_and_comes_back() {
        try (Look look =
                Browser.look(hub, agency, Browser.Screen.DESKTOP.in("en").withoutScripts())) {
            look.at("/pipeline?q=tom").see(card(tom) + " summary").click();
            look.see(card(tom) + " button:has-text('Qualified')").click();
            look.waitForText("#undo", "Tom Ashworth is now at “Qualified”");
            look.see("#undo button").click();
            look.see(first + " " + card(tom));
            assertThat(look.text("#pipeline")).contains("One lead is shown").doesNotContain("Gwen");
        }
    }

    @Test
    void hostile_names_stay_text_and_in_their_place() {
        api.put(
                "/api/hubcrm/leads/" + tom,
                Map.of(
                        "name",
                        "<img src=x onerror=alert(1)>\u202Eevil " + "W".repeat(60),
                        "company",
                        "مرحبا ".repeat(20)));
        for (Browser.Screen screen :
                new Browser.Screen[] {Browser.Screen.PHONE.sized(360, 740), Browser.Screen.DESKTOP}) {
            for (String page : new String[] {"/pipeline", "/pipeline?view=table", "/pipeline/" + tom}) {
                try (Look look = Browser.look(hub, agency, screen)) {
                    look.at(page).see("h1");
                    assertThat(look.count("#main img")).isZero();
                    assertThat(PageRules.overflows(look)).as(page).isEmpty();
                    assertThat(look.complaints()).isEmpty();
                }
            }
        }
    }

    private String enter(String name, String email, double value) {
        return api.post("/api/hubcrm/leads", Map.of("name", name, "email", email, "value", value))
                .json()
                .path("id")
                .asString();
    }

    private String stage(String lead) {
        return api.get("/api/hubcrm/leads/" + lead).json().path("stage").asString();
    }

    private static String card(String lead) {
        return "#card-" + lead;
    }

    private static String focused(Look look) {
        return String.valueOf(look.page().evaluate("() => document.activeElement.closest('[data-lead]')?.id ?? ''"));
    }
}
