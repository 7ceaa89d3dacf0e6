package com.digiflowhub.platform.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.MapPropertySource;

/** The variables as the hub was given them, cleaned: what is only the document's example counts as not set, and is remembered as such. */
public final class GivenVariables extends MapPropertySource {
    static final String NAME = "digiflow-hub variables";

    private final Map<String, Given> given;
    private final Map<String, String> perhapsMeant;

    GivenVariables(Map<String, Given> given, Map<String, String> perhapsMeant) {
        super(NAME, values(given));
        this.given = new LinkedHashMap<>(given);
        this.perhapsMeant = new LinkedHashMap<>(perhapsMeant);
    }

    /** One variable: where it was found, and what became of it. The value itself is not kept here, it may be a secret. */
    public record Given(String name, String source, Fate fate, List<Integer> alsoOnLines, String value) {
        public Given {
            alsoOnLines = List.copyOf(alsoOnLines);
        }

        @Override
        public String toString() {
            return name + " from " + source + ": " + fate;
        }
    }

    /** What became of a variable. */
    public enum Fate {
        SET,
        /** It still holds what the mission document prints as an example. */
        EXAMPLE,
        /** A provider's variable in demo mode, where nothing leaves the machine. */
        LEFT_ASIDE_IN_DEMO
    }

    public Optional<Given> find(String name) {
        return Optional.ofNullable(given.get(name));
    }

    public List<Given> all() {
        return List.copyOf(given.values());
    }

    /** Names that are not ours, with the one that was perhaps meant. */
    public Map<String, String> perhapsMeant() {
        return Map.copyOf(perhapsMeant);
    }

    private static Map<String, Object> values(Map<String, Given> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, one) -> values.put(name, one.fate() == Fate.SET ? one.value() : ""));
        return values;
    }
}
