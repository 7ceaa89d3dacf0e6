package com.digiflowhub.browser;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every page of the hub: those in the rail and in the settings, whoever brought them, a conversation, and the sign-in. */
@InTheBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesHoldTest {
    private static final Browser.Screen PHONE_360 =
            Browser.Screen.PHONE.sized(360, 740).in("en");

    private final RunningHub hub = RunningHub.shared();
    private final List<String> pages = new ArrayList<>();
    private ConnectedWorkspace agency;
    private ConnectedWorkspace fresh;

    @BeforeAll
    void fill_the_pages() {
        agency = hub.newWorkspace();
        fresh = hub.newWorkspace();
        Scene scene = new Scene(hub, agency);
        scene.asks(TOM, "Je préfère parler à quelqu’un");
        scene.sends(MOUNIR, """
                {"type":"image","image":{"id":"9","mime_type":"image/jpeg","caption":"mon attestation"}}""");
        Conversation shown = scene.answered(CLAIRE, "C’est combien ?", "La formation coûte 490 €.");
        scene.team(shown, "Voici le programme.");
        scene.team(shown, "Et le plan d’accès.");
        scene.becomes("Voici le programme.", "unknown", "answer-lost");
        scene.becomes("Et le plan d’accès.", "failed", "131026");
        Stream.concat(
                        hub.context().getBeansOfType(RailEntry.class).values().stream()
                                .map(RailEntry::href),
                        hub.context().getBeansOfType(SettingsEntry.class).values().stream()
                                .map(SettingsEntry::href))
                .distinct()
                .sorted()
                .forEach(pages::add);
        pages.add("/inbox/" + shown.id());
        pages.add("/inbox?q=formation");
        String lead = agency.look("select id from crm.lead where workspace_id = :here order by id limit 1")
                .getFirst();
        hub.change("update crm.lead set value = 1234567, stage_since = stage_since - interval '20 days' where id = '"
                + lead + "'");
        pages.add("/pipeline?view=table&q=a");
        pages.add("/pipeline/new");
        pages.add("/pipeline/" + lead);
    }

    @AfterAll
    void leave() {
        agency.close();
        fresh.close();
    }

    @Test
    void on_a_screen_in_french_pages_can_be_used_by_everybody_by_day_and_night_and_also_at_twice_the_size() {
        assertThat(broken(
                        Browser.Screen.DESKTOP,
                        look -> all(
                                PageRules.wcag(look),
                                PageRules.faintFields(look),
                                PageRules.rawKeys(look),
                                PageRules.inline(look),
                                PageRules.overflows(look),
                                PageRules.smallTargets(look, 24),
                                PageRules.standsStill(look),
                                atNight(look),
                                atTwiceTheSize(look),
                                PageRules.laterVisit(look),
                                look.complaints())))
                .isEmpty();
    }

    @Test
    void on_a_small_phone_in_english_nothing_overflows_and_every_target_can_be_hit_nor_anything_on_a_large_screen() {
        assertThat(broken(
                        PHONE_360,
                        look -> all(
                                PageRules.overflows(look),
                                PageRules.smallTargets(look, 44),
                                PageRules.rawKeys(look),
                                look.complaints(),
                                sized(look, Browser.Screen.DESKTOP.sized(1280, 800), PageRules::overflows))))
                .isEmpty();
    }

    @Test
    void a_first_visit_is_light() {
        for (String page : List.of("/today", "/inbox", "/pipeline", "/settings/connections", "/settings/qa-training")) {
            try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
                look.at(page).see("main");
                assertThat(PageRules.weight(look)).as(page).isLessThanOrEqualTo(PageRules.FIRST_VISIT_BYTES);
            }
        }
    }

    /** What colours decide; the theme follows the machine. */
    private static List<String> atNight(Look look) {
        look.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        List<String> found = all(PageRules.contrast(look), PageRules.faintFields(look));
        look.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return found;
    }

    private static List<String> atTwiceTheSize(Look look) {
        return sized(look, Browser.Screen.DESKTOP.sized(720, 450), PageRules::overflows);
    }

    private static List<String> sized(Look look, Browser.Screen other, Function<Look, List<String>> rule) {
        ViewportSize before = look.page().viewportSize();
        look.page().setViewportSize(other.width(), other.height());
        List<String> found = rule.apply(look);
        look.page().setViewportSize(before.width, before.height);
        return found;
    }

    @SafeVarargs
    private static List<String> all(List<String>... found) {
        return Stream.of(found).flatMap(List::stream).toList();
    }

    /** All pages as the agency has them, those of a new workspace, and the sign-in: what breaks the rule, by page. */
    private Map<String, List<String>> broken(Browser.Screen screen, Function<Look, List<String>> rule) {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        everyPage(screen, rule, broken);
        return broken;
    }

    private void everyPage(Browser.Screen screen, Function<Look, List<String>> rule, Map<String, List<String>> broken) {
        try (Look look = Browser.look(hub, agency, screen)) {
            pages.forEach(page -> check(look, page, screen, rule, broken));
        }
        try (Look look = Browser.look(hub, fresh, screen)) {
            check(look, "/inbox", screen, rule, broken);
            check(look, "/pipeline", screen, rule, broken);
        }
        try (Look look = Browser.stranger(hub, screen)) {
            check(look, "/sign-in", screen, rule, broken);
        }
    }

    private static void check(
            Look look,
            String page,
            Browser.Screen screen,
            Function<Look, List<String>> rule,
            Map<String, List<String>> broken) {
        look.at(page).see("main");
        List<String> found = rule.apply(look);
        if (!found.isEmpty()) {
            broken.put(page + " " + screen.language() + " " + screen.width(), found);
        }
    }
}
