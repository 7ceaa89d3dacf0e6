package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.palette.Asked;
import com.digiflowhub.platform.palette.Find;
import com.digiflowhub.platform.palette.PaletteSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the assistant was taught, in the palette, and the way to teach it more. */
@Configuration(proxyBeanMethods = false)
class QaFinds {
    private static final String ADD = "qa.add";

    @Bean
    PaletteSource entriesInThePalette(QaEntries entries, HubClock clock) {
        return new PaletteSource(30, "qa.title", asked -> asked.enough() ? finds(entries, clock, asked) : List.of())
                .allAt(QaTrainingPages.PAGE + "?q=");
    }

    @Bean
    PaletteSource addAnEntryFromThePalette() {
        return new PaletteSource(
                51,
                "palette.actions",
                asked -> asked.means(ADD)
                        ? List.of(Find.page("plus", asked.say(ADD), QaTrainingPages.PAGE + "/new"))
                        : List.of());
    }

    private static List<Find> finds(QaEntries entries, HubClock clock, Asked asked) {
        return entries.search(asked.words(), asked.most() + 1).stream()
                .map(entry -> find(entry, entry.expired(clock.now()), asked))
                .toList();
    }

    private static Find find(QaEntry entry, boolean expired, Asked asked) {
        Find find = Find.page("sparkles", entry.question(), QaTrainingPages.PAGE + "/" + entry.id() + "/edit")
                .about(entry.response());
        return expired ? find.noted(asked.say("qa.expired")) : find;
    }
}
