package com.digiflowhub.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A short line in the bar at the top, contributed as a bean: how the connections are, or that this is a demo. */
public record TopSign(int position, Place place, Supplier<Optional<Sign>> sign) {
    /** Beside the search, or at the right. */
    public enum Place {
        BESIDE_SEARCH,
        RIGHT
    }

    /** {@code tone} is {@code green}, {@code amber}, {@code red} or {@code quiet}; never shown without its words. */
    public record Sign(String tone, String icon, String key, List<Object> arguments, String href) {
        public Sign {
            arguments = List.copyOf(arguments);
        }
    }
}
