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

    /** One outcome for each item, in their order. */
    List<Outcome> run(List<Item<P>> items);
}
