package com.digiflowhub.identity.web;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.SettingsEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who belongs to the team, and the keys with which programs call. A key is shown once, in the answer that makes it. */
@Controller
class KeyPages {
    private static final String PAGE = "/settings/keys";
    private static final int LONGEST_NAME = 80;

    private final ApiKeys keys;
    private final Members members;

    KeyPages(ApiKeys keys, Members members) {
        this.keys = keys;
        this.members = members;
    }

    @GetMapping("/settings/team")
    String team(SignedIn who, Model model) {
        model.addAttribute("members", members.list());
        model.addAttribute("self", who.user());
        return "identity/team";
    }

    @GetMapping(PAGE)
    String list(SignedIn who, Model model) {
        who.requireOwner();
        return show("", "", Optional.empty(), model);
    }

    @PostMapping(PAGE)
    String create(
            SignedIn who, @RequestParam(defaultValue = "") String name, HttpServletResponse response, Model model) {
        who.requireOwner();
        String given = name.strip();
        if (given.isEmpty() || given.length() > LONGEST_NAME) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(given, given.isEmpty() ? "keys.wrong.required" : "keys.wrong.long", Optional.empty(), model);
        }
        return show("", "", Optional.of(keys.create(given, who.user())), model);
    }

    @PostMapping(PAGE + "/{id}/revoke")
    String revoke(SignedIn who, @PathVariable UUID id) {
        who.requireOwner();
        boolean ignored = keys.revoke(id);
        return "redirect:" + PAGE;
    }

    private String show(String name, String wrong, Optional<ApiKeys.Made> made, Model model) {
        model.addAttribute("keys", keys.list());
        model.addAttribute("name", name);
        model.addAttribute("wrong", wrong);
        model.addAttribute(
                "made", made.map(ApiKeys.Made::key).map(ApiKeys.ApiKey::name).orElse(""));
        model.addAttribute("secret", made.map(one -> one.secret().reveal()).orElse(""));
        return "identity/keys";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry teamInTheSettings() {
            return new SettingsEntry(20, "team.title", "/settings/team");
        }

        @Bean
        SettingsEntry keysInTheSettings() {
            return new SettingsEntry(60, "keys.title", PAGE).onlyForOwners();
        }
    }
}
