package com.digiflowhub.conversations.reconciliation;

import java.util.UUID;

/** What is left to be counted of a day ({@code day} since 1970) whose deliveries lie between {@code start} and {@code end}. */
record Stretch(long day, UUID start, UUID after, UUID end) {
    static Stretch whole(long day, UUID start, UUID end) {
        return new Stretch(day, start, start, end);
    }

    Stretch from(UUID last) {
        return new Stretch(day, start, last, end);
    }

    boolean first() {
        return after.equals(start);
    }
}
