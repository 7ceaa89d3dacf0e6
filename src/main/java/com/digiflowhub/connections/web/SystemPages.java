package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionHealth;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.database.DatabaseFacts;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.platform.work.DeadLetters;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the machine could not do by itself: work that was given up, deliveries that could not be read, queues that stand still. Here, and not
 * with the work, because this is the lowest room that sees both what came in and what is to be done.
 */
@Controller
@RequestMapping("/settings/system")
class SystemPages {
    private static final String PAGE = "redirect:/settings/system?done=";
    private static final List<String> DONE = List.of("replayed", "dropped", "resumed", "gone");
    private static final int MOST = 100;

    private final DeadLetters letters;
    private final Work work;
    private final Envelopes envelopes;
    private final ConnectionHealth health;
    private final DatabaseFacts database;

    SystemPages(DeadLetters letters, Work work, Envelopes envelopes, ConnectionHealth health, DatabaseFacts database) {
        this.letters = letters;
        this.work = work;
        this.envelopes = envelopes;
        this.health = health;
        this.database = database;
    }

    @GetMapping
    String page(SignedIn who, @RequestParam(defaultValue = "") String done, Model model) {
        who.requireOwner();
        model.addAttribute("letters", letters.newest(MOST));
        model.addAttribute("count", letters.count());
        model.addAttribute("unreadable", envelopes.unreadable());
        model.addAttribute("unclaimed", health.unclaimed());
        model.addAttribute("pauses", work.pauses());
        model.addAttribute("facts", database.read());
        model.addAttribute("version", version());
        model.addAttribute("done", DONE.contains(done) ? done : "");
        return "system/page";
    }

    @PostMapping("/letters/{id}/replay")
    String replay(SignedIn who, @PathVariable long id) {
        who.requireOwner();
        return PAGE + (letters.replay(id) ? "replayed" : "gone");
    }

    @PostMapping("/letters/{id}/drop")
    String drop(SignedIn who, @PathVariable long id) {
        who.requireOwner();
        return PAGE + (letters.drop(id) ? "dropped" : "gone");
    }

    @PostMapping("/queues/resume")
    String resume(SignedIn who, @RequestParam String queue) {
        who.requireOwner();
        work.resume(queue);
        return PAGE + "resumed";
    }

    private static String version() {
        return Optional.ofNullable(SystemPages.class.getPackage().getImplementationVersion())
                .orElse("");
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry systemInTheSettings(DeadLetters letters) {
            return new SettingsEntry(90, "system.title", "/settings/system")
                    .onlyForOwners()
                    .counting(letters::count);
        }
    }
}
