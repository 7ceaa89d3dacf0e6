package com.digiflowhub.channels;

import java.time.Duration;
import java.util.Optional;

/** How a send ended. */
public sealed interface SendResult {
    /** The provider has it, under this id. */
    record Accepted(String providerId, Optional<Address> as) implements SendResult {}

    /**
     * The provider was not reached, or itself answered that it did not take it and that it may be asked again. {@code perhapsTaken} when that
     * answer was a failure of its own, after which it may have taken it all the same.
     */
    record TryLater(Duration after, Failure why, boolean perhapsTaken) implements SendResult {}

    /** The provider will not take it; asking again changes nothing. */
    record Refused(Failure why) implements SendResult {}

    /** The request may have arrived, the answer was lost. Never sent again by itself. */
    record Unknown(Failure why) implements SendResult {}
}
