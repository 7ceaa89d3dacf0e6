package com.digiflowhub.contacts;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a whole message says STOP or START, in French or English. A sentence that merely contains the word is no STOP, but is worth a
 * person's look. The words are those that Twilio and AWS answer to, with their French forms.
 */
public final class StopWords {
    private static final int LONGEST_MESSAGE = 80;
    private static final Set<String> STOP = Set.of(
            "stop",
            "stopall",
            "stoptout",
            "arret",
            "arrete",
            "arreter",
            "arretez",
            "desabo",
            "desabonner",
            "desabonnement",
            "desabonnez",
            "desinscription",
            "desinscrire",
            "retirer",
            "remove",
            "unsubscribe",
            "end",
            "quit",
            "cancel",
            "revoke",
            "optout");
    private static final Set<String> START = Set.of("start", "unstop", "reprendre");
    private static final Set<String> POLITE = Set.of(
            "svp", "stp", "merci", "please", "pls", "thanks", "thank", "you", "s", "il", "sil", "vous", "te", "plait");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private StopWords() {}

    /** What the message says. */
    public enum Meaning {
        STOP,
        START,
        /** It holds a stop word among others: a person decides. */
        PERHAPS_STOP,
        NOTHING
    }

    public static Meaning read(String message) {
        if (message.length() > LONGEST_MESSAGE) {
            return Meaning.NOTHING;
        }
        String[] words = plain(message).split(" ");
        String whole = singleLetters(words) ? String.join("", words) : withoutPoliteness(words);
        if (STOP.contains(whole)) {
            return Meaning.STOP;
        }
        if (START.contains(whole)) {
            return Meaning.START;
        }
        return Arrays.stream(words).anyMatch(STOP::contains) ? Meaning.PERHAPS_STOP : Meaning.NOTHING;
    }

    private static String plain(String message) {
        String bare = MARKS.matcher(Normalizer.normalize(message, Normalizer.Form.NFKD))
                .replaceAll("");
        return NO_LETTER
                .matcher(bare.toLowerCase(Locale.ROOT).replace("opt-out", "optout"))
                .replaceAll(" ")
                .strip();
    }

    private static boolean singleLetters(String[] words) {
        for (String word : words) {
            if (word.length() != 1) {
                return false;
            }
        }
        return true;
    }

    private static String withoutPoliteness(String[] words) {
        StringBuilder rest = new StringBuilder();
        for (String word : words) {
            if (!POLITE.contains(word)) {
                rest.append(rest.isEmpty() ? "" : " ").append(word);
            }
        }
        return rest.toString();
    }
}
