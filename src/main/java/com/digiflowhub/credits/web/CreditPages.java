package com.digiflowhub.credits.web;

import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.Spenders;
import com.digiflowhub.credits.Spenders.Spender;
import com.digiflowhub.credits.Standing;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.platform.ledger.Entry;
import com.digiflowhub.platform.ledger.Given;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.platform.web.TopSign;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How many credits are left, how long they last, what they went to; the owner adds some. */
@Controller
class CreditPages {
    static final String PAGE = "/settings/credits";
    private static final int DEAREST = 10;
    private static final int LONGEST_REASON = 200;

    private final Credits credits;
    private final Users users;
    private final ObjectProvider<Spenders> spenders;

    CreditPages(Credits credits, Users users, ObjectProvider<Spenders> spenders) {
        this.credits = credits;
        this.users = users;
        this.spenders = spenders;
    }

    @GetMapping(PAGE)
    String page(@RequestParam(defaultValue = "") String after, Model model) {
        return show(after, "", "", "", model);
    }

    @PostMapping(PAGE)
    String grant(
            SignedIn who,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        Optional<Long> tenths = tenths(amount);
        String why = reason.strip();
        if (tenths.isEmpty() || why.isEmpty() || why.length() > LONGEST_REASON) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show("", amount, reason, tenths.isEmpty() ? "amount" : "reason", model);
        }
        UUID ignored = credits.grant(tenths.get(), why, who.user());
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/unlimited")
    String unlimited(SignedIn who, @RequestParam boolean unlimited) {
        who.requireOwner();
        credits.setUnlimited(unlimited);
        return "redirect:" + PAGE;
    }

    private static Optional<Long> tenths(String written) {
        try {
            return CreditShapes.tenths(
                    Double.parseDouble(written.strip().replace(',', '.').replace(" ", "")));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private String show(String after, String amount, String reason, String wrong, Model model) {
        Optional<UUID> from = after.isEmpty() ? Optional.empty() : Optional.of(Listing.cursor(after));
        List<Entry> found = credits.entries(from, Listing.USUAL + 1);
        boolean more = found.size() > Listing.USUAL;
        List<Entry> entries = more ? found.subList(0, Listing.USUAL) : found;
        List<Given.For> dearest = credits.dearest(DEAREST);
        Standing standing = credits.standing();
        model.addAttribute("standing", standing);
        model.addAttribute("entries", entries);
        model.addAttribute("next", more ? entries.getLast().id().toString() : "");
        model.addAttribute("dearest", dearest);
        model.addAttribute("spenders", spenders(entries, dearest));
        model.addAttribute("people", people(entries));
        model.addAttribute("amount", amount);
        model.addAttribute("reason", reason);
        model.addAttribute("wrong", wrong);
        return "credits/page";
    }

    private Map<UUID, Spender> spenders(List<Entry> entries, List<Given.For> dearest) {
        Set<UUID> subjects = new HashSet<>();
        entries.forEach(entry -> entry.words().subject().ifPresent(subjects::add));
        dearest.forEach(one -> subjects.add(one.subject()));
        Map<UUID, Spender> known = new HashMap<>();
        spenders.forEach(module -> known.putAll(module.of(subjects)));
        return known;
    }

    private Map<UUID, String> people(List<Entry> entries) {
        Set<UserId> wanted = new HashSet<>();
        entries.forEach(entry -> entry.words().by().map(UserId::new).ifPresent(wanted::add));
        Map<UUID, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            users.names(wanted).forEach((user, name) -> names.put(user.value(), name));
        }
        return names;
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry creditsInTheSettings() {
            return new SettingsEntry(50, "credits.title", PAGE);
        }

        /** Whoever wonders why scores are by rule sees it at the top of every page. */
        @Bean
        TopSign creditsAtTheTop(Credits credits) {
            return new TopSign(
                    45,
                    TopSign.Place.RIGHT,
                    () -> credits.usedUp()
                            ? Optional.of(new TopSign.Sign(
                                    "amber", "alert-triangle", "credits.sign.used-up", List.of(), PAGE))
                            : Optional.empty());
        }
    }
}
