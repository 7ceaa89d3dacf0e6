package com.digiflowhub.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, the same at every address: {@code {"items":[…],"nextCursor":…|null}}. */
public record Listing<T>(List<T> items, @Nullable String nextCursor) {
    public static final int MOST = 100;
    public static final int USUAL = 50;
    private static final int LONGEST_SEARCH = 200;

    public Listing {
        items = List.copyOf(items);
    }

    /** From one more row than was asked for: the extra one only says that there are more. */
    public static <R, T> Listing<T> of(List<R> rows, int limit, Function<R, Object> id, Function<R, T> shape) {
        boolean more = rows.size() > limit;
        List<R> page = more ? rows.subList(0, limit) : rows;
        return new Listing<>(page.stream().map(shape).toList(), more ? String.valueOf(id.apply(page.getLast())) : null);
    }

    /** The limit asked for, held between one and {@link #MOST}. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1) {
            throw Problem.invalid("limit", "limit must be at least 1.");
        }
        return Math.min(asked, MOST);
    }

    /** The words to search for; empty when there are none. */
    public static Optional<String> words(@Nullable String asked) {
        Optional<String> words = Optional.ofNullable(asked).map(String::strip).filter(text -> !text.isEmpty());
        if (words.filter(text -> text.length() > LONGEST_SEARCH).isPresent()) {
            throw Problem.invalid("q", "q must be at most %d characters long.".formatted(LONGEST_SEARCH));
        }
        return words;
    }

    public static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("cursor", "cursor must be the nextCursor of an earlier answer.");
        }
    }
}
