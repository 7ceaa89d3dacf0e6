package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Content;
import com.digiflowhub.channels.Referral;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** One element of {@code messages}: what a person sent, or what WhatsApp tells about them. */
final class Messages {
    private Messages() {}

    static ChannelEvent read(String account, JsonNode message, Reader.People people, Instant cameAt) {
        Instant at = Lenient.time(message, "timestamp", cameAt);
        String type = Lenient.filled(message, "type").orElse("unknown");
        Optional<JsonNode> contact = people.of(message);
        Optional<Address> from = from(message, contact);
        Optional<String> id = Lenient.id(message, "id");
        if (type.equals("system")) {
            return system(account, message.path("system"), from, at);
        }
        if (from.isEmpty() || id.isEmpty()) {
            return new ChannelEvent.Unreadable(account, "no-sender");
        }
        return new ChannelEvent.Arrived(
                account,
                id.get(),
                at,
                from.get(),
                contact.flatMap(c -> Lenient.filled(c.path("profile"), "name")),
                content(type, message),
                Lenient.id(message.path("context"), "id"),
                referral(message.path("referral")));
    }

    private static Optional<Address> from(JsonNode message, Optional<JsonNode> contact) {
        Optional<String> number =
                Lenient.filled(message, "from").or(() -> contact.flatMap(c -> Lenient.filled(c, "wa_id")));
        Optional<String> userId =
                Lenient.id(message, "from_user_id").or(() -> contact.flatMap(c -> Lenient.id(c, "user_id")));
        return Reader.address(number, userId);
    }

    private static ChannelEvent system(String account, JsonNode system, Optional<Address> from, Instant at) {
        String type = Lenient.text(system, "type").orElse("");
        Optional<Address> before =
                from.or(() -> Reader.address(Optional.empty(), Lenient.id(system, "previous_user_id")));
        Optional<Address> after = Reader.address(Lenient.filled(system, "wa_id"), Lenient.id(system, "user_id"));
        boolean changed = type.equals("user_changed_number")
                || type.equals("customer_changed_number")
                || type.equals("user_changed_user_id");
        if (changed && type.equals("user_changed_user_id")) {
            before = Reader.address(Optional.empty(), Lenient.id(system, "previous_user_id"))
                    .or(() -> from);
        }
        if (changed && before.isPresent() && after.isPresent()) {
            return new ChannelEvent.AddressChanged(account, before.get(), after.get(), at);
        }
        return new ChannelEvent.AccountTold(account, "system", type, Optional.empty(), at);
    }

    private static Content content(String type, JsonNode message) {
        JsonNode body = message.path(type);
        return switch (type) {
            case "text" ->
                Lenient.text(body, "body").<Content>map(Content.Text::new).orElse(unshown(type, message));
            case "image" -> media(Content.Kind.IMAGE, type, message);
            case "video" -> media(Content.Kind.VIDEO, type, message);
            case "audio" -> media(Content.Kind.AUDIO, type, message);
            case "document" -> media(Content.Kind.DOCUMENT, type, message);
            case "sticker" -> media(Content.Kind.STICKER, type, message);
            case "location" -> location(body, message);
            case "contacts" -> new Content.ContactCards(names(Lenient.list(message, "contacts")));
            case "interactive" -> interactive(body, message);
            case "button" ->
                new Content.Choice(
                        Lenient.text(body, "payload").orElse(""),
                        Lenient.text(body, "text").orElse(""));
            case "reaction" ->
                Lenient.id(body, "message_id")
                        .<Content>map(of -> new Content.Reaction(
                                of, Lenient.text(body, "emoji").orElse("")))
                        .orElse(unshown(type, message));
            case "order" ->
                new Content.Order(Lenient.list(body, "product_items").size(), Lenient.filled(body, "text"));
            default -> unshown(type, message);
        };
    }

    private static Content media(Content.Kind kind, String type, JsonNode message) {
        JsonNode body = message.path(type);
        return Lenient.filled(body, "id")
                .<Content>map(id -> new Content.Media(
                        kind,
                        id,
                        Lenient.filled(body, "mime_type").orElse("application/octet-stream"),
                        Lenient.filled(body, "caption"),
                        Lenient.filled(body, "filename"),
                        Lenient.flag(body, "voice")))
                .orElse(unshown(type, message));
    }

    private static Content location(JsonNode body, JsonNode message) {
        OptionalDouble latitude = Lenient.number(body, "latitude");
        OptionalDouble longitude = Lenient.number(body, "longitude");
        return latitude.isEmpty() || longitude.isEmpty()
                ? unshown("location", message)
                : new Content.Location(
                        latitude.getAsDouble(),
                        longitude.getAsDouble(),
                        Lenient.filled(body, "name"),
                        Lenient.filled(body, "address"));
    }

    private static List<String> names(List<JsonNode> cards) {
        return cards.stream()
                .map(card -> card.path("name"))
                .map(name -> Lenient.filled(name, "formatted_name")
                        .or(() -> Lenient.filled(name, "first_name"))
                        .orElse("?"))
                .toList();
    }

    private static Content interactive(JsonNode body, JsonNode message) {
        String type = Lenient.text(body, "type").orElse("");
        JsonNode reply = body.path(type);
        return switch (type) {
            case "button_reply", "list_reply" ->
                new Content.Choice(
                        Lenient.text(reply, "id").orElse(""),
                        Lenient.text(reply, "title").orElse(""));
            case "nfm_reply" ->
                new Content.Choice(
                        Lenient.filled(reply, "name").orElse("flow"),
                        Lenient.filled(reply, "body").orElse(""));
            default -> unshown(type.isEmpty() ? "interactive" : type, message);
        };
    }

    private static Content unshown(String type, JsonNode message) {
        return new Content.Unshown(
                type,
                Lenient.list(message, "errors").stream()
                        .flatMap(error -> Lenient.filled(error, "code").stream())
                        .findFirst());
    }

    /** Everything that Meta told of the advertisement is kept; what lies deeper is kept under its path. */
    private static Optional<Referral> referral(JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> all = new LinkedHashMap<>();
        node.properties().forEach(member -> {
            Lenient.text(node, member.getKey()).ifPresent(text -> all.put(Lenient.storable(member.getKey()), text));
            member.getValue()
                    .properties()
                    .forEach(inner -> Lenient.text(member.getValue(), inner.getKey())
                            .ifPresent(
                                    text -> all.put(Lenient.storable(member.getKey() + "." + inner.getKey()), text)));
        });
        return Optional.of(new Referral(
                Lenient.filled(node, "headline"),
                Lenient.filled(node, "source_id"),
                Lenient.filled(node, "ctwa_clid"),
                all));
    }
}
