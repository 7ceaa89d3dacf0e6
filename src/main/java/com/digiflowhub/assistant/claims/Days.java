package com.digiflowhub.assistant.claims;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** Days, months and hours as French and English people write them. */
final class Days {
    private static final String MONTHS =
            "janvier|janv|january|jan|février|fevrier|févr|fevr|february|feb|mars|march|mar|avril|avr|april|apr|mai|may|juin|june|jun|"
                    + "juillet|juil|july|jul|août|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|décembre|decembre|déc|december|dec";
    /** Without those that are other words too. */
    static final String MONTHS_ALONE =
            "janvier|january|février|fevrier|february|avril|april|juin|june|juillet|july|août|aout|august|septembre|september|octobre|october|novembre|november|décembre|decembre|december";

    static final String WEEKDAYS =
            "lundi|monday|mardi|tuesday|mercredi|wednesday|jeudi|thursday|vendredi|friday|samedi|saturday|dimanche|sunday";
    static final String PATTERN = "(?<![\\d.,])(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)"
            + "|(?<![\\d.,/])(\\d{1,2})[/.](\\d{2})(?:[/.](\\d{4}|\\d{2}))(?!\\d)|(?<![\\d.,/])(\\d{2})/(\\d{2})(?![\\d/])"
            + "|(?<![\\d.,])(\\d{1,2})(?:er|st|nd|rd|th)?\\s+(?:of\\s+)?(" + MONTHS
            + ")\\.?(?!\\p{L})(?:,?\\s+(\\d{4}))?"
            + "|(?<!\\p{L})(" + MONTHS + ")\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+(\\d{4}))?";
    private static final List<String> FIRST_LETTERS =
            List.of("jan", "f", "mar", "a[vp]", "ma[iy]", "jui?n", "jui?l", "a[ou]", "sep", "oct", "nov", "dec");
    private static final List<String> WEEK =
            List.of("lun|mon", "mar|tue", "mer|wed", "jeu|thu", "ven|fri", "sam|sat", "dim|sun");
    private static final int CENTURY = 2_000;
    private static final int NOON = 12;
    private static final int MINUTES = 60;

    private Days() {}

    /** {@code day-month-year}, the year 0 when it is left out. */
    static String meaning(MatchResult found) {
        if (found.group(1) != null) {
            return day(found.group(3), number(found.group(2)), found.group(1));
        } else if (found.group(4) != null) {
            return day(found.group(4), number(found.group(5)), found.group(6));
        } else if (found.group(7) != null) {
            return day(found.group(7), number(found.group(8)), null);
        } else if (found.group(9) != null) {
            return day(found.group(9), month(found.group(10)), found.group(11));
        }
        return day(found.group(13), month(found.group(12)), found.group(14));
    }

    static boolean same(String one, String other) {
        String[] first = one.split("-");
        String[] second = other.split("-");
        boolean sameYear = first[2].equals(second[2]) || first[2].equals("0") || second[2].equals("0");
        return first[0].equals(second[0]) && first[1].equals(second[1]) && sameYear;
    }

    static int month(String name) {
        return 1 + indexOf(FIRST_LETTERS, name);
    }

    static int weekday(String name) {
        return indexOf(WEEK, name);
    }

    /** Minutes since midnight; "5 pm" is "17 h". */
    static String hour(MatchResult found) {
        boolean french = found.group(1) != null;
        int hour = number(french ? found.group(1) : found.group(3));
        String minutes = french ? found.group(2) : found.group(4);
        boolean afternoon = !french && found.group(5).equalsIgnoreCase("pm");
        int ofDay = french ? hour : hour % NOON + (afternoon ? NOON : 0);
        return String.valueOf(ofDay * MINUTES + (minutes == null ? 0 : number(minutes)));
    }

    private static String day(String day, int month, @org.jspecify.annotations.Nullable String year) {
        int of = year == null ? 0 : number(year);
        return number(day) + "-" + month + "-" + (of > 0 && of < 100 ? CENTURY + of : of);
    }

    private static int indexOf(List<String> beginnings, String name) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
        for (int at = 0; at < beginnings.size(); at++) {
            if (plain.matches("(?:" + beginnings.get(at) + ").*")) {
                return at;
            }
        }
        throw new IllegalArgumentException("no month and no day: " + name);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
