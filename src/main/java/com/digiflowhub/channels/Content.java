package com.digiflowhub.channels;

import java.util.List;
import java.util.Optional;

/** What a person sent. */
public sealed interface Content {
    record Text(String body) implements Content {}

    record Media(
            Kind kind,
            String mediaId,
            String mimeType,
            Optional<String> caption,
            Optional<String> fileName,
            boolean voice)
            implements Content {}

    record Location(double latitude, double longitude, Optional<String> name, Optional<String> address)
            implements Content {}

    record ContactCards(List<String> names) implements Content {
        public ContactCards {
            names = List.copyOf(names);
        }
    }

    /** A button, list row or form that the person chose; {@code title} is what they saw. */
    record Choice(String id, String title) implements Content {}

    /** An empty emoji takes the reaction back. */
    record Reaction(String providerMessageId, String emoji) implements Content {}

    record Order(int items, Optional<String> text) implements Content {}

    /** Something we know of but cannot show, or do not know at all: shown as what it is. */
    record Unshown(String type, Optional<String> code) implements Content {}

    /** Which sort of file. */
    enum Kind {
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT,
        STICKER
    }
}
