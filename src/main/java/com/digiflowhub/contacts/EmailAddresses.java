package com.digiflowhub.contacts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One way to write an e-mail address: in lower case. */
public final class EmailAddresses {
    private static final int MAX_CHARACTERS = 254;
    private static final int MAX_BEFORE_AT = 64;
    private static final Pattern FORM = Pattern.compile(
            "[^\\s@<>(),;:\"\\\\\\p{Cntrl}]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*\\.[\\p{L}\\p{N}-]{2,}");

    private EmailAddresses() {}

    /** Empty for what is no address on the internet. */
    public static Optional<String> canonical(String address) {
        String stripped = address.strip();
        if (stripped.length() > MAX_CHARACTERS
                || stripped.indexOf('@') > MAX_BEFORE_AT
                || !FORM.matcher(stripped).matches()) {
            return Optional.empty();
        }
        return Optional.of(stripped.toLowerCase(Locale.ROOT));
    }
}
