package com.digiflowhub.assistant.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The prices, dates, hours, discounts, links, addresses and numbers of an answer that none of its sources holds: a wrong one is worse than
 * none. What kind of thing it is decides how it is compared, so that "1490 EUR" is "1 490 €" and "January 11th" is "11/01/2027".
 */
public final class Claims {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[ .,\\u00a0\\u202f]?\\d+)*");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int SHORTEST_OF_NOTE = 2;

    private Claims() {}

    /**
     * What an answer may rest on. {@code sources} are the company's own words; {@code questions} (an entry's question, what the lead wrote)
     * may lend a small plain number, such as an age or a count, and nothing else: a lead cannot set a price by naming one.
     */
    public record Material(List<String> sources, List<String> questions) {
        public Material {
            sources = List.copyOf(sources);
            questions = List.copyOf(questions);
        }

        String known() {
            return String.join("\n", sources);
        }
    }

    /** As they stand in the text; empty when all are covered. */
    public static List<String> unknown(String text, Material material) {
        List<String> unknown = new ArrayList<>();
        String rest = text;
        String known = material.known();
        for (Kind kind : Kind.values()) {
            Set<String> there = kind.meanings(known);
            for (MatchResult found : kind.in(rest)) {
                if (!kind.covered(found, there, known)) {
                    unknown.add(found.group().strip().replaceFirst("[.,;:!?]+$", ""));
                }
            }
            rest = kind.without(rest);
        }
        unknown.addAll(numbers(rest, material));
        return List.copyOf(unknown.stream().distinct().toList());
    }

    /** Of two digits and more: small counts are written as words here and as figures there. */
    private static List<String> numbers(String text, Material material) {
        Set<String> known = new HashSet<>(bare(material.known(), NUMBER));
        known.addAll(bare(material.known(), DIGITS));
        material.questions()
                .forEach(question -> bare(question, DIGITS).stream()
                        .filter(number -> number.length() <= SHORTEST_OF_NOTE)
                        .forEach(known::add));
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(number -> !known.contains(number.replaceAll("\\D", ""))
                        && !Arrays.stream(number.split("\\D"))
                                .allMatch(part -> part.length() < SHORTEST_OF_NOTE || known.contains(part)))
                .toList();
    }

    private static Set<String> bare(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group().replaceAll("\\D", ""))
                .collect(Collectors.toSet());
    }
}
