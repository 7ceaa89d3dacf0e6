package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Provider;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Connecting an account and changing what it needs. What was kept is checked at once, so that the page that follows tells how it is. */
@Controller
@RequestMapping("/settings/connections")
class ConnectionForms {
    private static final String NAME = "_name";
    private static final int MADE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connections connections;
    private final Providers providers;
    private final ConnectionViews views;

    ConnectionForms(Connections connections, Providers providers, ConnectionViews views) {
        this.connections = connections;
        this.providers = providers;
        this.views = views;
    }

    @GetMapping("/new/{provider}")
    String empty(SignedIn who, @PathVariable String provider, Model model) {
        who.requireOwner();
        return show(newForm(provider, ""), model);
    }

    @PostMapping("/new/{provider}")
    String create(
            SignedIn who,
            @PathVariable String provider,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        Map<String, String> given = last(sent);
        ConnectionForm form = newForm(provider, given.getOrDefault(NAME, "")).holding(given, Map.of());
        Map<String, String> complete = withMade(form, given);
        return finish(connections.create(provider, form.name(), complete), form, response, model);
    }

    @GetMapping("/{id}/edit")
    String edit(SignedIn who, @PathVariable UUID id, Model model) {
        who.requireOwner();
        Standing standing = views.standing(id);
        return show(editForm(standing, standing.name()).holding(standing.settings(), standing.secrets()), model);
    }

    @PostMapping("/{id}/edit")
    String update(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        Standing standing = views.standing(id);
        Map<String, String> given = last(sent);
        ConnectionForm form = editForm(standing, given.getOrDefault(NAME, "")).holding(given, standing.secrets());
        return finish(connections.update(standing.id(), form.name(), given), form, response, model);
    }

    private String finish(Saved saved, ConnectionForm form, HttpServletResponse response, Model model) {
        return switch (saved) {
            case Saved.Kept kept -> {
                var ignored = connections.check(kept.connection().id());
                yield "redirect:/settings/connections/" + kept.connection().id();
            }
            case Saved.Wrong wrong -> refused(form.wrong(wrong.field(), wrong.code()), response, model);
            case Saved.Taken taken -> refused(form.taken(taken.account()), response, model);
        };
    }

    private static String refused(ConnectionForm form, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(form, model);
    }

    private ConnectionForm newForm(String provider, String name) {
        return ConnectionForm.of("/settings/connections/new/" + provider, provider(provider), name);
    }

    private ConnectionForm editForm(Standing standing, String name) {
        return ConnectionForm.of(
                "/settings/connections/" + standing.id() + "/edit", provider(standing.provider()), name);
    }

    private Provider provider(String key) {
        return providers.find(key).orElseThrow(() -> Problem.notFound("provider"));
    }

    /** What is to be pasted at the provider's need not be invented by the person. */
    private static Map<String, String> withMade(ConnectionForm form, Map<String, String> given) {
        Map<String, String> complete = new HashMap<>(given);
        form.inputs().stream()
                .filter(Settings.Input::pasted)
                .filter(input -> given.getOrDefault(input.name(), "").isBlank())
                .forEach(input -> complete.put(input.name(), made()));
        return complete;
    }

    private static String made() {
        byte[] random = new byte[MADE_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The last value of each name: a switch that is on comes behind its own "off". */
    private static Map<String, String> last(MultiValueMap<String, String> sent) {
        Map<String, String> last = new HashMap<>();
        sent.forEach((name, values) -> last.put(name, values.getLast()));
        return last;
    }

    private static String show(ConnectionForm form, Model model) {
        model.addAttribute("form", form);
        return "connections/form";
    }
}
