package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.assistant.score.HotLeads;
import com.digiflowhub.platform.web.today.FirstStep;
import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the assistant brings to Today: leads that became hot, and what it must be told before it can answer. */
@Configuration(proxyBeanMethods = false)
class AssistantToday {
    private static final int MOST_HOT = 5;

    @Bean
    TodayCard hotToday(HotLeads leads) {
        return TodayCard.of(
                        400,
                        "hot",
                        Place.MAIN,
                        frame -> Optional.of(leads.lately(MOST_HOT))
                                .filter(hot -> !hot.isEmpty())
                                .map(hot -> new Shown("assistant/today-hot", Map.of("leads", hot))))
                .after("contact", "conversation");
    }

    @Bean
    FirstStep companyFirst(AiConfigurations configurations) {
        return new FirstStep(
                10,
                "company",
                "/settings/ai-config",
                () -> !configurations.current().companyName().isBlank());
    }

    @Bean
    FirstStep answersFirst(QaEntries entries) {
        return new FirstStep(20, "answers", "/settings/qa-training", () -> entries.count() > 0);
    }

    @Bean
    FirstStep modelFirst(Models models) {
        return new FirstStep(
                30, "model", "/settings/connections", () -> models.inForce().isPresent());
    }
}
