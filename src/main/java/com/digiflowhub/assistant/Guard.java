package com.digiflowhub.assistant;

import com.digiflowhub.conversations.Reply;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a model's words may be said. They may when they stand on entries that we showed it, and hold no number that nobody gave it: a
 * wrong price is worse than none.
 */
final class Guard {
    private static final Set<String> NEED_NO_SOURCE = Set.of("greeting", "thanks");
    private static final String PERSON = "person";
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[ .,\\u00a0\\u202f]?\\d+)*");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Guard() {}

    static Decision judge(Scene scene, ReplyForm.Draft said) {
        if (said.handOver().isPresent() || said.intent().equals(PERSON)) {
            return new Decision.HandOver(said.intent().equals(PERSON) ? Decision.ASKED : Decision.UNSURE);
        }
        String text = PlainText.of(said.text());
        List<QaEntry> used = scene.entries().stream()
                .map(QaEntry.Found::entry)
                .filter(entry -> said.used().contains(entry.id().toString()))
                .toList();
        boolean grounded = !used.isEmpty() || NEED_NO_SOURCE.contains(said.intent());
        if (text.isEmpty() || !grounded || !numbersAreKnown(text, scene, used)) {
            return new Decision.HandOver(Decision.UNSURE);
        }
        Reply.Grounds grounds = new Reply.Grounds(
                "model",
                Optional.of(said.model()),
                said.intent(),
                used.stream()
                        .map(entry -> new Reply.Source(entry.id().toString(), entry.question()))
                        .toList());
        return new Decision.Say(text, grounds, used.stream().map(QaEntry::id).toList());
    }

    /** Of two digits and more: small counts are written as words here and as figures there. */
    private static boolean numbersAreKnown(String text, Scene scene, List<QaEntry> used) {
        String material = used.stream()
                .map(entry -> entry.question() + "\n" + entry.response())
                .collect(Collectors.joining("\n", scene.words() + "\n" + scene.configuration() + "\n", ""));
        Set<String> known = new HashSet<>(numbers(material, NUMBER));
        known.addAll(numbers(material, DIGITS));
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .allMatch(number -> known.contains(bare(number))
                        || Arrays.stream(number.split("\\D"))
                                .allMatch(part -> part.length() < 2 || known.contains(part)));
    }

    private static Set<String> numbers(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(found -> bare(found.group())).collect(Collectors.toSet());
    }

    private static String bare(String number) {
        return number.replaceAll("\\D", "");
    }
}
