package com.digiflowhub.platform.palette;

/** What choosing something that was found does. */
public sealed interface Deed {
    /** Leads to a page. */
    record Go(String href) implements Deed {}

    /** Posts one field to an address, as a form of the page would. */
    record Send(String action, String name, String value) implements Deed {}

    /** Does what the page does by itself at this key. */
    record Press(String key) implements Deed {}
}
