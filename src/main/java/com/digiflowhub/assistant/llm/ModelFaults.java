package com.digiflowhub.assistant.llm;

import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.util.function.Function;

/** What is the same for every provider when a model gave no answer that can be used. */
public final class ModelFaults {
    private ModelFaults() {}

    /** {@code told} says what an answer means that came and is no answer, by the provider's own codes. */
    public static ModelReply of(Fetched answer, Function<Fetched.Came, ModelReply> told) {
        return switch (answer) {
            case Fetched.Slow slow ->
                new ModelReply.Failed(new Reason("model-slow", "the model did not answer in time"));
            case Fetched.NotReached away -> unreachable(away.why());
            case Fetched.Lost lost -> unreachable(lost.why());
            case Fetched.Came came -> told.apply(came);
        };
    }

    public static ModelReply unreadable() {
        return new ModelReply.Failed(new Reason("model-unreadable", "what the model said is not what was asked for"));
    }

    private static ModelReply unreachable(String why) {
        return new ModelReply.Failed(new Reason("model-unreachable", why));
    }
}
