package com.digiflowhub.platform.web;

import com.digiflowhub.platform.database.HubClock;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Makes the frame around a page from the request and from what the modules on board contribute. */
@Component
public class Frames {
    static final String LANGUAGE_COOKIE = "language";
    static final String THEME_COOKIE = "theme";
    private static final List<String> THEMES = List.of("light", "dark");

    private final Words words;
    private final HubClock clock;
    private final Assets assets;
    private final ObjectProvider<Visitor.Finder> finder;
    private final List<RailEntry> rail;
    private final List<SettingsEntry> settings;
    private final List<TopSign> signs;

    Frames(
            Words words,
            HubClock clock,
            Assets assets,
            ObjectProvider<Visitor.Finder> finder,
            List<RailEntry> rail,
            List<SettingsEntry> settings,
            List<TopSign> signs) {
        this.words = words;
        this.clock = clock;
        this.assets = assets;
        this.finder = finder;
        this.rail = rail.stream()
                .sorted(Comparator.comparingInt(RailEntry::position))
                .toList();
        this.settings = settings.stream()
                .sorted(Comparator.comparingInt(SettingsEntry::position))
                .toList();
        this.signs = signs.stream()
                .sorted(Comparator.comparingInt(TopSign::position))
                .toList();
    }

    /** For a whole page or a part of one. Signs and counts are asked only when somebody is signed in. */
    public Frame of(HttpServletRequest request) {
        Optional<Visitor> visitor =
                finder.stream().findFirst().flatMap(one -> one.visitor().get());
        Words.Said said = words.in(language(request));
        ZoneId zone = visitor.map(Visitor::zone).orElse(ZoneId.of("UTC"));
        boolean whole = visitor.isPresent() && request.getHeader("HX-Request") == null;
        String path = request.getRequestURI();
        return new Frame(
                said,
                new Moments(said, zone, clock.now()),
                visitor,
                whole ? places(path) : List.of(),
                visitor.map(this::settings).orElse(List.of()),
                whole ? signals() : List.of(),
                path,
                csrf(request),
                cookie(request, THEME_COOKIE).filter(THEMES::contains).orElse(""),
                assets.version());
    }

    /** What the person chose, else what the browser asks for first. */
    public static Locale language(HttpServletRequest request) {
        return cookie(request, LANGUAGE_COOKIE)
                .map(Locale::forLanguageTag)
                .filter(Words.LANGUAGES::contains)
                .orElseGet(request::getLocale);
    }

    private List<Frame.Place> places(String path) {
        return rail.stream()
                .map(entry ->
                        new Frame.Place(entry, entry.at(path), entry.waiting().getAsInt()))
                .toList();
    }

    private List<SettingsEntry> settings(Visitor visitor) {
        return settings.stream()
                .filter(entry -> visitor.owner() || !entry.forOwners())
                .toList();
    }

    private List<Frame.Signal> signals() {
        return signs.stream()
                .flatMap(one -> one.sign().get().stream().map(sign -> new Frame.Signal(one.place(), sign)))
                .toList();
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }
}
