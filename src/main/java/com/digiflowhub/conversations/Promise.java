package com.digiflowhub.conversations;

import java.util.Locale;

/** What is promised about how often a message leaves, since no provider can be asked to take one only once. */
public enum Promise {
    /** At most once: marketing, and whatever is billed. Again only when it certainly was not taken. */
    STRICT,
    /** A 1:1 answer: again also after the provider's own error answer, though it may have been taken; never after an answer that was lost. */
    REPLY,
    /** At least once: twice rather than never. Only where the owner chose it. */
    REMINDER;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Promise of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
