package com.digiflowhub.identity;

import java.util.Optional;

/** Somebody who signs in. */
public record User(
        UserId id, String email, String name, int tokenVersion, boolean disabled, Optional<String> passwordHash) {
    @Override
    public String toString() {
        return "user " + id;
    }

    /** Two letters for a small round picture. */
    public static String initials(String name) {
        String[] words = name.strip().split("\\s+");
        String first = words[0].isEmpty() ? "?" : words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        String last = words.length < 2
                ? ""
                : words[words.length - 1].substring(0, words[words.length - 1].offsetByCodePoints(0, 1));
        return (first + last).toUpperCase(java.util.Locale.ROOT);
    }
}
