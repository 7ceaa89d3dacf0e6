package com.digiflowhub.platform.palette;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a module lets be found from every page. Contributed as a bean; a deleted module takes its own along. {@code heading} is a word of the
 * interface, and sources of one heading stand together. {@code all} is the beginning of the address that shows everything found, without
 * the words.
 */
public record PaletteSource(int position, String heading, Optional<String> all, Function<Asked, List<Find>> finds) {
    public PaletteSource(int position, String heading, Function<Asked, List<Find>> finds) {
        this(position, heading, Optional.empty(), finds);
    }

    /** It gives one more than was asked for when there are more, which {@code address} then shows. */
    public PaletteSource allAt(String address) {
        return new PaletteSource(position, heading, Optional.of(address), finds);
    }
}
