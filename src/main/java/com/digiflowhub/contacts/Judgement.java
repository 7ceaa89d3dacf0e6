package com.digiflowhub.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How ready a person is (0 to 100) and in which mood, with the reasons: their points and {@code base} add up to the score. {@code note} says
 * why it was by rule where a model would have been expected.
 */
public record Judgement(
        int score,
        int base,
        List<Reason> reasons,
        Sentiment sentiment,
        List<String> moodQuotes,
        Optional<String> model,
        Optional<String> note,
        boolean byModel,
        Instant at) {
    public Judgement {
        reasons = List.copyOf(reasons);
        moodQuotes = List.copyOf(moodQuotes);
    }

    /** {@code sign} names a rule of ours, which has words in the interface; of a model it is empty and {@code text} are the model's words. */
    public record Reason(String sign, String text, int points, String quote) {}

    /** {@code tone} is {@code positive}, {@code neutral} or {@code negative}; the confidence is in percent. */
    public record Sentiment(String tone, int confidence) {}
}
