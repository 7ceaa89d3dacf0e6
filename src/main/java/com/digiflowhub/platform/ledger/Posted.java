package com.digiflowhub.platform.ledger;

import java.util.UUID;

/** How the writing of an entry ended. */
public sealed interface Posted {
    record Written(UUID entry) implements Posted {}

    /** There is an entry of this reference; nothing was written. */
    record Already() implements Posted {}

    record TooLittle(long free) implements Posted {}
}
