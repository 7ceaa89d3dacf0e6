package com.digiflowhub.platform.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The bare address leads to the first place of the rail. */
@Controller
class Home {
    private final List<RailEntry> rail;

    Home(List<RailEntry> rail) {
        this.rail = rail;
    }

    @GetMapping("/")
    String home() {
        return rail.stream()
                .min(Comparator.comparing(RailEntry::group).thenComparingInt(RailEntry::position))
                .map(first -> "redirect:" + first.href())
                .orElse("redirect:/status");
    }
}
