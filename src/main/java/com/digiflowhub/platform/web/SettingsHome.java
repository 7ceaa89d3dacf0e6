package com.digiflowhub.platform.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The settings lead to their first page. */
@Controller
class SettingsHome {
    private final List<SettingsEntry> entries;

    SettingsHome(List<SettingsEntry> entries) {
        this.entries = entries;
    }

    @GetMapping("/settings")
    String first() {
        return entries.stream()
                .filter(entry -> !entry.forOwners())
                .min(Comparator.comparingInt(SettingsEntry::position))
                .map(entry -> "redirect:" + entry.href())
                .orElse("redirect:/");
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheRail {
        @Bean
        RailEntry settingsInTheRail() {
            return RailEntry.foot(20, "settings.title", "/settings", "settings");
        }
    }
}
