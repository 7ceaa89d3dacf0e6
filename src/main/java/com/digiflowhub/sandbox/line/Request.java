package com.digiflowhub.sandbox.line;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One call as it came over the wire. Header names are in lower case, path segments and query are decoded. */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, compared nowhere
public record Request(
        String method, List<String> path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    public Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public static Request of(String method, URI address, Map<String, List<String>> headers, byte[] body) {
        var plain = new HashMap<String, String>();
        headers.forEach((name, values) -> plain.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        var path = Arrays.stream(address.getRawPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(Request::decoded)
                .toList();
        return new Request(
                method, path, query(address.getRawQuery() == null ? "" : address.getRawQuery()), plain, body);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Optional<String> bearer() {
        var value = header("authorization");
        return value.startsWith("Bearer ") ? Optional.of(value.substring("Bearer ".length())) : Optional.empty();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(String raw) {
        var members = new HashMap<String, String>();
        for (var member : raw.split("&", -1)) {
            var cut = member.indexOf('=');
            if (cut > 0) {
                members.put(decoded(member.substring(0, cut)), decoded(member.substring(cut + 1)));
            }
        }
        return members;
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
}
