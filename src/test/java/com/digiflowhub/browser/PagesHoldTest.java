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
    void by_day_in_french_pages_can_be_used_by_everybody_and_keep_to_themselves_also_at_twice_the_size() {
        assertThat(broken(Browser.Screen.DESKTOP, look -> {
                    List<String> found = new ArrayList<>(onAScreen(look));
                    look.page().setViewportSize(720, 450);
                    found.addAll(PageRules.overflows(look));
                    look.page().setViewportSize(Browser.Screen.DESKTOP.width(), Browser.Screen.DESKTOP.height());
                    return found;
                }))
                .isEmpty();
    }

    @Test
    void by_night_in_english_pages_can_be_used_by_everybody_and_keep_to_themselves() {
        assertThat(broken(Browser.Screen.DESKTOP.atNight().in("en"), PagesHoldTest::onAScreen))
                .isEmpty();
    }

    @Test
    void on_a_small_phone_nothing_overflows_and_every_target_can_be_hit() {
        assertThat(broken(
                        Browser.Screen.PHONE.sized(360, 740).in("en"),
                        look -> all(
                                PageRules.wcag(look),
                                PageRules.faintFields(look),
                                PageRules.overflows(look),
                                PageRules.smallTargets(look, 44))))
                .isEmpty();
    }

    @Test
    void a_first_visit_is_light() {
        for (String page : List.of("/today", "/inbox", "/pipeline", "/settings/connections", "/settings/qa-training")) {
            try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
                assertThat(weigh(look, page)).as(page).isLessThanOrEqualTo(PageRules.FIRST_VISIT_BYTES);
            }
        }
    }

    @Test
    void later_visits_are_lighter_and_pages_stand_still_while_they_load() {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        try (Look look = Browser.look(hub, agency, Browser.Screen.DESKTOP)) {
            for (String page : pages) {
                int first = weigh(look, page);
                double shift = PageRules.layoutShift(look);
                int later = weigh(look, page);
                if (later > PageRules.LATER_VISIT_BYTES || shift >= PageRules.LAYOUT_SHIFT) {
                    broken.put(page, List.of("first " + first, "later " + later, "shift " + shift));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Accessible, words instead of keys, silent, no code in the text, nothing cut off or too small to be hit. */
    private static List<String> onAScreen(Look look) {
        return all(
                PageRules.wcag(look),
                PageRules.faintFields(look),
                PageRules.rawKeys(look),
                look.complaints(),
                PageRules.inline(look),
                PageRules.overflows(look),
                PageRules.smallTargets(look, 24));
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
            broken.put(page + " " + screen.language() + (screen.dark() ? " dark " : " ") + screen.width(), found);
        }
    }

    private static int weigh(Look look, String page) {
        look.at(page).see("main");
        return PageRules.weight(look);
    }
}
