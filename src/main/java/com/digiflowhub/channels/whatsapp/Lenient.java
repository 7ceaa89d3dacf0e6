package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.platform.database.Storable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Reads a provider's JSON as it comes: a number where text belongs, text where a number belongs, nothing where something belongs. Text is
 * made storable: NUL and halves of surrogate pairs become the replacement character.
 */
final class Lenient {
    private static final int MAX_TEXT_CHARACTERS = 70_000;
    private static final int MAX_ID_CHARACTERS = 256;
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private Lenient() {}

    static Optional<String> text(JsonNode node, String member) {
        JsonNode found = node.path(member);
        if (!found.isString() && !found.isNumber() && !found.isBoolean()) {
            return Optional.empty();
        }
        return Optional.of(storable(found.asString()));
    }

    static Optional<String> filled(JsonNode node, String member) {
        return text(node, member).filter(found -> !found.isBlank());
    }

    /** A provider's id: short enough to be found by. What is longer than any they give is none. */
    static Optional<String> id(JsonNode node, String member) {
        return filled(node, member).filter(id -> id.length() <= MAX_ID_CHARACTERS);
    }

    static boolean flag(JsonNode node, String member) {
        return text(node, member).filter("true"::equals).isPresent();
    }

    static OptionalDouble number(JsonNode node, String member) {
        try {
            return text(node, member).stream()
                    .mapToDouble(Double::parseDouble)
                    .filter(Double::isFinite)
                    .findFirst();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** The elements of an array; none of anything else. */
    static List<JsonNode> list(JsonNode node, String member) {
        JsonNode found = node.path(member);
        return found.isArray() ? found.values().stream().toList() : List.of();
    }

    /** Whether something stands where a list belongs and is none: what is in it cannot be read. */
    static boolean noList(JsonNode node, String member) {
        JsonNode found = node.path(member);
        return !found.isMissingNode() && !found.isNull() && !found.isArray();
    }

    /** Seconds since 1970; what is missing, absurd or from the future happened when it came. */
    static Instant time(JsonNode node, String member, Instant cameAt) {
        try {
            return text(node, member)
                    .map(Long::parseLong)
                    .map(Instant::ofEpochSecond)
                    .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(cameAt.plus(CLOCKS_DIFFER)))
                    .orElse(cameAt);
        } catch (NumberFormatException | DateTimeException absurd) {
            return cameAt;
        }
    }

    static String storable(String text) {
        String cut = text.length() > MAX_TEXT_CHARACTERS ? text.substring(0, MAX_TEXT_CHARACTERS) : text;
        return Storable.made(cut);
    }
}
