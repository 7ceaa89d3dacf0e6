package com.digiflowhub.assistant.score;

import com.digiflowhub.assistant.Lexicon;
import com.digiflowhub.contacts.Judgement.Reason;
import com.digiflowhub.contacts.Judgement.Sentiment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Weighs what a lead said without a model: a pure function, good enough to sort by and always there. */
final class Rules {
    private static final int LONGEST_QUOTE = 140;
    private static final int MOOD_OF_LAST = 4;
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?…])\\s+|\\n+");
    private static final Pattern NO_MOOD = Pattern.compile("\\s+");

    private Rules() {}

    /** One sentence as it was written, and as signs are looked for in it. */
    private record Sentence(String written, String plain) {
        static Sentence of(String written) {
            String spoken = written.replace("€", " euros ")
                    .replace("£", " pounds ")
                    .replace("$", " dollars ")
                    .replace("@", " at ");
            boolean asks = written.strip().endsWith("?");
            return new Sentence(
                    NO_MOOD.matcher(written.strip()).replaceAll(" "),
                    Lexicon.plain(spoken) + (asks ? " questionmark" : ""));
        }
    }

    /** {@code said} is what the lead wrote, one text a message, oldest first. */
    static Verdict weigh(List<String> said) {
        Map<Sign, String> found = new EnumMap<>(Sign.class);
        for (Sentence sentence : sentences(said)) {
            for (Sign sign : Sign.values()) {
                if (sign.in(sentence.plain())) {
                    found.put(sign, quote(sentence.written()));
                }
            }
        }
        List<Reason> reasons = new ArrayList<>();
        found.forEach((sign, quote) -> reasons.add(new Reason(sign.key(), "", sign.points(), quote)));
        return mood(reasons, said);
    }

    /** How they feel now: only the last messages count. */
    private static Verdict mood(List<Reason> reasons, List<String> said) {
        int mood = 0;
        List<String> quotes = new ArrayList<>();
        for (Sentence sentence : sentences(said.subList(Math.max(0, said.size() - MOOD_OF_LAST), said.size()))) {
            int weight = 0;
            for (Sign sign : Sign.values()) {
                weight += sign.in(sentence.plain()) ? sign.mood() : 0;
            }
            mood += weight;
            if (weight != 0) {
                quotes.add(quote(sentence.written()));
            }
        }
        String tone = mood > 0 ? "positive" : mood < 0 ? "negative" : "neutral";
        int confidence = mood == 0 ? (quotes.isEmpty() ? 60 : 50) : Math.min(95, 55 + 10 * Math.abs(mood));
        return Verdict.of(reasons, new Sentiment(tone, confidence), quotes);
    }

    private static List<Sentence> sentences(List<String> said) {
        return said.stream()
                .flatMap(SENTENCE::splitAsStream)
                .filter(text -> !text.isBlank())
                .map(Sentence::of)
                .toList();
    }

    static String quote(String words) {
        return words.codePointCount(0, words.length()) <= LONGEST_QUOTE
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_QUOTE)).strip() + "…";
    }
}
