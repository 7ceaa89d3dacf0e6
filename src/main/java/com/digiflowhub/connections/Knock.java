package com.digiflowhub.connections;

import java.util.Map;
import java.util.Optional;

/** A request at the door, as bytes. Header names in lower case; {@code source} is the path's name ({@code whatsapp/messages}), {@code connectionPath} what stood behind it. */
public record Knock(
        String method,
        String source,
        Optional<String> connectionPath,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {
    public Knock {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
