package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.SettingsEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who the assistant speaks for and how: a draft, what it changes, the versions and the way back. */
@Controller
public class AiConfigPages {
    private static final String PAGE = "/settings/ai-config";

    private final AiConfigurations configurations;
    private final Users users;

    AiConfigPages(AiConfigurations configurations, Users users) {
        this.configurations = configurations;
        this.users = users;
    }

    /** A version as the page lists it: what it changed of the one before it. */
    public record Shown(int n, boolean inForce, Instant at, String by, List<ConfigField.Difference> changed) {
        public Shown {
            changed = List.copyOf(changed);
        }
    }

    @GetMapping(PAGE)
    String page(@RequestParam(defaultValue = "") String done, Model model) {
        return show(configurations.draft(), Optional.empty(), done.matches("[a-z]{1,20}") ? done : "", model);
    }

    /** {@code act} is the button that was pressed: the draft is kept, and published if that was asked. */
    @PostMapping(PAGE)
    String write(
            SignedIn who,
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "keep") String act,
            HttpServletResponse response,
            Model model) {
        AiConfiguration written = ConfigField.read(typed);
        Optional<ConfigField> wrong = ConfigField.tooLong(written);
        if (wrong.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(written, wrong, "", model);
        }
        if (act.equals("publish")) {
            configurations.publish(written, Optional.of(who.user()));
            return "redirect:" + PAGE + "?done=published";
        }
        configurations.write(written, who.user());
        return "redirect:" + PAGE + "?done=kept";
    }

    @PostMapping(PAGE + "/forget")
    String forget() {
        configurations.forget();
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/versions/{n}/return")
    String back(SignedIn who, @PathVariable int n) {
        AiConfigurations.Version version = configurations.version(n).orElseThrow(() -> Problem.notFound("version"));
        configurations.publish(version.configuration(), Optional.of(who.user()));
        return "redirect:" + PAGE + "?done=published";
    }

    private String show(AiConfiguration written, Optional<ConfigField> wrong, String done, Model model) {
        AiConfiguration current = configurations.current();
        model.addAttribute("fields", List.of(ConfigField.values()));
        model.addAttribute("written", written);
        model.addAttribute("wrong", wrong.map(ConfigField::member).orElse(""));
        model.addAttribute("draft", ConfigField.differences(current, written));
        model.addAttribute("versions", versions());
        model.addAttribute("done", done);
        return "training/config";
    }

    private List<Shown> versions() {
        List<AiConfigurations.Version> all = configurations.versions();
        Map<UserId, String> names = names(all);
        List<Shown> shown = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            AiConfigurations.Version version = all.get(at);
            AiConfiguration before = at + 1 < all.size() ? all.get(at + 1).configuration() : AiConfiguration.NONE;
            shown.add(new Shown(
                    version.n(),
                    at == 0,
                    version.publishedAt(),
                    version.publishedBy()
                            .map(user -> names.getOrDefault(user, "?"))
                            .orElse(""),
                    ConfigField.differences(before, version.configuration())));
        }
        return shown;
    }

    private Map<UserId, String> names(List<AiConfigurations.Version> versions) {
        var people = versions.stream()
                .flatMap(version -> version.publishedBy().stream())
                .collect(Collectors.toSet());
        return people.isEmpty() ? Map.of() : users.names(people);
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry aiConfigInTheSettings() {
            return new SettingsEntry(25, "ai.title", PAGE);
        }
    }
}
