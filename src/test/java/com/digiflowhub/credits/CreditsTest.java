package com.digiflowhub.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.api.Tokens;
import com.digiflowhub.platform.ledger.Entry;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an analysis costs, what the owner adds, and what both see of it. */
class CreditsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Credits credits = hub.part(Credits.class);

    @Test
    void a_new_workspace_starts_with_a_hundred() {
        assertThat(agency.in(credits::standing)).isEqualTo(new Standing(1_000, 0, false, 0, 0, 0));
        assertThat(agency.in(() -> credits.entries(Optional.empty(), 10)))
                .extracting(entry -> entry.words().why())
                .containsExactly("start");
        assertThat(agency.in(credits::usedUp)).isFalse();
    }

    @Test
    void an_analysis_costs_two_tenths_once_and_nothing_when_it_was_not_made() {
        UUID conversation = UUID.randomUUID();
        Hold made = agency.in(() -> credits.hold(conversation, "a"));
        Hold failed = agency.in(() -> credits.hold(conversation, "b"));
        agency.run(() -> {
            credits.settle(made);
            credits.settle(made);
            credits.release(failed);
        });
        assertThat(agency.in(() -> credits.hold(conversation, "a"))).isEqualTo(new Hold.Free());
        Standing standing = agency.in(credits::standing);
        assertThat(standing).isEqualTo(new Standing(998, 0, false, 2, 2, 1));
        assertThat(standing.daysLeft()).hasValue(3_493);
        assertThat(standing.aConversation()).hasValue(0.2);
        assertThat(agency.in(() -> credits.dearest(5))).hasSize(1);
    }

    @Test
    void at_zero_no_analysis_is_paid_until_the_owner_adds_some() {
        for (int n = 0; n < 500; n++) {
            spend("n" + n);
        }
        assertThat(agency.in(() -> credits.hold(UUID.randomUUID(), "more"))).isEqualTo(new Hold.UsedUp());
        assertThat(agency.in(credits::usedUp)).isTrue();
        PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
        assertThat(browser.open("/inbox").text()).contains("Plus de crédits");
        UUID grant = agency.in(() -> credits.grant(500, "novembre", agency.owner()));
        assertThat(agency.in(() -> credits.hold(UUID.randomUUID(), "more"))).isInstanceOf(Hold.Kept.class);
        Entry newest = agency.in(() -> credits.entries(Optional.empty(), 1)).getFirst();
        assertThat(newest.id()).isEqualTo(grant);
        assertThat(newest.words().note()).isEqualTo("novembre");
        assertThat(newest.words().by()).contains(agency.owner().value());
    }

    @Test
    void unlimited_nothing_is_counted_and_then_it_is_again() {
        agency.run(() -> credits.setUnlimited(true));
        assertThat(agency.in(() -> credits.hold(UUID.randomUUID(), "a"))).isEqualTo(new Hold.Free());
        agency.run(() -> credits.setUnlimited(false));
        assertThat(agency.in(() -> credits.hold(UUID.randomUUID(), "a"))).isInstanceOf(Hold.Kept.class);
    }

    @Test
    void programs_read_the_balance_and_its_entries_page_by_page() {
        spend("a");
        spend("b");
        ApiCaller api = agency.api();
        JsonNode now = api.get("/api/credits").json();
        assertThat(now.path("balance").asDouble()).isEqualTo(99.6);
        assertThat(now.path("usedUp").asBoolean()).isFalse();
        assertThat(now.path("costPerConversation").asDouble()).isEqualTo(0.2);
        JsonNode first = api.get("/api/credits/entries?limit=2").json();
        assertThat(first.at("/items/0/amount").asDouble()).isEqualTo(-0.2);
        assertThat(first.at("/items/0/kind").asString()).isEqualTo("analysis");
        JsonNode second = api.get("/api/credits/entries?limit=2&cursor="
                        + first.path("nextCursor").asString())
                .json();
        assertThat(second.at("/items/0/amount").asDouble()).isEqualTo(100);
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(hub.caller().get("/api/credits").status()).isEqualTo(401);
    }

    @Test
    void an_owner_grants_by_the_api_and_a_key_may_not() {
        ApiCaller owner = owner();
        ApiCaller.Answered granted = owner.post("/api/credits/grants", Map.of("amount", 12.5, "reason", "test"));
        assertThat(granted.status()).isEqualTo(201);
        assertThat(granted.json().path("balance").asDouble()).isEqualTo(112.5);
        assertThat(owner.post("/api/credits/grants", Map.of("unlimited", true, "reason", "pilot"))
                        .json()
                        .path("unlimited")
                        .asBoolean())
                .isTrue();
        assertThat(agency.api()
                        .post("/api/credits/grants", Map.of("amount", 1, "reason", "x"))
                        .status())
                .isEqualTo(403);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("amount", 0, "reason", "x"),
                Map.of("amount", -5, "reason", "x"),
                Map.of("amount", 0.25, "reason", "x"),
                Map.of("amount", 1e12, "reason", "x"),
                Map.of("reason", "x"))) {
            ApiCaller.Answered refused = owner.post("/api/credits/grants", wrong);
            assertThat(refused.status()).as("%s", wrong).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isEqualTo("amount");
        }
        assertThat(owner.post("/api/credits/grants", Map.of("amount", 1))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("reason");
    }

    @Test
    void the_page_shows_balance_forecast_and_entries_and_takes_a_grant() {
        spend("a");
        PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
        assertThat(browser.open("/settings/credits").text())
                .contains("99,8")
                .contains("au rythme des 7 derniers jours")
                .contains("0,2 en moyenne sur 1 conversation")
                .contains("Crédits d’un nouvel espace");
        var wrong = browser.submit("/settings/credits", Map.of("amount", "beaucoup", "reason", "x"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("beaucoup").contains("un chiffre au plus");
        assertThat(browser.submit("/settings/credits", Map.of("amount", "20,5", "reason", "offert"))
                        .status())
                .isEqualTo(303);
        assertThat(browser.open("/settings/credits").text()).contains("120,3").contains("offert");
    }

    @Test
    void another_workspace_sees_nothing_of_it() {
        spend("a");
        assertThat(hub.newWorkspace().in(() -> credits.dearest(5))).isEmpty();
    }

    private void spend(String reference) {
        agency.run(() -> credits.settle(credits.hold(UUID.randomUUID(), reference)));
    }

    private ApiCaller owner() {
        return hub.caller().bearer(Tokens.of(hub, agency.ownerUser()));
    }
}
