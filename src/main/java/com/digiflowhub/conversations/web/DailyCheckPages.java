package com.digiflowhub.conversations.web;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.reconciliation.Reconciliations;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Is anything missing? Each day's account, what is missing or was set aside, and any delivery that is kept, to be read again. */
@Controller
@RequestMapping(DailyCheckPages.PAGE)
class DailyCheckPages {
    static final String PAGE = "/settings/daily-check";
    private static final List<String> DONE = List.of("asked", "read", "gone");

    private final Reconciliations reconciliations;
    private final Envelopes envelopes;

    DailyCheckPages(Reconciliations reconciliations, Envelopes envelopes) {
        this.reconciliations = reconciliations;
        this.envelopes = envelopes;
    }

    @GetMapping
    String page(
            SignedIn who,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        model.addAttribute("done", DONE.contains(done) ? done : "");
        return show(who, DailyCheck.Sought.of(day, id, before), "reconciliation/page", model);
    }

    @GetMapping("/part")
    String part(
            SignedIn who,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        return show(who, DailyCheck.Sought.of(day, id, before), "reconciliation/part", model);
    }

    @PostMapping("/check")
    String check(SignedIn who, @RequestParam(defaultValue = "") String day) {
        who.requireOwner();
        boolean asked =
                reconciliations.ask(DailyCheck.Sought.of(day, "", "").day().orElseGet(reconciliations::today));
        return "redirect:" + PAGE + "?done=" + (asked ? "asked" : "gone");
    }

    @PostMapping("/deliveries/{envelope}/read")
    String readAgain(SignedIn who, @PathVariable UUID envelope) {
        who.requireOwner();
        return "redirect:" + PAGE + "?done=" + (reconciliations.readAgain(envelope) ? "read" : "gone");
    }

    private String show(SignedIn who, DailyCheck.Sought sought, String template, Model model) {
        who.requireOwner();
        model.addAttribute(
                "seen",
                new DailyCheck(
                        reconciliations.today(),
                        reconciliations.days(),
                        reconciliations.countMissing(),
                        reconciliations.missing(),
                        envelopes.unreadable(),
                        sought,
                        sought.anything()
                                ? reconciliations.find(sought.day(), sought.id(), sought.before())
                                : new Envelopes.Found(List.of(), Optional.empty())));
        return template;
    }

    /** Where the frame shows it: in the settings always, on Today only when something is missing. */
    @Configuration(proxyBeanMethods = false)
    static class Places {
        @Bean
        SettingsEntry dailyCheckInTheSettings(Reconciliations reconciliations) {
            return new SettingsEntry(88, "reconciliation.title", PAGE)
                    .onlyForOwners()
                    .counting(reconciliations::countMissing);
        }

        @Bean
        TodayCard missingToday(Reconciliations reconciliations) {
            return TodayCard.of(
                            290,
                            "missing",
                            Place.MAIN,
                            frame -> Optional.of(reconciliations.countMissing())
                                    .filter(count -> count > 0)
                                    .map(count -> new Shown("reconciliation/today", Map.of("count", count))))
                    .after(Reconciliations.TOPIC)
                    .needing("today.missing.need", reconciliations::countMissing)
                    .onlyForOwners();
        }
    }
}
