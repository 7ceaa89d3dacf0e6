package com.digiflowhub.connections;

/** How the saving of a connection ended. After the last two nothing was changed, and the transaction will roll back. */
public sealed interface Saved {
    record Kept(Connection connection) implements Saved {}

    /** {@code code} is {@code required}, {@code text}, {@code number}, {@code flag} or {@code address}: what the field must be. */
    record Wrong(String field, String code) implements Saved {}

    /** Another workspace (or another connection of this one) has this account. */
    record Taken(String account) implements Saved {}
}
