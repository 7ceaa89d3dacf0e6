package com.digiflowhub.conversations.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The list on the left, ready to be drawn. */
public record ListView(Asked asked, List<Chip> chips, List<Group> groups, Optional<UUID> next) {
    public ListView {
        chips = List.copyOf(chips);
        groups = List.copyOf(groups);
    }

    /** A choice above the list; {@code count} is how many it holds, where that says something. */
    public record Chip(String show, boolean here, OptionalInt count) {}

    /** Rows under one heading; {@code total} may be more than are shown. {@code name} is the end of its words' keys. */
    public record Group(String name, List<Row> rows, int total) {
        public Group {
            rows = List.copyOf(rows);
        }

        public boolean waiting() {
            return name.equals("waiting");
        }
    }

    /** One conversation. {@code since} is when the person began to wait, else when something was last said. */
    public record Row(
            UUID id,
            String name,
            String initials,
            String channel,
            boolean waiting,
            Instant since,
            Last last,
            boolean unread,
            Optional<String> owner,
            OptionalInt score) {}

    /** The last words, and what they are when there are none. */
    public record Last(String sender, String text, Optional<String> kind) {}

    public boolean nothing() {
        return groups.stream().allMatch(group -> group.rows().isEmpty());
    }

    /** All rows in one piece, for the renewal of a part. */
    public List<Row> rows() {
        return groups.stream().flatMap(group -> group.rows().stream()).toList();
    }
}
