package com.digiflowhub.assistant.score;

import com.digiflowhub.contacts.Judgement.Reason;
import com.digiflowhub.contacts.Judgement.Sentiment;
import java.util.ArrayList;
import java.util.List;

/** What words amount to. The points of the reasons and {@code BASE} add up to the score. */
record Verdict(int score, List<Reason> reasons, Sentiment sentiment, List<String> moodQuotes) {
    /** Somebody wrote, and said nothing yet. */
    static final int BASE = 30;

    private static final int MOST = 100;

    Verdict {
        reasons = List.copyOf(reasons);
        moodQuotes = List.copyOf(moodQuotes);
    }

    /** Where the sum leaves 0 to 100, a line of its own says what was cut off. */
    static Verdict of(List<Reason> reasons, Sentiment sentiment, List<String> moodQuotes) {
        int sum = BASE + reasons.stream().mapToInt(Reason::points).sum();
        int score = Math.clamp(sum, 0, MOST);
        List<Reason> all = new ArrayList<>(reasons);
        if (score != sum) {
            all.add(new Reason("limit", "", score - sum, ""));
        }
        return new Verdict(score, all, sentiment, moodQuotes);
    }
}
