package com.digiflowhub.connections;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An account one can connect: a channel, a model, a calendar, an ad network, a payment service. */
public interface Provider {
    /** Stored with each connection; never changes: {@code whatsapp}. */
    String key();

    /** A record whose components carry {@link Field}: makes the form, the redaction and the environment's names. */
    Class<? extends Record> settings();

    /** The accounts that these settings stand for (WhatsApp: phone number id and business account id); a webhook's part names one of them. */
    List<String> accounts(Record settings);

    /** Those of {@link #accounts} that several connections may stand for at once; all others belong to one connection of the hub. */
    default List<String> sharedAccounts(Record settings) {
        return List.of();
    }

    /** How many messages may leave by these settings in a second; empty when nobody limits it. */
    default OptionalInt perSecond(Record settings) {
        return OptionalInt.empty();
    }

    /** Calls the provider; each finding says what is wrong and what to do about it. */
    List<Finding> check(Connection connection);

    /** Does what a finding's {@code action} offered; what stands in the way is returned. */
    default Optional<Finding> act(Connection connection, String action) {
        throw new IllegalArgumentException(key() + " offers no " + action + " for " + connection.id());
    }
}
