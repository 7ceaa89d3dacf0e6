package com.digiflowhub.sandbox.whatsapp;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A message as the person holding the phone sees it.
 *
 * @param mine written on this phone
 * @param text what there is to read in it, empty when nothing
 * @param content the message as it was on the wire
 * @param tick for one's own message: sent, or read once the business marked it; for the business's: how far it came
 */
public record Seen(String id, boolean mine, String type, String text, JsonNode content, Instant at, Tick tick) {

    public enum Tick {
        ACCEPTED,
        SENT,
        DELIVERED,
        READ,
        FAILED
    }

    Seen with(Tick other) {
        return new Seen(id, mine, type, text, content, at, other);
    }

    static String textOf(String type, JsonNode message) {
        return switch (type) {
            case "text" -> message.path("text").path("body").asString("");
            case "interactive" ->
                message.path("interactive").path("body").path("text").asString("");
            case "template" -> message.path("template").path("name").asString("");
            case "reaction" -> message.path("reaction").path("emoji").asString("");
            case "button" -> message.path("button").path("text").asString("");
            default -> message.path(type).path("caption").asString("");
        };
    }
}
