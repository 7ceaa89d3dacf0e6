package com.digiflowhub.identity.web;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.Passwords;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.platform.web.Frames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first person of a fresh hub names the company and makes an account, once, by the link that the console printed. */
@Controller
class SetUpPages {
    private static final List<String> FIELDS = List.of("workspace", "name", "email", "password");
    private static final int LONGEST = 120;

    private final OneTimeLinks links;
    private final FirstOwner owner;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SetUpPages(OneTimeLinks links, FirstOwner owner, Passwords passwords, Sessions sessions, SessionCookie cookie) {
        this.links = links;
        this.owner = owner;
        this.passwords = passwords;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping("/set-up/{code}")
    String page(@PathVariable String code, Model model) {
        return show(code, good(code), Map.of(), Map.of(), model);
    }

    @PostMapping("/set-up/{code}")
    String create(
            @PathVariable String code,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!good(code)) {
            response.setStatus(HttpStatus.GONE.value());
            return show(code, false, Map.of(), Map.of(), model);
        }
        Map<String, String> wrong = wrong(form);
        if (!wrong.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(code, true, form, wrong, model);
        }
        Optional<FirstOwner.Founded> founded = links.open(code, OneTimeLinks.Purpose.FIRST_OWNER)
                .flatMap(opened -> owner.found(founding(form, Frames.language(request))));
        founded.flatMap(made -> sessions.begin(made.owner())).ifPresent(session -> cookie.write(response, session));
        return founded.isPresent() ? "redirect:/" : show(code, false, Map.of(), Map.of(), model);
    }

    private boolean good(String code) {
        return owner.missing() && links.good(code, OneTimeLinks.Purpose.FIRST_OWNER);
    }

    private Map<String, String> wrong(Map<String, String> form) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = form.getOrDefault(field, "").strip();
            if (value.isEmpty() || (!field.equals("password") && value.length() > LONGEST)) {
                wrong.put(field, "set-up.required");
            }
        }
        if (!wrong.containsKey("email")
                && !form.getOrDefault("email", "").strip().matches("[^@\\s]+@[^@\\s]+")) {
            wrong.put("email", "set-up.no-email");
        }
        if (!wrong.containsKey("password")) {
            passwords.refusal(form.getOrDefault("password", "")).ifPresent(why -> wrong.put("password", why));
        }
        return wrong;
    }

    private static FirstOwner.Founding founding(Map<String, String> form, Locale language) {
        return new FirstOwner.Founding(
                form.getOrDefault("email", "").strip(),
                form.getOrDefault("name", "").strip(),
                form.getOrDefault("password", ""),
                form.getOrDefault("workspace", "").strip(),
                language,
                zone(form.getOrDefault("zone", "")));
    }

    private static ZoneId zone(String told) {
        try {
            return ZoneId.of(told);
        } catch (DateTimeException unknown) {
            return ZoneId.of("UTC");
        }
    }

    private static String show(
            String code, boolean good, Map<String, String> given, Map<String, String> wrong, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("good", good);
        model.addAttribute("given", given);
        model.addAttribute("wrong", wrong);
        return "identity/set-up";
    }
}
