package com.digiflowhub.vocabulary;

import java.util.Optional;

/**
 * Somebody who may answer a lead. A turn asks them in the order of their rank (100 person, 200 waiting run, 300 trigger, 400 assistant);
 * the first who claims it owns the turn. Decides from the talk alone.
 */
public interface Answerer {
    int rank();

    Optional<Claim> claim(Talk talk);
}
