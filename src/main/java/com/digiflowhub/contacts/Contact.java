package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Somebody who wrote to us or came to us, with the addresses by which they are found. */
public record Contact(
        ContactId id,
        String name,
        List<PersonAddress> addresses,
        OptionalInt score,
        Optional<String> sentiment,
        String origin,
        Instant createdAt) {
    public Contact {
        addresses = List.copyOf(addresses);
    }

    /** The name, or else the first address, so that a person is never shown as nothing. */
    public String shownAs() {
        return name.isBlank()
                ? phone().orElseGet(() -> addresses.stream()
                        .findFirst()
                        .map(PersonAddress::asWritten)
                        .orElse("?"))
                : name;
    }

    public Optional<String> phone() {
        return of(PersonAddress.Kind.PHONE);
    }

    public Optional<String> email() {
        return of(PersonAddress.Kind.EMAIL);
    }

    private Optional<String> of(PersonAddress.Kind kind) {
        return addresses.stream()
                .filter(address -> address.kind() == kind)
                .map(PersonAddress::value)
                .findFirst();
    }
}
