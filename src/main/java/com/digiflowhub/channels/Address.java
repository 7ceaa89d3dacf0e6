package com.digiflowhub.channels;

import java.util.Optional;

/** How a person is reached on a channel: by a number (E.164 with the plus), by the provider's own id for them, or both; never neither. */
public record Address(Optional<String> number, Optional<String> userId) {
    public Address {
        if (number.isEmpty() && userId.isEmpty()) {
            throw new IllegalArgumentException("an address needs a number or an id");
        }
    }
}
