package com.digiflowhub.crm;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The orders in which leads may be listed; a minus means the greatest first. */
public enum LeadSort {
    NEWEST("-createdAt", "l.created_at", "timestamptz", Lead::createdAt),
    OLDEST("createdAt", "l.created_at", "timestamptz", Lead::createdAt),
    LAST_CHANGED("-updatedAt", "l.updated_at", "timestamptz", Lead::updatedAt),
    FIRST_CHANGED("updatedAt", "l.updated_at", "timestamptz", Lead::updatedAt),
    DEAREST("-value", "l.value", "bigint", lead -> lead.value().minor()),
    CHEAPEST("value", "l.value", "bigint", lead -> lead.value().minor()),
    WARMEST("-score", LeadRows.SCORE, "int", Lead::score),
    COLDEST("score", LeadRows.SCORE, "int", Lead::score),
    NAME("name", "p.name", "text", Lead::name),
    NAME_BACKWARDS("-name", "p.name", "text", Lead::name);

    private final String key;
    private final String column;
    private final String type;
    private final Function<Lead, Object> value;

    LeadSort(String key, String column, String type, Function<Lead, Object> value) {
        this.key = key;
        this.column = column;
        this.type = type;
        this.value = value;
    }

    public static Optional<LeadSort> of(String key) {
        return Stream.of(values()).filter(sort -> sort.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** What a lead is placed by. */
    public String place(Lead lead) {
        return String.valueOf(value.apply(lead));
    }

    /** Whether a text can be such a place at all; it comes from callers. */
    boolean holds(String place) {
        return switch (type) {
            case "timestamptz" ->
                place.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
            case "bigint" -> place.matches("[0-9]{1,15}");
            case "int" -> place.matches("[0-9]{1,3}");
            default -> place.indexOf('\0') < 0;
        };
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
