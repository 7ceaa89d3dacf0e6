package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionHealth;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.platform.web.today.FirstStep;
import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import com.digiflowhub.platform.work.DeadLetters;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On Today: how the connections are, and work that was given up. */
@Configuration(proxyBeanMethods = false)
class ConnectionsToday {
    @Bean
    TodayCard howConnectionsAre(ConnectionViews views, ConnectionHealth health) {
        return TodayCard.of(200, "connections", Place.ASIDE, frame -> {
                    var all = views.all();
                    return Optional.of(
                            new Shown("connections/today", Map.of("views", all, "offers", views.offers(all))));
                })
                .after("connection")
                .needing("today.connections.need", () -> health.count().broken());
    }

    @Bean
    TodayCard whatWasGivenUp(DeadLetters letters, Envelopes envelopes) {
        return TodayCard.of(
                        300,
                        "given-up",
                        Place.MAIN,
                        frame -> Optional.of(givenUp(letters, envelopes))
                                .filter(count -> count > 0)
                                .map(count -> new Shown("system/today", Map.of("count", count))))
                .after("dead-letter")
                .needing("today.given-up.need", () -> givenUp(letters, envelopes))
                .onlyForOwners();
    }

    /** Providers reach a hub, and people trust it, only behind https. */
    @Bean
    FirstStep publicAddressFirst(PublicAddresses addresses) {
        return new FirstStep(
                45,
                "address",
                "/settings/variables",
                () -> addresses.unencrypted().isEmpty());
    }

    private static int givenUp(DeadLetters letters, Envelopes envelopes) {
        return letters.count() + envelopes.unreadable().size();
    }
}
