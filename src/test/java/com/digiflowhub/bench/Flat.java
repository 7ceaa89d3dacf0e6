package com.digiflowhub.bench;

import java.util.List;
import java.util.Locale;

/**
 * When a column of a long run counts as flat: its last line is at most so many times the first that counts, and a little more for the noise
 * of what is small.
 */
record Flat(String column, double times, double slack) {
    /** What came of it; {@code said} is the rule with its figures. */
    record Verdict(boolean flat, String said) {}

    /** {@code first} is the place of the line from which on it must not grow. */
    Verdict judge(List<Double> values, int first) {
        double from = values.get(first);
        double last = values.getLast();
        double limit = times * from + slack;
        boolean flat = last <= limit;
        return new Verdict(
                flat,
                String.format(
                        Locale.ROOT,
                        "%s: last %s, at most %s (%s x %.2f + %s)",
                        flat ? "flat" : "NOT FLAT",
                        Report.number(last),
                        Report.number(limit),
                        Report.number(from),
                        times,
                        Report.number(slack)));
    }
}
