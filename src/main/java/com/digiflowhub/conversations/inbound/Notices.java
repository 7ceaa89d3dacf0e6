package com.digiflowhub.conversations.inbound;

import java.util.Locale;

/** The few sentences the hub itself says to a lead. */
final class Notices {
    private Notices() {}

    static String stopped(Locale locale) {
        return french(locale)
                ? "C’est noté : vous ne recevrez plus de message automatique ici. Répondez START pour en recevoir à nouveau."
                : "Understood: you will get no more automatic messages here. Reply START to get them again.";
    }

    private static boolean french(Locale locale) {
        return locale.getLanguage().equals(Locale.FRENCH.getLanguage());
    }
}
