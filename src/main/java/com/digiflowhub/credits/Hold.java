package com.digiflowhub.credits;

import com.digiflowhub.platform.ledger.Reservation;
import java.util.UUID;

/** Whether an analysis may be made, and what is set aside for it. */
public sealed interface Hold {
    /** To be settled when the analysis was made, released when it was not. */
    record Kept(Reservation reservation, UUID conversation) implements Hold {}

    /** Nothing is to be paid: the workspace is unlimited, or it was paid before. */
    record Free() implements Hold {}

    /** The balance does not cover it. */
    record UsedUp() implements Hold {}
}
