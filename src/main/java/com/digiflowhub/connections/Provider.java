package com.digiflowhub.connections;

import java.util.List;

/** An account one can connect: a channel, a model, a calendar, an ad network, a payment service. */
public interface Provider {
    /** Stored with each connection; never changes: {@code whatsapp}. */
    String key();

    /** A record whose components carry {@link Field}: makes the form, the redaction and the environment's names. */
    Class<? extends Record> settings();

    /** The accounts that these settings stand for (WhatsApp: phone number id and business account id); a webhook's part names one of them. */
    List<String> accounts(Record settings);

    /** Calls the provider; each finding says what is wrong and what to do about it. */
    List<Finding> check(Connection connection);
}
