package com.digiflowhub.channels;

import java.util.Optional;

/** Placeholder until the channel lands. */
public final class PhoneNumbers {
    private PhoneNumbers() {}

    public static Optional<String> canonical(String written) {
        return Optional.of(written);
    }
}
