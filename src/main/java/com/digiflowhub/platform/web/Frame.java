package com.digiflowhub.platform.web;

import java.util.List;
import java.util.Optional;

/** What every page needs besides its own matter: words, times, who looks, and the places around. Each template gets it as {@code frame}. */
public record Frame(
        Words.Said words,
        Moments moments,
        Optional<Visitor> visitor,
        List<Place> rail,
        List<SettingsEntry> settings,
        List<Signal> signs,
        String path,
        String csrf,
        String theme,
        String version) {
    public Frame {
        rail = List.copyOf(rail);
        settings = List.copyOf(settings);
        signs = List.copyOf(signs);
    }

    /** An entry of the rail, and whether one is there. */
    public record Place(RailEntry entry, boolean here, int waiting) {
        public boolean atFoot() {
            return entry.group() == RailEntry.Group.FOOT;
        }
    }

    /** A line of the top bar, and where it stands. */
    public record Signal(TopSign.Place place, TopSign.Sign sign) {
        public boolean besideSearch() {
            return place == TopSign.Place.BESIDE_SEARCH;
        }
    }

    public String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    public String language() {
        return words.locale().getLanguage();
    }

    /** Whether the one who looks may change how the workspace is set. */
    public boolean owner() {
        return visitor.map(Visitor::owner).orElse(false);
    }

    public boolean at(String href) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
