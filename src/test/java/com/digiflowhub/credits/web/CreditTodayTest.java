package com.digiflowhub.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.credits.Credits;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The credits on Today: how many, how long they last, and what happens then. */
class CreditTodayTest {
    private static final String CARD = "/today/cards/credits";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Credits credits = hub.part(Credits.class);
    private final PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_new_workspace_has_a_hundred_and_no_forecast() {
        assertThat(browser.open(CARD).text())
                .contains("<b>100</b>", "Rien n’a été utilisé ces 7 derniers jours.", "href=\"/settings/credits\"")
                .doesNotContain("assez");
        assertThat(browser.speaking("en").open(CARD).text()).contains("left", "Nothing was used");
    }

    @Test
    void what_lasts_long_is_not_told_to_the_day_and_what_ends_soon_is() {
        spend(1, "a");
        assertThat(browser.open(CARD).text()).contains("<b>99,8</b>", "assez pour plus d’un an", "une analyse");
        spend(100, "b");
        String soon = browser.open(CARD).text();
        assertThat(soon).contains("<b>79,8</b>", "assez jusqu’au <strong>", "101 analyses");
    }

    @Test
    void used_up_it_says_what_goes_on_and_unlimited_nothing_is_counted() {
        spend(500, "c");
        assertThat(browser.open(CARD).text()).contains("<b>0</b>", "Vous n’avez plus de crédits.");
        agency.run(() -> credits.setUnlimited(true));
        assertThat(browser.open(CARD).text())
                .contains("Illimité", "Rien n’est décompté.")
                .doesNotContain("plus de crédits");
    }

    private void spend(int times, String what) {
        for (int n = 0; n < times; n++) {
            String reference = what + n;
            agency.run(() -> credits.settle(credits.hold(UUID.randomUUID(), reference)));
        }
    }
}
