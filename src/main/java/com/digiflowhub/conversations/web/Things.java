package com.digiflowhub.conversations.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a message is besides its text, and why it was said, as they are stored. */
@Component
class Things {
    private final JsonMapper json;

    Things(JsonMapper json) {
        this.json = json;
    }

    Line.Thing of(String stored) {
        JsonNode content = json.readTree(stored);
        String kind = content.path("type").asString("text");
        return switch (kind) {
            case "location" -> place(content);
            case "contacts" ->
                thing(
                        kind,
                        content.path("names")
                                .valueStream()
                                .map(name -> name.asString(""))
                                .collect(Collectors.joining(", ")));
            case "order" -> thing(kind, String.valueOf(content.path("items").asInt(0)));
            case "unshown" -> thing(kind, content.path("of").asString("?"));
            default -> thing(kind, content.path("fileName").asString(""));
        };
    }

    Line.Grounds grounds(String stored) {
        JsonNode grounds = json.readTree(stored);
        List<String> sources = grounds.path("sources")
                .valueStream()
                .map(source -> source.path("title").asString(""))
                .filter(title -> !title.isEmpty())
                .toList();
        return new Line.Grounds(
                grounds.path("by").asString(""),
                Optional.of(grounds.path("model").asString("")).filter(name -> !name.isEmpty()),
                grounds.path("intent").asString(""),
                sources);
    }

    private static Line.Thing thing(String kind, String detail) {
        return new Line.Thing(kind, detail, Optional.empty());
    }

    private static Line.Thing place(JsonNode content) {
        double latitude = content.path("latitude").asDouble(0);
        double longitude = content.path("longitude").asDouble(0);
        String where = content.path("address").asString(String.format(Locale.ROOT, "%.5f, %.5f", latitude, longitude));
        return new Line.Thing(
                "location",
                where,
                Optional.of("https://www.openstreetmap.org/?mlat=" + latitude + "&mlon=" + longitude + "#map=16/"
                        + latitude + "/" + longitude));
    }
}
