package com.digiflowhub.platform.ledger;

import java.util.UUID;

/** An amount set aside under a reference, until it is settled, released, or its time is over. */
public record Reservation(UUID id, Account account, long amount, String reference) {}
