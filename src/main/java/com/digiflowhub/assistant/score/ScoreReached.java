package com.digiflowhub.assistant.score;

import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happening;

/** A lead's score rose to a level that the owner set. Told once for each time it is crossed upward. */
public record ScoreReached(ContactId contact, Level level, int score) implements Happening {
    public enum Level {
        WARM,
        HOT
    }

    @Override
    public String name() {
        return "score.reached";
    }
}
