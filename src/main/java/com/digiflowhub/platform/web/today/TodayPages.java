package com.digiflowhub.platform.web.today;

import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.platform.web.Visitor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What needs me now? The page, and each of its parts for its renewal. */
@Controller
class TodayPages {
    private final Today today;
    private final ObjectProvider<RailEntry> rail;

    TodayPages(Today today, ObjectProvider<RailEntry> rail) {
        this.today = today;
        this.rail = rail;
    }

    @GetMapping("/today")
    String page(Model model) {
        model.addAttribute("today", today);
        return "today/page";
    }

    @GetMapping("/today/headline")
    String headline(Model model) {
        model.addAttribute("today", today);
        return "today/headline";
    }

    @GetMapping("/today/cards/{key}")
    String card(@PathVariable String key, Model model) {
        boolean owner = today.visitor().map(Visitor::owner).orElse(false);
        model.addAttribute("today", today);
        model.addAttribute("card", today.find(key, owner).orElseThrow(() -> Problem.notFound("part of the page")));
        return "today/card";
    }

    /** The numbers in the rail, for pages that are open while they change. */
    @GetMapping("/rail")
    String counts(Model model) {
        model.addAttribute(
                "places",
                rail.stream()
                        .filter(entry -> entry.group() == RailEntry.Group.WORK)
                        .map(entry ->
                                new Frame.Place(entry, false, entry.waiting().getAsInt()))
                        .toList());
        return "frame/counts";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheRail {
        @Bean
        RailEntry todayInTheRail(ObjectProvider<Today> today) {
            return RailEntry.work(10, "today.title", "/today", "sun")
                    .counting(() -> today.getObject().waiting());
        }
    }
}
