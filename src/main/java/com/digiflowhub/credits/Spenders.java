package com.digiflowhub.credits;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Tells what the subjects of entries are, for a page; contributed as a bean by the module that spends. */
public interface Spenders {
    Map<UUID, Spender> of(Collection<UUID> subjects);

    /** A name to show and where it is found. */
    record Spender(String name, String href) {}
}
