package com.digiflowhub.sandbox.line;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What goes back over the wire, what the journal says of it, and the effect that follows once the journal has it. Several
 * pieces are flushed one by one, as a stream is.
 */
public record Answer(
        int status,
        Map<String, String> headers,
        List<byte[]> pieces,
        String outcome,
        String correlation,
        Runnable effect) {

    public Answer {
        headers = Map.copyOf(headers);
        pieces = List.copyOf(pieces);
    }

    public static Answer json(int status, JsonNode body) {
        return text(status, "application/json; charset=UTF-8", body.toString());
    }

    public static Answer text(int status, String type, String body) {
        return bytes(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String type, byte[] body) {
        return new Answer(
                status, Map.of("Content-Type", type), List.of(body), "answered " + status, "", Answer::nothing);
    }

    public static Answer stream(List<String> events) {
        var pieces = events.stream()
                .map(event -> event.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Answer(
                200,
                Map.of("Content-Type", "text/event-stream; charset=utf-8"),
                pieces,
                "answered 200",
                "",
                Answer::nothing);
    }

    public Answer accepted(String by, Runnable then) {
        return new Answer(status, headers, pieces, "accepted", by, then);
    }

    public Answer refused(String why, String by) {
        return new Answer(status, headers, pieces, "refused " + why, by, Answer::nothing);
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, pieces, outcome, correlation, effect);
    }

    public boolean isAccepted() {
        return outcome.equals("accepted");
    }

    private static void nothing() {}
}
