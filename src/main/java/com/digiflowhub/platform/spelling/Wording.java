package com.digiflowhub.platform.spelling;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * What somebody types to find a thing by its name. Case and accents do not matter, a word need not be finished, and in a longer word a slip
 * of the finger is forgiven, but not in its first letter.
 */
public record Wording(List<String> words) {
    private static final int LENGTH_FOR_ONE_SLIP = 5;
    private static final int LENGTH_FOR_TWO_SLIPS = 9;

    public Wording {
        words = List.copyOf(words);
    }

    public static Wording of(String typed) {
        return new Wording(Arrays.stream(plain(typed).split(" "))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** In small letters without accents; whatever is neither letter nor figure is a space. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Whether each of the words begins a word of the text, but for slips; none at all fits nothing. */
    public boolean fits(String text) {
        return fits(text, Wording::begins);
    }

    /** The same without slips, for long texts, in which nearly every word is near another. */
    public boolean fitsToTheLetter(String text) {
        return fits(text, (word, other) -> other.startsWith(word));
    }

    private boolean fits(String text, BiPredicate<String, String> means) {
        List<String> others = of(text).words();
        return !words.isEmpty()
                && words.stream().allMatch(word -> others.stream().anyMatch(other -> means.test(word, other)));
    }

    private static boolean begins(String word, String other) {
        if (other.startsWith(word)) {
            return true;
        }
        int forgiven = forgiven(word.length());
        if (forgiven == 0 || other.charAt(0) != word.charAt(0)) {
            return false;
        }
        for (int length = word.length() - forgiven; length <= word.length() + forgiven; length++) {
            String beginning = other.substring(0, Math.min(length, other.length()));
            if (Slips.between(word, beginning, forgiven) <= forgiven) {
                return true;
            }
        }
        return false;
    }

    private static int forgiven(int length) {
        if (length < LENGTH_FOR_ONE_SLIP) {
            return 0;
        }
        return length < LENGTH_FOR_TWO_SLIPS ? 1 : 2;
    }
}
