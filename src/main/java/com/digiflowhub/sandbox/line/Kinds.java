package com.digiflowhub.sandbox.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Of which kind the members of a body are, by their place, from a table: a line begins with the kind ({@code text}, {@code number},
 * {@code flag}, {@code object}, {@code list}, or {@code a|b|c} for one of those words) and goes on with places. {@code *} is any item of a list, {@code !}
 * behind a place says that it must be there once its holder is, {@code ?} that it may be null.
 */
public final class Kinds {
    private static final Set<String> NAMED = Set.of("text", "number", "flag", "object", "list");

    private final List<Rule> rules;

    private Kinds(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The first place at fault, written as {@code tools[0].function.name}. */
    public record Wrong(String place, boolean missing) {}

    private record Rule(String kind, List<String> place, boolean required, boolean orNull) {
        static Rule read(String kind, String written) {
            var plain = written.replaceAll("[!?]$", "");
            return new Rule(kind, List.of(plain.split("/", -1)), written.endsWith("!"), written.endsWith("?"));
        }

        boolean fits(JsonNode value) {
            if (value.isNull()) {
                return orNull;
            }
            return switch (kind) {
                case "text" -> value.isString();
                case "number" -> value.isNumber();
                case "flag" -> value.isBoolean();
                case "object" -> value.isObject();
                case "list" -> value.isArray();
                default -> value.isString() && List.of(kind.split("\\|", -1)).contains(value.asString(""));
            };
        }
    }

    public static Kinds of(String table) {
        var rules = new ArrayList<Rule>();
        for (var line : table.strip().lines().toList()) {
            var words = line.strip().split("\\s+", -1);
            if (!NAMED.contains(words[0]) && words[0].contains("/")) {
                throw new IllegalArgumentException("No kind at the beginning of: " + line);
            }
            for (var at = 1; at < words.length; at++) {
                rules.add(Rule.read(words[0], words[at]));
            }
        }
        return new Kinds(rules);
    }

    public Optional<Wrong> wrong(JsonNode body) {
        return rules.stream()
                .map(rule -> wrong(rule, 0, body, ""))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Wrong> wrong(Rule rule, int step, JsonNode node, String at) {
        if (step == rule.place.size()) {
            return rule.fits(node) ? Optional.empty() : Optional.of(new Wrong(at, false));
        }
        var name = rule.place.get(step);
        if (name.equals("*")) {
            return items(rule, step, node, at);
        }
        var place = at.isEmpty() ? name : at + "." + name;
        if (node.has(name)) {
            return wrong(rule, step + 1, node.get(name), place);
        }
        var lacking = rule.required && step == rule.place.size() - 1 && node.isObject();
        return lacking ? Optional.of(new Wrong(place, true)) : Optional.empty();
    }

    private static Optional<Wrong> items(Rule rule, int step, JsonNode list, String at) {
        for (var index = 0; list.isArray() && index < list.size(); index++) {
            var wrong = wrong(rule, step + 1, list.get(index), at + "[" + index + "]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }
}
