package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.settings.GivenVariables;
import com.digiflowhub.platform.settings.GivenVariables.Given;
import com.digiflowhub.platform.settings.Variables;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.platform.web.SettingsEntry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What each variable that the hub was started with became. Names and places only: a value may be a secret. */
@Controller
class VariablePages {
    private final GivenVariables variables;
    private final Providers providers;
    private final PublicAddresses addresses;
    private final boolean live;

    VariablePages(GivenVariables variables, Providers providers, PublicAddresses addresses, Environment environment) {
        this.variables = variables;
        this.providers = providers;
        this.addresses = addresses;
        this.live = !"demo".equals(environment.getProperty("HUB_MODE", "live"));
    }

    @GetMapping("/settings/variables")
    String page(SignedIn who, Model model) {
        who.requireOwner();
        for (GivenVariables.Fate fate : GivenVariables.Fate.values()) {
            model.addAttribute(
                    fate.name().toLowerCase(java.util.Locale.ROOT),
                    variables.all().stream()
                            .filter(given -> given.fate() == fate)
                            .map(this::became)
                            .toList());
        }
        model.addAttribute("meant", sorted(variables.perhapsMeant()));
        model.addAttribute(
                "addresses",
                List.of(
                        reached("APP_URL", addresses.app()),
                        reached("API_URL", addresses.api()),
                        reached("WEBHOOKS_URL", addresses.webhooks())));
        model.addAttribute("live", live);
        return "system/variables";
    }

    private VariableView.Became became(Given given) {
        List<VariableView.Sets> sets = providers.all().stream()
                .flatMap(provider -> Settings.inputs(provider.settings()).stream()
                        .filter(input -> input.variables().contains(given.name()))
                        .map(input -> new VariableView.Sets(provider.key(), input.name())))
                .toList();
        return new VariableView.Became(given, sets, sets.isEmpty() && Variables.ofProvider(given.name()));
    }

    private VariableView.Reached reached(String variable, URI address) {
        boolean red =
                addresses.unencrypted().stream().anyMatch(one -> one.variable().equals(variable));
        return new VariableView.Reached(variable, address.toString(), red);
    }

    private static Map<String, String> sorted(Map<String, String> names) {
        return new TreeMap<>(names);
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry variablesInTheSettings(GivenVariables variables) {
            return new SettingsEntry(80, "variables.title", "/settings/variables")
                    .onlyForOwners()
                    .counting(() -> variables.perhapsMeant().size());
        }
    }
}
