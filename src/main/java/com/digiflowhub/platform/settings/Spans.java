package com.digiflowhub.platform.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people and the mission write them: {@code 15min}, {@code 15m}, {@code 2h}, {@code 7d}, {@code 30 s}, {@code PT15M}. */
public final class Spans {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("ms", Duration.ofMillis(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("sec", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("w", Duration.ofDays(7)));

    private Spans() {}

    public static Optional<Duration> parse(String text) {
        String plain = text.strip().toLowerCase(java.util.Locale.ROOT);
        Matcher matcher = SHORT.matcher(plain);
        if (matcher.matches()) {
            return Optional.ofNullable(UNITS.get(matcher.group(2)))
                    .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))));
        }
        try {
            return Optional.of(Duration.parse(text.strip()));
        } catch (java.time.format.DateTimeParseException notIso) {
            return Optional.empty();
        }
    }
}
