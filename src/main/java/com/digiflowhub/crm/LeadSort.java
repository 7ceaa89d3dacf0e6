package com.digiflowhub.crm;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** The orders in which leads may be listed; a minus means the greatest first. */
public enum LeadSort {
    NEWEST("-createdAt", "l.created_at", "timestamptz"),
    OLDEST("createdAt", "l.created_at", "timestamptz"),
    LAST_CHANGED("-updatedAt", "l.updated_at", "timestamptz"),
    FIRST_CHANGED("updatedAt", "l.updated_at", "timestamptz"),
    DEAREST("-value", "l.value", "bigint"),
    CHEAPEST("value", "l.value", "bigint"),
    WARMEST("-score", LeadRows.SCORE, "int"),
    COLDEST("score", LeadRows.SCORE, "int"),
    NAME("name", "p.name", "text"),
    NAME_BACKWARDS("-name", "p.name", "text");

    private final String key;
    private final String column;
    private final String type;

    LeadSort(String key, String column, String type) {
        this.key = key;
        this.column = column;
        this.type = type;
    }

    public static Optional<LeadSort> of(String key) {
        return Stream.of(values()).filter(sort -> sort.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** What a lead is placed by. */
    public String place(Lead lead) {
        return switch (this) {
            case NEWEST, OLDEST -> lead.createdAt().toString();
            case LAST_CHANGED, FIRST_CHANGED -> lead.updatedAt().toString();
            case DEAREST, CHEAPEST -> String.valueOf(lead.value().minor());
            case WARMEST, COLDEST -> String.valueOf(lead.score());
            case NAME, NAME_BACKWARDS -> lead.name();
        };
    }

    /** Whether a text can be such a place at all; it comes from callers. */
    boolean holds(String place) {
        return switch (type) {
            case "timestamptz" ->
                place.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")
                        && moment(place);
            case "bigint" -> place.matches("[0-9]{1,18}");
            case "int" -> place.matches("[0-9]{1,3}");
            default -> place.indexOf('\0') < 0;
        };
    }

    private static boolean moment(String place) {
        try {
            return Instant.parse(place).isAfter(Instant.parse("0001-01-01T00:00:00Z"));
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    String behind() {
        return "and (:place::text is null or (%s, l.id) %s (:place::%s, :after::uuid))"
                .formatted(column, descending() ? "<" : ">", type);
    }

    String order() {
        return " order by %1$s %2$s, l.id %2$s limit :most".formatted(column, descending() ? "desc" : "asc");
    }

    private boolean descending() {
        return key.startsWith("-");
    }
}
