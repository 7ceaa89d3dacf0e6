package com.digiflowhub.conversations;

import java.util.Locale;

/** Who speaks. The stored words are the mission's: bot, contact, user. */
public enum Author {
    CONTACT,
    BOT,
    USER;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Author of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
