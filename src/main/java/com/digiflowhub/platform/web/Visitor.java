package com.digiflowhub.platform.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who looks at a page, as the frame shows it. */
public record Visitor(
        String name, String initials, boolean owner, String workspace, ZoneId zone, List<Workplace> workplaces) {
    public Visitor {
        workplaces = List.copyOf(workplaces);
    }

    /** A workspace that the visitor may change to. */
    public record Workplace(String id, String name, boolean here) {}

    /** Who makes the request, if it is somebody we know. The module that knows users provides it. */
    public record Finder(Supplier<Optional<Visitor>> visitor) {}
}
