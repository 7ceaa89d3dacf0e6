package com.digiflowhub.platform.palette;

import java.util.List;
import java.util.Optional;

/** What was found, under its headings. */
public record Found(String words, List<Group> groups) {
    public Found {
        groups = List.copyOf(groups);
    }

    /** {@code all} leads to the rest when there is more. */
    public record Group(String heading, List<Find> finds, Optional<String> all) {
        public Group {
            finds = List.copyOf(finds);
        }
    }

    public int count() {
        return groups.stream().mapToInt(group -> group.finds().size()).sum();
    }
}
