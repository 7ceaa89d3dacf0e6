package com.digiflowhub.demo.web;

import com.digiflowhub.conversations.Author;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inbox beside the phone: who wrote last, and the open conversation of the lead whose phone this is. */
public record Glance(List<Row> rows, Optional<Open> open) {
    public Glance {
        rows = List.copyOf(rows);
    }

    /** {@code lead} is the key of the phone that the row leads to. */
    public record Row(
            String lead, String name, String initials, String by, String words, Instant at, int unread, boolean here) {}

    /** {@code person} says whether somebody of the team answers. */
    public record Open(String id, String name, boolean person, boolean waiting, List<Line> lines) {
        public Open {
            lines = List.copyOf(lines);
        }
    }

    /** {@code state} and {@code reason} as the hub stores them. */
    public record Line(String id, Author by, String kind, String text, String state, Instant at) {
        public boolean theirs() {
            return by == Author.CONTACT;
        }

        public boolean unknown() {
            return state.equals("unknown");
        }

        public boolean failed() {
            return state.equals("failed") || state.equals("refused");
        }
    }
}
