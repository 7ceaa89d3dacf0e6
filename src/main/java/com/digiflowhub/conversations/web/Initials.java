package com.digiflowhub.conversations.web;

import com.digiflowhub.identity.User;

/** What stands in the small round picture of a person: two letters, or the beginning of a number. */
public final class Initials {
    private Initials() {}

    public static String of(String name) {
        if (name.startsWith("+")) {
            return name.substring(0, Math.min(2, name.length()));
        }
        String letters = name.codePoints()
                .filter(letter -> Character.isLetterOrDigit(letter) || Character.isWhitespace(letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return User.initials(letters);
    }
}
