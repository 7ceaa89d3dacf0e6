package com.digiflowhub.platform.ledger;

/** How the setting aside of an amount ended. */
public sealed interface Reserved {
    record Kept(Reservation reservation) implements Reserved {}

    /** It was paid before: an entry of this reference is there. */
    record Paid() implements Reserved {}

    record TooLittle(long free) implements Reserved {}
}
