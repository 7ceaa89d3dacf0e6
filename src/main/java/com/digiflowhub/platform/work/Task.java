package com.digiflowhub.platform.work;

import java.util.List;

/**
 * One kind of durable work. A handler may read and call the network; it writes nothing itself but returns what is to be written. It runs
 * outside any transaction, in its item's workspace.
 */
public interface Task<P extends Record> {
    /** Stored with each item; never changes. */
    String kind();

    /** Ids only, never words that people wrote. */
    Class<P> payload();

    /**
     * How many of one workspace and queue it takes at once. Several are run together only if none was tried before, and end in one commit;
     * when one of them is not done, each is run again by itself: so only for what asks no provider.
     */
    default int handful() {
        return 1;
    }

    /** One outcome for each item, in their order. Outcomes that share an effect have it written once. */
    List<Outcome> run(List<Item<P>> items);
}
