package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.Place;
import com.digiflowhub.crm.Stage;
import com.digiflowhub.platform.web.Carried;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person typed into a form about a lead. Numbers are read as the language writes them. */
record LeadForm(Map<String, String> typed, boolean french, List<Place> places) {
    private static final Set<String> PLAIN = Set.of(
            "name",
            "email",
            "phone",
            "externalId",
            "company",
            "source",
            "campaign",
            "value",
            "currency",
            "ownerId",
            "tags");

    LeadForm {
        typed = Map.copyOf(typed);
        places = List.copyOf(places);
    }

    /** A number that cannot be read. */
    Optional<LeadReading.Wrong> wrong() {
        return text("value").isPresent() && amount().isEmpty()
                ? Optional.of(new LeadReading.Wrong("value", LeadReading.Kind.VALUE, ""))
                : Optional.empty();
    }

    Carried<LeadMembers> carried() {
        Set<String> members = new HashSet<>(typed.keySet());
        members.retainAll(PLAIN);
        Optional<Place> place = place();
        place.ifPresent(wanted -> {
            members.add("status");
            wanted.stage().ifPresent(stage -> members.add("stage"));
        });
        return new Carried<>(body(place), members);
    }

    private LeadMembers body(Optional<Place> place) {
        return new LeadMembers(
                or("name"),
                or("email"),
                or("phone"),
                or("externalId"),
                or("company"),
                or("source"),
                or("campaign"),
                null,
                place.flatMap(Place::stage).map(Stage::name).orElse(null),
                place.map(Place::status).map(Lead.Status::stored).orElse(null),
                amount().orElse(null),
                text("currency")
                        .map(code -> code.toUpperCase(java.util.Locale.ROOT))
                        .orElse(null),
                owner().orElse(null),
                tags(),
                null);
    }

    private Optional<Place> place() {
        return text("place")
                .flatMap(key ->
                        places.stream().filter(place -> place.key().equals(key)).findFirst());
    }

    private Optional<BigDecimal> amount() {
        String plain = typed.getOrDefault("value", "").replaceAll("[\\s\u00a0\u202f'€£$]", "");
        String number = french ? plain.replace(',', '.') : grouped(plain);
        return number.matches("[0-9]{1,13}(\\.[0-9]{1,4})?") ? Optional.of(new BigDecimal(number)) : Optional.empty();
    }

    /** A comma with other than three digits behind it is another language's decimal, and no thousand. */
    private static String grouped(String plain) {
        return plain.matches("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?") ? plain.replace(",", "") : plain;
    }

    private Optional<UUID> owner() {
        try {
            return text("ownerId").map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private List<String> tags() {
        return Arrays.stream(typed.getOrDefault("tags", "").split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private @Nullable String or(String name) {
        return text(name).orElse(null);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(typed.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
