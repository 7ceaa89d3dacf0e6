package com.digiflowhub.platform.web.today;

import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.platform.web.Visitor;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The first steps: on Today until they are done or put aside, and always among the settings. */
@Controller
class GuidePages {
    private static final String PAGE = "/settings/first-steps";
    private static final String[] CHANGED_BY = {
        "connection", "conversation", "knowledge", "ai-config", "credits", "lead", "contact"
    };

    private final Guide guide;
    private final Today today;

    GuidePages(Guide guide, Today today) {
        this.guide = guide;
        this.today = today;
    }

    @GetMapping(PAGE)
    String page(Model model) {
        Visitor ignored = owner();
        model.addAttribute("guide", guide.view());
        return "today/steps";
    }

    @PostMapping(PAGE + "/put-aside")
    String putAside() {
        guide.putAside(owner().name());
        return "redirect:/today";
    }

    @PostMapping(PAGE + "/take-back")
    String takeBack() {
        Visitor ignored = owner();
        guide.takeBack();
        return "redirect:/today";
    }

    private Visitor owner() {
        return today.visitor()
                .filter(Visitor::owner)
                .orElseThrow(() -> Problem.forbidden("Only an owner of the workspace may do this."));
    }

    @Configuration(proxyBeanMethods = false)
    static class Places {
        @Bean
        SettingsEntry firstStepsInTheSettings() {
            return new SettingsEntry(5, "steps.title", PAGE).onlyForOwners();
        }

        @Bean
        TodayCard firstStepsToday(Guide guide) {
            return TodayCard.of(900, "steps", Place.MAIN, frame -> shown(guide))
                    .after(CHANGED_BY)
                    .wishing("steps.left", guide::open)
                    .onlyForOwners();
        }

        private static Optional<Shown> shown(Guide guide) {
            return Optional.of(guide.view())
                    .filter(view -> !view.aside() && view.left() > 0)
                    .map(view -> new Shown("today/guide", Map.of("guide", view)));
        }
    }
}
