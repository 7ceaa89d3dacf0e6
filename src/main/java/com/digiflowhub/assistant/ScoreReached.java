package com.digiflowhub.assistant;

import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happening;

/** A lead's score rose to a level that the owner set ({@code warm}, {@code hot}). Told once for each time it is crossed upward. */
public record ScoreReached(ContactId contact, String level, int score) implements Happening {
    @Override
    public String name() {
        return "score.reached";
    }
}
