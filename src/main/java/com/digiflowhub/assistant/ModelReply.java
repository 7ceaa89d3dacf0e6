package com.digiflowhub.assistant;

import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How asking a model ended. Nothing of it was said to anybody yet. */
public sealed interface ModelReply {
    /** {@code used} are ids of entries, as the model names them: to be checked. */
    record Said(String model, String text, String intent, Optional<String> handOver, List<String> used)
            implements ModelReply {
        public Said {
            used = List.copyOf(used);
        }
    }

    /** It would not talk about this; asking again gives the same. */
    record Declined(Reason why) implements ModelReply {}

    /** Too much was asked of it: nobody should ask before then. */
    record TooMany(Duration after, Reason why) implements ModelReply {}

    /** It may go better next time: it was not reached, was too slow, broke down, or said something unreadable. */
    record Failed(Reason why) implements ModelReply {}

    /** Our request is at fault; asking again gives the same. */
    record Refused(Reason why) implements ModelReply {}

    /** The account cannot be used until somebody mends it: {@code finding} says how, as the provider's check does. */
    record Broken(String finding) implements ModelReply {}
}
