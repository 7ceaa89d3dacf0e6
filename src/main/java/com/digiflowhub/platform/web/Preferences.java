package com.digiflowhub.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language and theme, kept in the browser; the page one came from is shown again. */
@Controller
class Preferences {
    private static final Duration KEPT = Duration.ofDays(365);

    private final PublicAddresses addresses;

    Preferences(PublicAddresses addresses) {
        this.addresses = addresses;
    }

    @PostMapping("/preferences/language")
    String language(@RequestParam String value, HttpServletRequest request, HttpServletResponse response) {
        return keep(Frames.LANGUAGE_COOKIE, List.of("fr", "en"), value, request, response);
    }

    @PostMapping("/preferences/theme")
    String theme(@RequestParam String value, HttpServletRequest request, HttpServletResponse response) {
        return keep(Frames.THEME_COOKIE, List.of("light", "dark", "system"), value, request, response);
    }

    private String keep(
            String cookie,
            List<String> allowed,
            String value,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!allowed.contains(value)) {
            throw Problem.invalid("value", "value must be one of " + allowed + ".");
        }
        ResponseCookie kept = ResponseCookie.from(cookie, value)
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(addresses.secure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, kept.toString());
        return "redirect:" + back(request);
    }

    /** The path of the page one came from, never another host's. */
    private static String back(HttpServletRequest request) {
        String from = request.getHeader("Referer");
        if (from == null) {
            return "/";
        }
        try {
            URI page = URI.create(from);
            String path = page.getRawPath();
            boolean ours = request.getServerName().equals(page.getHost()) && path != null && path.matches("/(?!/).*|/");
            return ours ? path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()) : "/";
        } catch (IllegalArgumentException malformed) {
            return "/";
        }
    }
}
