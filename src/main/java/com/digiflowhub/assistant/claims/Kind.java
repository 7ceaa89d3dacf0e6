package com.digiflowhub.assistant.claims;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kinds of claims, in the order in which they are looked for: what one has taken the next does not see. */
enum Kind {
    EMAIL("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+") {
        @Override
        String meaning(MatchResult found) {
            return found.group().toLowerCase(Locale.ROOT);
        }
    },
    LINK(
            "(?:https?://|www\\.)[^\\s<>()\\[\\]\"]+"
                    + "|(?<![\\w@.])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:fr|com|org|net|eu|io|app|shop|info|biz|be|ch|ca|gf|gp|mq|re|co|me|ly|gl)(?![\\w-])(?:/[^\\s<>()\\[\\]\"]*)?") {
        @Override
        String meaning(MatchResult found) {
            return found.group()
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^https?://", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("[.,;:!?/]+$", "");
        }
    },
    DATE(Days.PATTERN) {
        @Override
        String meaning(MatchResult found) {
            return Days.meaning(found);
        }

        @Override
        boolean covered(MatchResult found, Set<String> there, String known) {
            String day = meaning(found);
            return there.stream().anyMatch(other -> Days.same(day, other));
        }
    },
    MONTH("(?<!\\p{L})(?:" + Days.MONTHS_ALONE + ")(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return String.valueOf(Days.month(found.group()));
        }

        @Override
        Set<String> meanings(String text) {
            Set<String> months = super.meanings(text);
            DATE.in(text).forEach(day -> months.add(DATE.meaning(day).split("-")[1]));
            return months;
        }
    },
    WEEKDAY("(?<!\\p{L})(?:" + Days.WEEKDAYS + ")s?(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return String.valueOf(Days.weekday(found.group()));
        }
    },
    HOUR(
            "(?<![\\d.,])(\\d{1,2})\\s*(?:h|heures?|:)\\s*(\\d{2})?(?![\\p{L}\\d])|(?<![\\d.,])(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm)(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return Days.hour(found);
        }
    },
    PHONE("(?<![\\d\\p{L}])(?:\\+|00)?\\d(?:[ .\\-\\u00a0\\u202f()]{0,2}\\d){8,14}(?!\\d)") {
        @Override
        String meaning(MatchResult found) {
            String digits = found.group().replaceAll("\\D", "");
            return digits.substring(digits.length() - LOCAL_DIGITS);
        }
    },
    PERCENT("(?<!\\d)(\\d+(?:[.,]\\d+)?)[\\s\\u00a0\\u202f]*(?:%|pour ?cents?(?!\\p{L})|per ?cent|percent)") {
        @Override
        String meaning(MatchResult found) {
            return Kind.amount(found.group(1));
        }
    },
    MONEY(
            "(?<!\\d)(\\d+(?:[ .,\\u00a0\\u202f]\\d+)*)[\\s\\u00a0\\u202f]*(?:€|\\$|£|(?:k€|eur|euros?|usd|dollars?|francs?|fcfa|balles)(?!\\p{L}))"
                    + "|(?:€|\\$|£)[\\s\\u00a0\\u202f]*(\\d+(?:[ .,\\u00a0\\u202f]\\d+)*)") {
        @Override
        String meaning(MatchResult found) {
            return Kind.amount(found.group(1) == null ? found.group(2) : found.group(1));
        }

        // A source may name the sum and leave the currency to be understood.
        @Override
        Set<String> meanings(String text) {
            Set<String> sums = super.meanings(text);
            BARE.matcher(WORDS_BETWEEN.matcher(text).replaceAll("|"))
                    .results()
                    .forEach(sum -> sums.add(Kind.amount(sum.group())));
            return sums;
        }
    },
    WORDED_SUM("(?<!\\p{L})(?:" + Kind.NUMBER_WORDS + ")(?:[ -](?:et |and )?(?:" + Kind.NUMBER_WORDS
            + "))*[ -](?:euros?|dollars?|pounds?|pour ?cents?|per ?cent|percent)(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return found.group().toLowerCase(Locale.ROOT).replace('-', ' ');
        }
    },
    GIFT(
            "(?<!\\p{L}|feel )(?:gratuite?s?|gratuitement|offerte?s?|free(?! to\\b)|complimentary|sans frais|cadeaux?|gift)(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return "gift";
        }
    },
    DISCOUNT(
            "(?<!\\p{L})(?:remises?|rabais|r[ée]ductions?|promos?|promotions?|discounts?|soldes|code promo|(?:à )?moiti[ée] prix|half[- ]price|voucher|coupon|bon d.achat)(?!\\p{L})") {
        @Override
        String meaning(MatchResult found) {
            return "discount";
        }
    };

    private static final int LOCAL_DIGITS = 9;
    private static final int CENTS = 2;
    private static final String NUMBER_WORDS =
            "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|"
                    + "quarante|cinquante|soixante|septante|nonante|cents?|mille|millions?|un|une|one|two|three|four|five|seven|eight|nine|ten|eleven|"
                    + "twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand";
    private static final Pattern BARE = Pattern.compile("\\d+(?:[ .,\\u00a0\\u202f]\\d+)*");
    private static final Pattern WORDS_BETWEEN = Pattern.compile("[\\p{L}%€$£]+");

    private final Pattern pattern;

    Kind(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What is the same however it is written. */
    abstract String meaning(MatchResult found);

    Set<String> meanings(String text) {
        return in(text).stream().map(this::meaning).collect(Collectors.toSet());
    }

    boolean covered(MatchResult found, Set<String> there, String known) {
        return there.contains(meaning(found));
    }

    List<MatchResult> in(String text) {
        return pattern.matcher(text).results().toList();
    }

    String without(String text) {
        return pattern.matcher(text).replaceAll(" | ");
    }

    /** "1 490", "1.490", "1,490.00" and "1490" are one sum. */
    private static String amount(String written) {
        String figures = written.replaceAll("[ \\u00a0\\u202f]", "");
        int last = Math.max(figures.lastIndexOf(','), figures.lastIndexOf('.'));
        boolean cents = last >= 0 && figures.length() - last - 1 <= CENTS;
        String whole = (cents ? figures.substring(0, last) : figures).replaceAll("\\D", "");
        return new BigDecimal(cents ? whole + "." + figures.substring(last + 1) : whole)
                .stripTrailingZeros()
                .toPlainString();
    }
}
