package com.digiflowhub.conversations.log;

import com.digiflowhub.channels.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a message is besides text, as it is stored ({@code {"type":"image",…}}), and the words that stand for it. */
@Component
public class Contents {
    public static final String STOP_CONFIRMATION = "stop-confirmation";
    private static final int PREVIEW_CHARACTERS = 160;

    private final JsonMapper json;

    public Contents(JsonMapper json) {
        this.json = json;
    }

    /** The words in it, empty when there are none. */
    public static String text(Content content) {
        return switch (content) {
            case Content.Text text -> text.body();
            case Content.Media media -> media.caption().orElse("");
            case Content.Location place -> place.name().or(place::address).orElse("");
            case Content.ContactCards cards -> String.join(", ", cards.names());
            case Content.Choice choice -> choice.title();
            case Content.Reaction reaction -> reaction.emoji();
            case Content.Order order -> order.text().orElse("");
            case Content.Unshown unshown -> "";
        };
    }

    /** One line for lists: the words, else what it is in brackets. */
    public String preview(String text, String stored) {
        String line = text.isBlank() ? "[" + type(stored) + "]" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= PREVIEW_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, PREVIEW_CHARACTERS)));
    }

    /** The entries that stored grounds of a reply name. */
    public List<String> sources(String grounds) {
        return json.readTree(grounds)
                .path("sources")
                .valueStream()
                .map(source -> source.path("id").asString(""))
                .toList();
    }

    public String type(String stored) {
        return json.readTree(stored).path("type").asString("text");
    }

    public String store(Content content) {
        Map<String, Object> stored = new LinkedHashMap<>();
        switch (content) {
            case Content.Text text -> stored.put("type", "text");
            case Content.Media media -> media(media, stored);
            case Content.Location place -> {
                stored.put("type", "location");
                stored.put("latitude", place.latitude());
                stored.put("longitude", place.longitude());
                put(stored, "address", place.address());
            }
            case Content.ContactCards cards -> {
                stored.put("type", "contacts");
                stored.put("names", cards.names());
            }
            case Content.Choice choice -> {
                stored.put("type", "choice");
                stored.put("id", choice.id());
            }
            case Content.Reaction reaction -> stored.put("type", "reaction");
            case Content.Order order -> {
                stored.put("type", "order");
                stored.put("items", order.items());
            }
            case Content.Unshown unshown -> {
                stored.put("type", "unshown");
                stored.put("of", unshown.type());
                put(stored, "code", unshown.code());
            }
        }
        return json.writeValueAsString(stored);
    }

    public String ofType(String type) {
        return json.writeValueAsString(Map.of("type", type));
    }

    public <T> T read(String stored, Class<T> type) {
        return json.readValue(stored, type);
    }

    public String write(Object value) {
        return json.writeValueAsString(value);
    }

    private static void media(Content.Media media, Map<String, Object> stored) {
        stored.put("type", media.voice() ? "voice" : media.kind().name().toLowerCase(java.util.Locale.ROOT));
        stored.put("mediaId", media.mediaId());
        stored.put("mimeType", media.mimeType());
        put(stored, "fileName", media.fileName());
    }

    private static void put(Map<String, Object> stored, String name, Optional<String> value) {
        value.ifPresent(present -> stored.put(name, present));
    }
}
