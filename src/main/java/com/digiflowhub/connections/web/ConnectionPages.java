package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Is it connected, and does it work? A member reads; an owner checks, mends and removes. */
@Controller
@RequestMapping("/settings/connections")
class ConnectionPages {
    private static final String LIST = "list";

    private final Connections connections;
    private final ConnectionViews views;

    ConnectionPages(Connections connections, ConnectionViews views) {
        this.connections = connections;
        this.views = views;
    }

    @GetMapping
    String list(Model model) {
        return showList("connections/list", model);
    }

    /** The live part of the list. */
    @GetMapping("/list")
    String part(Model model) {
        return showList("connections/blocks", model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        return showOne("connections/one", views.require(id), model);
    }

    @GetMapping("/{id}/part")
    String onePart(@PathVariable UUID id, Model model) {
        return showOne("connections/one-part", views.require(id), model);
    }

    @PostMapping("/check")
    String checkAll(SignedIn who, HttpServletRequest request, Model model) {
        who.requireOwner();
        connections.standings().forEach(standing -> {
            var ignored = connections.check(standing.id());
        });
        return back(LIST, request, model);
    }

    @PostMapping("/{id}/check")
    String check(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = LIST) String from,
            HttpServletRequest request,
            Model model) {
        who.requireOwner();
        var ignored = connections.check(known(id));
        return back(from.equals(LIST) ? LIST : id.toString(), request, model);
    }

    /** The button that a finding offered. Only what the last check offered can be pressed. */
    @PostMapping("/{id}/act")
    String act(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String action,
            @RequestParam(defaultValue = LIST) String from,
            HttpServletRequest request,
            Model model) {
        who.requireOwner();
        boolean offered = views.standing(id).findings().stream()
                .anyMatch(finding -> finding.action().filter(action::equals).isPresent());
        if (!offered) {
            throw Problem.refused("not-offered", "No finding of this connection offers that. Check it again.");
        }
        var ignored = connections.act(known(id), action);
        return back(from.equals(LIST) ? LIST : id.toString(), request, model);
    }

    @PostMapping("/{id}/pause")
    String pause(SignedIn who, @PathVariable UUID id) {
        who.requireOwner();
        connections.pause(known(id));
        return "redirect:/settings/connections/" + id;
    }

    @PostMapping("/{id}/resume")
    String resume(SignedIn who, @PathVariable UUID id) {
        who.requireOwner();
        connections.resume(known(id));
        return "redirect:/settings/connections/" + id;
    }

    /** Shows one secret that is there to be pasted into the provider's page. */
    @PostMapping("/{id}/show")
    String show(
            SignedIn who, @PathVariable UUID id, @RequestParam String field, HttpServletRequest request, Model model) {
        who.requireOwner();
        return showOne(byScript(request) ? "connections/one-part" : "connections/one", views.showing(id, field), model);
    }

    @GetMapping("/{id}/remove")
    String askToRemove(SignedIn who, @PathVariable UUID id, Model model) {
        who.requireOwner();
        model.addAttribute("unreadable", connections.unreadable(known(id)));
        return showOne("connections/remove", views.require(id), model);
    }

    @PostMapping("/{id}/remove")
    String remove(SignedIn who, @PathVariable UUID id) {
        who.requireOwner();
        connections.remove(known(id));
        return "redirect:/settings/connections";
    }

    private ConnectionId known(UUID id) {
        return views.standing(id).id();
    }

    private String back(String from, HttpServletRequest request, Model model) {
        if (from.equals(LIST)) {
            return byScript(request) ? part(model) : "redirect:/settings/connections";
        }
        return byScript(request) ? onePart(UUID.fromString(from), model) : "redirect:/settings/connections/" + from;
    }

    private String showList(String template, Model model) {
        List<ConnectionView> all = views.all();
        model.addAttribute("views", all);
        model.addAttribute(
                "offers", views.offers(all).stream().map(one -> one.key()).toList());
        return template;
    }

    private static String showOne(String template, ConnectionView view, Model model) {
        model.addAttribute("view", view);
        return template;
    }

    private static boolean byScript(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
