package com.digiflowhub.connections;

import java.util.List;

/** What a source makes of a knock, before anything is believed. */
public sealed interface Opened {
    /** Parts by account, each cut from the raw bytes; in the order of the request. */
    record Parcel(List<Part> parts) implements Opened {
        public Parcel {
            parts = List.copyOf(parts);
        }
    }

    /** A question whether the address is ours; answered with the challenge when it is genuine for one connection. */
    record Verification(String challenge) implements Opened {}

    /** Bytes that cannot be read; kept whole when they were signed. */
    record Unreadable(String why) implements Opened {}

    /** One account's share. An account that is not named (empty) belongs to whichever connection signed it. */
    record Part(String account, byte[] body) {}
}
