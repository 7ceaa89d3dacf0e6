package com.digiflowhub.assistant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether words touch a topic of which the assistant is not to speak. A topic is a word or a short phrase, and is touched where all words
 * of it that carry meaning stand; "promise of income or of a job" is two.
 */
final class NoGo {
    private static final double AS_GOOD_AS_THE_SAME = 0.9;
    private static final int MOST = 4_000;

    private NoGo() {}

    /** The topic, as the owner wrote it. */
    static Optional<String> touched(String words, List<String> topics) {
        List<Lexicon.Word> said = Lexicon.words(words.length() > MOST ? words.substring(0, MOST) : words);
        return topics.stream()
                .filter(topic -> ways(topic).anyMatch(way -> allIn(way, said)))
                .findFirst();
    }

    private static boolean allIn(List<Lexicon.Word> way, List<Lexicon.Word> said) {
        return !way.isEmpty()
                && way.stream()
                        .allMatch(word ->
                                said.stream().anyMatch(other -> Lexicon.alike(word, other) >= AS_GOOD_AS_THE_SAME));
    }

    private static Stream<List<Lexicon.Word>> ways(String topic) {
        return Arrays.stream(topic.split("[,;/]")).flatMap(part -> alternatives(part).stream());
    }

    /** What comes after an "or" and is shorter than what came before it begins with the same words. */
    private static List<List<Lexicon.Word>> alternatives(String part) {
        List<List<Lexicon.Word>> all = new ArrayList<>();
        for (String alternative : part.split("(?i)\\s+(?:ou|or)\\s+")) {
            List<Lexicon.Word> words = Lexicon.words(alternative);
            if (!all.isEmpty() && words.size() < all.getFirst().size()) {
                List<Lexicon.Word> first = all.getFirst();
                words = Stream.concat(first.subList(0, first.size() - words.size()).stream(), words.stream())
                        .toList();
            }
            all.add(words);
        }
        return all;
    }
}
