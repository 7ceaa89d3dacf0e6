package com.digiflowhub.platform.vault;

import java.nio.charset.StandardCharsets;

/** A word that must not be seen. Prints {@code [REDACTED]}; whoever needs it says {@link #reveal()}. */
public record Secret(String reveal) {
    public byte[] bytes() {
        return reveal.getBytes(StandardCharsets.UTF_8);
    }

    public boolean isEmpty() {
        return reveal.isEmpty();
    }

    /** The last four characters, for a person who must tell two secrets apart; none of a short one. */
    public String lastFour() {
        return reveal.length() < 12 ? "" : reveal.substring(reveal.length() - 4);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
