package com.digiflowhub.vocabulary;

import com.digiflowhub.platform.work.NewItem;
import java.util.Optional;

/**
 * A module that does something after a Happening. A pure function from the Happening to at most one work item: it cannot query, wait or
 * fail on data, so a module on top cannot break the one that tells.
 */
public interface Listener {
    Optional<NewItem> hears(Happening happening);
}
