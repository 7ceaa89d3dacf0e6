package com.digiflowhub.credits.web;

import com.digiflowhub.credits.Credits;
import com.digiflowhub.platform.web.today.FirstStep;
import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The credits on Today: how many, and for how long. */
@Configuration(proxyBeanMethods = false)
class CreditToday {
    @Bean
    TodayCard howManyCredits(Credits credits) {
        return TodayCard.of(
                        100,
                        "credits",
                        Place.ASIDE,
                        frame -> Optional.of(new Shown("credits/today", Map.of("standing", credits.standing()))))
                .after("credits");
    }

    @Bean
    FirstStep creditsFirst(Credits credits) {
        return new FirstStep(5, "credits", CreditPages.PAGE, () -> !credits.usedUp());
    }
}
