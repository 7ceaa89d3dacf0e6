package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.contacts.PhoneNumbers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses by which a person on a channel is known: the number in the one form that all its variants share, and the provider's id. */
public final class PersonAddresses {
    private PersonAddresses() {}

    public static List<PersonAddress> of(Connection connection, Address address) {
        Optional<PersonAddress> number = address.number()
                .map(written ->
                        PersonAddress.phone(PhoneNumbers.canonical(written).orElse(written), written));
        Optional<PersonAddress> user =
                address.userId().map(id -> PersonAddress.providerUser(connection.provider(), id));
        return Stream.of(number, user).flatMap(Optional::stream).toList();
    }
}
