package com.digiflowhub.sandbox.whatsapp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The one business account that the simulated WhatsApp holds.
 *
 * @param callback where webhooks go; until there is one they wait
 * @param templates as the list of templates shows them; while empty, any template may be sent
 * @param numbers how many phone numbers it has; their ids and what people dial are counted up from the first
 */
public record WhatsAppSettings(
        String appId,
        String appSecret,
        String token,
        String accountId,
        String phoneNumberId,
        String displayNumber,
        String name,
        Optional<URI> callback,
        String verifyToken,
        Pace pace,
        List<JsonNode> templates,
        int numbers) {

    /** How long after the request a message is sent, delivered and read, and how long the first pause of a repetition is. */
    public record Pace(Duration sent, Duration delivered, Duration read, Duration firstRepeat) {
        public static final Pace LIFELIKE = new Pace(
                Duration.ofMillis(150), Duration.ofMillis(500), Duration.ofMillis(1200), Duration.ofMillis(500));

        public Pace {
            if (sent.isNegative() || delivered.compareTo(sent) < 0 || read.compareTo(delivered) < 0) {
                throw new IllegalArgumentException("A message is sent, then delivered, then read");
            }
            if (!firstRepeat.isPositive()) {
                throw new IllegalArgumentException("A repetition needs a pause before it");
            }
        }
    }

    public static final WhatsAppSettings DEMO = new WhatsAppSettings(
            "900100200300400",
            "3f9c1d7e5a2b4c6d8e0f1a2b3c4d5e6f",
            "EAAsandbox-token",
            "215589000111",
            "106540000222",
            "33755500001",
            "Sandbox",
            Optional.empty(),
            "sandbox-verify-token",
            Pace.LIFELIKE,
            List.of(),
            1);

    public WhatsAppSettings {
        templates = List.copyOf(templates);
        if (numbers < 1) {
            throw new IllegalArgumentException("An account has a number");
        }
    }

    /** One of the account's numbers: {@code id} stands in addresses and webhooks, {@code display} is what people dial. */
    public record PhoneNumber(String id, String display) {}

    /** The number at this place, counted from zero. */
    public PhoneNumber number(int place) {
        return new PhoneNumber(counted(phoneNumberId, place), counted(displayNumber, place));
    }

    public Optional<PhoneNumber> number(String id) {
        return numbersHeld().filter(number -> number.id().equals(id)).findFirst();
    }

    public Stream<PhoneNumber> numbersHeld() {
        return IntStream.range(0, numbers).mapToObj(this::number);
    }

    private static String counted(String first, int place) {
        return String.valueOf(Long.parseLong(first) + place);
    }

    public WhatsAppSettings callingBack(URI address) {
        return with(name, Optional.of(address), pace, templates, numbers);
    }

    public WhatsAppSettings at(Pace other) {
        return with(name, callback, other, templates, numbers);
    }

    public WhatsAppSettings named(String other) {
        return with(other, callback, pace, templates, numbers);
    }

    public WhatsAppSettings offering(List<JsonNode> others) {
        return with(name, callback, pace, others, numbers);
    }

    public WhatsAppSettings holding(int others) {
        return with(name, callback, pace, templates, others);
    }

    private WhatsAppSettings with(String named, Optional<URI> calling, Pace at, List<JsonNode> offered, int held) {
        return new WhatsAppSettings(
                appId,
                appSecret,
                token,
                accountId,
                phoneNumberId,
                displayNumber,
                named,
                calling,
                verifyToken,
                at,
                offered,
                held);
    }
}
