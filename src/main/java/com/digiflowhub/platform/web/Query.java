package com.digiflowhub.platform.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of an address behind its question mark. */
public final class Query {
    private Query() {}

    /** With its question mark, in the order of the map, without what is empty; nothing at all when all of it is. */
    public static String of(Map<String, String> parts) {
        String query = parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** What somebody typed there to look for: as the database takes it, and no longer than so many characters. */
    public static String words(@Nullable String typed, int most) {
        String words = typed == null ? "" : typed.replace("\0", "").strip();
        if (words.length() <= most) {
            return words;
        }
        return words.substring(0, Character.isHighSurrogate(words.charAt(most - 1)) ? most - 1 : most);
    }
}
