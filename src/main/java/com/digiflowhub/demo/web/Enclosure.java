package com.digiflowhub.demo.web;

import com.digiflowhub.demo.Trade;
import com.digiflowhub.sandbox.whatsapp.WhatsApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a phone sends besides words: a picture, a voice message, a place, or a button pressed. */
final class Enclosure {
    private Enclosure() {}

    /** The message of this kind, from a phone that is there, with its file where people's media are; empty when phones send no such thing. */
    static Optional<ObjectNode> of(WhatsApp whatsApp, Trade.Place around, String kind, String caption) {
        return switch (kind) {
            case "image" -> {
                ObjectNode image = file(whatsApp, kind, "image/png", "picture.png");
                if (!caption.isEmpty()) {
                    image.withObject("/image").put("caption", caption);
                }
                yield Optional.of(image);
            }
            case "audio" -> {
                ObjectNode voice = file(whatsApp, kind, "audio/ogg; codecs=opus", "voice.ogg");
                voice.withObject("/audio").put("voice", true);
                yield Optional.of(voice);
            }
            case "location" -> Optional.of(place(around));
            default -> Optional.empty();
        };
    }

    static ObjectNode pressed(Handset.Choice choice) {
        ObjectNode message = message("interactive");
        message.withObject("/interactive")
                .put("type", "button_reply")
                .withObject("/button_reply")
                .put("id", choice.id())
                .put("title", choice.title());
        return message;
    }

    private static ObjectNode place(Trade.Place around) {
        ObjectNode message = message("location");
        message.withObject("/location")
                .put("latitude", around.latitude())
                .put("longitude", around.longitude())
                .put("name", around.name())
                .put("address", around.address());
        return message;
    }

    private static ObjectNode file(WhatsApp whatsApp, String kind, String type, String name) {
        ObjectNode message = message(kind);
        message.withObject("/" + kind).put("mime_type", type).put("id", whatsApp.keepMedia(type, bytes(name)));
        return message;
    }

    private static ObjectNode message(String kind) {
        return JsonMapper.shared().createObjectNode().put("type", kind);
    }

    private static byte[] bytes(String name) {
        try (InputStream file = Enclosure.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IllegalStateException("/demo/" + name + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
