package com.digiflowhub.assistant;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How well entries fit a question. Counted is the share of the question's meaning that an entry covers; a word that few entries have
 * weighs more, one that none has most: who asks for something else is not to be given what happens to share a common word.
 */
final class Likeness {
    private static final double ONLY_IN_RESPONSE = 0.5;
    private static final double QUESTION_COVERED = 0.25;
    private static final double IN_NONE = 0.5;

    private Likeness() {}

    /** Best first. {@code known} is the number of all entries of the workspace, of which {@code candidates} share something with the question. */
    static List<QaEntry.Found> rank(String question, List<QaEntry> candidates, long known) {
        return rank(question, candidates, known, UnaryOperator.identity());
    }

    /** {@code reading} puts one word for all that mean the same here, in the question and in the entries. */
    static List<QaEntry.Found> rank(
            String question, List<QaEntry> candidates, long known, UnaryOperator<String> reading) {
        List<Lexicon.Word> asked = Lexicon.words(reading.apply(question));
        List<Read> read =
                candidates.stream().map(entry -> Read.of(entry, reading)).toList();
        List<Weighed> weighed =
                asked.stream().map(word -> weigh(word, read, known)).toList();
        double whole = weighed.stream().mapToDouble(Weighed::weight).sum();
        return read.stream()
                .map(entry -> score(entry, weighed, whole))
                .filter(scored -> scored.covers() > 0)
                .sorted(Comparator.comparingDouble(Scored::rank).reversed())
                .map(scored ->
                        new QaEntry.Found(scored.entry(), Math.min(100, (int) Math.round(scored.covers() * 100))))
                .toList();
    }

    private static Weighed weigh(Lexicon.Word word, List<Read> entries, long known) {
        long having = entries.stream()
                .filter(entry -> likeAny(word, entry.heading()) > 0)
                .count();
        return new Weighed(word, Math.log(1 + (double) known / Math.max((double) having, IN_NONE)));
    }

    private static Scored score(Read entry, List<Weighed> asked, double whole) {
        double inHeading = 0;
        double inResponse = 0;
        for (Weighed word : asked) {
            double heading = likeAny(word.word(), entry.heading());
            inHeading += heading * word.weight();
            inResponse += heading > 0 ? 0 : likeAny(word.word(), entry.response()) * word.weight();
        }
        double covers = inHeading == 0 ? 0 : (inHeading + inResponse * ONLY_IN_RESPONSE) / whole;
        List<Lexicon.Word> words = asked.stream().map(Weighed::word).toList();
        double covered = entry.question().stream()
                .mapToDouble(word -> likeAny(word, words))
                .average()
                .orElse(0);
        return new Scored(entry.entry(), covers, covers + covered * QUESTION_COVERED);
    }

    private static double likeAny(Lexicon.Word word, List<Lexicon.Word> others) {
        return others.stream()
                .mapToDouble(other -> Lexicon.alike(word, other))
                .max()
                .orElse(0);
    }

    private record Weighed(Lexicon.Word word, double weight) {}

    private record Scored(QaEntry entry, double covers, double rank) {}

    /** An entry taken apart into words. */
    private record Read(
            QaEntry entry, List<Lexicon.Word> question, List<Lexicon.Word> heading, List<Lexicon.Word> response) {
        static Read of(QaEntry entry, UnaryOperator<String> reading) {
            String heading = entry.question() + " " + String.join(" ", entry.tags());
            return new Read(
                    entry,
                    Lexicon.words(reading.apply(entry.question())),
                    Lexicon.words(reading.apply(heading)),
                    Lexicon.words(reading.apply(entry.response())));
        }
    }
}
