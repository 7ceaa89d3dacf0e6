package com.digiflowhub.credits;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How the workspace stands, in tenths of a credit. {@code conversations} is for how many there was something to pay in the last 30 days. */
public record Standing(
        long left, long reserved, boolean unlimited, long usedIn7Days, long usedIn30Days, long conversations) {
    private static final int DAYS = 7;
    private static final double TENTHS = 10.0;

    /** Nothing more can be paid. */
    public boolean usedUp() {
        return !unlimited && left - reserved < Credits.ANALYSIS;
    }

    /** At the rate of the last seven days; empty when nothing was used in them, or nothing is counted. */
    public OptionalLong daysLeft() {
        return unlimited || usedIn7Days == 0 ? OptionalLong.empty() : OptionalLong.of(left * DAYS / usedIn7Days);
    }

    /** In credits, over the last 30 days. */
    public OptionalDouble aConversation() {
        return conversations == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.round(usedIn30Days * TENTHS / conversations) / (TENTHS * TENTHS));
    }
}
