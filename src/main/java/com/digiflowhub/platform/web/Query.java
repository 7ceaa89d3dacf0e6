package com.digiflowhub.platform.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

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
}
