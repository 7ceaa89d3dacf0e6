package com.digiflowhub.sandbox.openai;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions and answers found in the words of a request: any JSON array of objects that have both. */
record Knowledge(List<Entry> entries) {

    private static final int MAX_ENTRIES = 500;
    private static final double ENOUGH = 0.5;

    record Entry(String id, String question, String answer) {}

    Knowledge {
        entries = List.copyOf(entries);
    }

    static Knowledge in(List<String> texts) {
        var found = new ArrayList<Entry>();
        for (var text : texts) {
            for (var at = text.indexOf('['); at >= 0 && found.size() < MAX_ENTRIES; at = text.indexOf('[', at + 1)) {
                var array = arrayAt(text, at);
                array.forEach(node -> entry(node).ifPresent(found::add));
                if (!array.isEmpty()) {
                    at = Math.max(at, text.indexOf(']', at));
                }
            }
        }
        return new Knowledge(found.stream().distinct().toList());
    }

    /** The entry that shares most meaning with the question, if enough of the question is in it; rare words weigh more. */
    Optional<Entry> best(String question) {
        var asked = Words.meaning(question);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var weights = asked.stream().collect(Collectors.toMap(word -> word, this::weight));
        var whole = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return entries.stream()
                .map(entry -> Map.entry(entry, score(entry, weights, whole)))
                .filter(scored -> scored.getValue() >= ENOUGH)
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private double weight(String word) {
        var having = entries.stream()
                .filter(entry -> has(Words.meaning(entry.question), word))
                .count();
        return Math.log(1 + (entries.size() + 1.0) / (having + 1.0));
    }

    private static double score(Entry entry, Map<String, Double> weights, double whole) {
        var question = Words.meaning(entry.question);
        var answer = Words.meaning(entry.answer);
        var inQuestion = weights.entrySet().stream()
                .filter(word -> has(question, word.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        var inAnswerOnly = weights.entrySet().stream()
                .filter(word -> !has(question, word.getKey()) && has(answer, word.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        if (inQuestion == 0) {
            return 0;
        }
        var covered = question.isEmpty()
                ? 0
                : (double) question.stream()
                                .filter(word -> has(List.copyOf(weights.keySet()), word))
                                .count()
                        / question.size();
        return (inQuestion + inAnswerOnly / 2) / whole + covered / 4;
    }

    private static boolean has(List<String> words, String word) {
        return words.stream().anyMatch(other -> Words.alike(word, other));
    }

    private static List<JsonNode> arrayAt(String text, int at) {
        try (var parser = JsonMapper.shared().createParser(text.substring(at))) {
            JsonNode node = JsonMapper.shared().readTree(parser);
            return node.isArray() ? node.valueStream().toList() : List.of();
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static Optional<Entry> entry(JsonNode node) {
        var question = first(node, "question", "q", "title");
        var answer = first(node, "answer", "response", "reply", "a");
        return question.isEmpty() || answer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(node.path("id").asString(""), question, answer));
    }

    private static String first(JsonNode node, String... names) {
        for (var name : names) {
            if (node.path(name).isString()) {
                return node.path(name).asString("");
            }
        }
        return "";
    }
}
