package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.channels.Failure;
import com.digiflowhub.channels.UnreadableEnvelope;
import com.digiflowhub.connections.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the bytes of one share to what happened. What is new to us becomes an event that says so. */
final class Reader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private Reader() {}

    static List<ChannelEvent> read(Envelope envelope) {
        JsonNode root = parse(envelope.body());
        List<ChannelEvent> events = new ArrayList<>();
        for (JsonNode entry : Lenient.list(root, "entry")) {
            if (Lenient.noList(entry, "changes")) {
                events.add(new ChannelEvent.Unreadable(Lenient.text(entry, "id").orElse(""), "no-list"));
            }
            Instant at = Lenient.time(entry, "time", envelope.receivedAt());
            for (JsonNode change : Lenient.list(entry, "changes")) {
                String field = Lenient.text(change, "field").orElse("");
                JsonNode value = change.path("value");
                String business = Lenient.text(entry, "id").orElse("");
                if (!value.isObject()) {
                    events.add(new ChannelEvent.Unreadable(business, "no-object"));
                    continue;
                }
                events.addAll(
                        field.equals("messages") || value.has("messages") || value.has("statuses")
                                ? new Change(account(value, business), value, envelope.receivedAt()).events()
                                : AccountNews.read(account(value, business), field, value, at));
            }
        }
        if (events.isEmpty() && Lenient.list(root, "entry").isEmpty()) {
            throw new UnreadableEnvelope("no-entry");
        }
        return events;
    }

    /** Bytes that are no UTF-8 become replacement characters, the same each time. */
    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException malformed) {
            throw new UnreadableEnvelope("no-json");
        }
    }

    private static String account(JsonNode value, String business) {
        return Lenient.filled(value.path("metadata"), "phone_number_id").orElse(business);
    }

    /** One change of the field {@code messages}. */
    private record Change(String account, JsonNode value, Instant cameAt) {
        List<ChannelEvent> events() {
            List<ChannelEvent> events = new ArrayList<>();
            People people = new People(Lenient.list(value, "contacts"));
            for (JsonNode message : Lenient.list(value, "messages")) {
                events.add(Messages.read(account, message, people, cameAt));
            }
            for (JsonNode status : Lenient.list(value, "statuses")) {
                events.add(status(status));
            }
            Stream.of("messages", "statuses", "errors")
                    .filter(member -> Lenient.noList(value, member))
                    .forEach(member -> events.add(new ChannelEvent.Unreadable(account, "no-list")));
            for (JsonNode error : Lenient.list(value, "errors")) {
                Optional<Failure> failure = GraphError.read(error).map(known -> ErrorTable.failure(known, false));
                events.add(new ChannelEvent.AccountTold(
                        account, "error", failure.map(Failure::detail).orElse(""), failure, cameAt));
            }
            return events;
        }

        private ChannelEvent status(JsonNode status) {
            Instant at = Lenient.time(status, "timestamp", cameAt);
            String word = Lenient.text(status, "status").orElse("").toLowerCase(Locale.ROOT);
            Optional<String> id = Lenient.id(status, "id");
            Optional<DeliveryStatus> known = known(word);
            if (known.isEmpty() || id.isEmpty()) {
                return new ChannelEvent.AccountTold(account, "status", word, Optional.empty(), at);
            }
            Optional<Failure> failure = Lenient.list(status, "errors").stream()
                    .flatMap(error -> GraphError.read(error).stream())
                    .findFirst()
                    .map(error -> ErrorTable.failure(error, false));
            return new ChannelEvent.StatusChanged(account, id.get(), ourId(status), known.get(), at, failure);
        }

        private static Optional<DeliveryStatus> known(String word) {
            return switch (word) {
                case "sent" -> Optional.of(DeliveryStatus.SENT);
                case "delivered" -> Optional.of(DeliveryStatus.DELIVERED);
                case "read" -> Optional.of(DeliveryStatus.READ);
                case "played" -> Optional.of(DeliveryStatus.PLAYED);
                case "failed" -> Optional.of(DeliveryStatus.FAILED);
                default -> Optional.empty();
            };
        }

        /** What we sent along; something else when another tool sent the message. */
        private static Optional<UUID> ourId(JsonNode status) {
            try {
                return Lenient.text(status, "biz_opaque_callback_data")
                        .filter(text -> text.length() == 36)
                        .map(UUID::fromString);
            } catch (IllegalArgumentException notOurs) {
                return Optional.empty();
            }
        }
    }

    /** The {@code contacts} beside the messages: whose name and whose ids. */
    record People(List<JsonNode> contacts) {
        /** The one that the message is from; when there is only one, that one. */
        Optional<JsonNode> of(JsonNode message) {
            Optional<String> number = Lenient.filled(message, "from");
            Optional<String> userId = Lenient.filled(message, "from_user_id");
            return contacts.stream()
                    .filter(contact -> same(number, Lenient.filled(contact, "wa_id"))
                            || same(userId, Lenient.filled(contact, "user_id")))
                    .findFirst()
                    .or(() -> contacts.size() == 1 && number.isEmpty() && userId.isEmpty()
                            ? Optional.of(contacts.getFirst())
                            : Optional.empty());
        }

        private static boolean same(Optional<String> one, Optional<String> other) {
            return one.isPresent() && one.equals(other);
        }
    }

    /** Numbers come without their plus; what is no number is left out. */
    static Optional<Address> address(Optional<String> number, Optional<String> userId) {
        Optional<String> withPlus = number.map(text -> text.startsWith("+") ? text.substring(1) : text)
                .filter(digits -> digits.length() >= 5
                        && digits.length() <= 20
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(digits -> "+" + digits);
        return withPlus.isEmpty() && userId.isEmpty() ? Optional.empty() : Optional.of(new Address(withPlus, userId));
    }
}
