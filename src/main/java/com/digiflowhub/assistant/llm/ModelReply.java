package com.digiflowhub.assistant.llm;

import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How asking a model ended. Nothing of it was said to anybody yet. */
public sealed interface ModelReply {
    /** {@code answer} has the form that was asked for; what its members say is the model's word and to be checked. */
    record Said(String model, JsonNode answer, Usage usage) implements ModelReply {}

    /** What the answer cost, all tries together; nought where a server does not count. */
    record Usage(int promptTokens, int completionTokens) {
        public static final Usage NONE = new Usage(0, 0);

        public Usage plus(Usage more) {
            return new Usage(promptTokens + more.promptTokens, completionTokens + more.completionTokens);
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
