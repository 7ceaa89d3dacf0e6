package com.digiflowhub.demo.web;

import com.digiflowhub.contacts.PhoneNumbers;
import com.digiflowhub.demo.OnlyInDemo;
import com.digiflowhub.demo.SimulatedProviders;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.Phone;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A lead's phone beside the hub. The address holds which lead's phone it is and whose faults are shown; every form leads back to the page,
 * and what a script sends takes from it the part that changed.
 */
@Controller
@OnlyInDemo
@RequestMapping("/sandbox")
class SandboxPages {
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_NAME = 60;
    private static final int MOST_PHONES = 500;

    private final SimulatedProviders providers;
    private final Views views;
    private final LookAgain lookAgain;

    SandboxPages(SimulatedProviders providers, Views views, LookAgain lookAgain) {
        this.providers = providers;
        this.views = views;
        this.lookAgain = lookAgain;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            @RequestParam(defaultValue = "") String adding,
            Model model) {
        return show(lead, faults, !adding.isEmpty(), model);
    }

    @GetMapping("/phone")
    String phone(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            Model model) {
        model.addAttribute("faults", known(faults));
        views.phone(sandbox(), one(lead), model);
        return "demo/screen";
    }

    @GetMapping("/glance")
    String glance(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            Model model) {
        model.addAttribute("faults", known(faults));
        views.glance(one(lead), model);
        return "demo/glance";
    }

    @GetMapping("/happened")
    String happened(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            Model model) {
        Optional<Phone> phone = one(lead);
        views.happened(sandbox(), phone, known(faults), views.glance(phone, model), model);
        return "demo/happened";
    }

    @PostMapping("/messages")
    String write(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "text") String kind) {
        Phone phone = one(lead).orElseThrow(() -> Problem.notFound("phone"));
        String words = text.strip();
        if (words.length() > LONGEST_TEXT) {
            throw Problem.invalid("text", "A message has at most 4096 characters.");
        }
        if (!kind.equals("text")) {
            phone.sends(Enclosure.of(sandbox().whatsApp(), running().trade().place(), kind, words)
                    .orElseThrow(() -> Problem.invalid("kind", "A phone cannot send that.")));
        } else if (!words.isEmpty()) {
            phone.writes(words);
        }
        return back(phone, faults);
    }

    /** A button under a message of the business, pressed. */
    @PostMapping("/choices")
    String choose(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            @RequestParam(defaultValue = "") String choice) {
        Phone phone = one(lead).orElseThrow(() -> Problem.notFound("phone"));
        Handset.of(phone, "").choices().stream()
                .filter(offered -> offered.id().equals(choice))
                .findFirst()
                .ifPresent(offered -> phone.sends(Enclosure.pressed(offered)));
        return back(phone, faults);
    }

    @PostMapping("/leads")
    String add(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number,
            HttpServletResponse response,
            Model model) {
        Optional<String> plain = PhoneNumbers.canonical(number).map(written -> written.substring(1));
        String called = name.strip();
        boolean named = !called.isEmpty() && called.length() <= LONGEST_NAME;
        if (!named || plain.isEmpty() || sandbox().whatsApp().phones().size() >= MOST_PHONES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("givenName", name);
            model.addAttribute("givenNumber", number);
            model.addAttribute("wrong", named ? "number" : "name");
            return show(lead, faults, true, model);
        }
        return back(sandbox().phone(plain.get(), called), faults);
    }

    @PostMapping("/faults/{provider}/{fault}")
    String turn(
            @PathVariable String provider,
            @PathVariable String fault,
            @RequestParam(defaultValue = "false") boolean on,
            @RequestParam(defaultValue = "") String lead) {
        if (!Switchboard.turn(sandbox(), provider, fault, on)) {
            throw Problem.notFound("fault");
        }
        return back(lead, provider);
    }

    @PostMapping("/faults")
    String restore(
            @RequestParam(defaultValue = "") String lead,
            @RequestParam(defaultValue = Switchboard.WHATSAPP) String faults) {
        Switchboard.restore(sandbox());
        return back(lead, known(faults));
    }

    private String show(String lead, String faults, boolean adding, Model model) {
        if (providers.here().isEmpty()) {
            return "demo/soon";
        }
        model.addAttribute("trade", running().trade());
        lookAgain.whenSomethingHappens(sandbox());
        Optional<Phone> phone = one(lead);
        model.addAttribute("adding", adding || phone.isEmpty());
        model.addAttribute("phones", phones().stream().map(Phone::person).toList());
        views.tiles(model);
        views.phone(sandbox(), phone, model);
        views.happened(sandbox(), phone, known(faults), views.glance(phone, model), model);
        return "demo/sandbox";
    }

    /** The phone that was asked for, else the one on which something happened last. */
    private Optional<Phone> one(String lead) {
        return sandbox().whatsApp().findPhone(lead).or(() -> phones().stream().findFirst());
    }

    /** The one last used first; among those never used, by name. */
    private List<Phone> phones() {
        return sandbox().whatsApp().phones().stream()
                .sorted(Comparator.comparing(Views::lastUsed)
                        .reversed()
                        .thenComparing(phone -> phone.person().name()))
                .toList();
    }

    private Sandbox sandbox() {
        return running().sandbox();
    }

    private SimulatedProviders.Running running() {
        return providers.here().orElseThrow(() -> Problem.notFound("sandbox yet"));
    }

    private static String known(String faults) {
        return Switchboard.PROVIDERS.contains(faults) ? faults : Switchboard.WHATSAPP;
    }

    private static String back(Phone phone, String faults) {
        return back(phone.person().number().orElse(phone.person().userId()), known(faults));
    }

    private static String back(String lead, String faults) {
        return "redirect:/sandbox?lead=" + URLEncoder.encode(lead, StandardCharsets.UTF_8) + "&faults=" + faults;
    }
}
