package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.KnownProblems;
import com.digiflowhub.platform.web.KnownProblems.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestMethod;

/** Every kind of refusal there is, and which of them an address may answer. */
final class Refusals {
    static final String TYPE = "/docs#problem-";

    private final Map<String, Kind> bySlug = new LinkedHashMap<>();

    Refusals(List<KnownProblems> modules) {
        modules.stream().flatMap(module -> module.kinds().stream()).forEach(kind -> {
            if (bySlug.put(kind.slug(), kind) != null) {
                throw new IllegalStateException("two kinds of problem are called " + kind.slug());
            }
        });
    }

    List<Kind> all() {
        return bySlug.values().stream()
                .sorted(java.util.Comparator.comparingInt(Kind::status).thenComparing(Kind::slug))
                .toList();
    }

    /** Status to response, sorted. */
    Map<String, Object> of(String path, RequestMethod verb, boolean body, List<String> own) {
        Map<Integer, List<Kind>> byStatus = new TreeMap<>();
        slugs(path, verb, body, own).stream()
                .distinct()
                .map(this::require)
                .forEach(kind -> byStatus.computeIfAbsent(kind.status(), status -> new ArrayList<>())
                        .add(kind));
        Map<String, Object> responses = new LinkedHashMap<>();
        byStatus.forEach((status, kinds) -> responses.put(String.valueOf(status), response(kinds)));
        return responses;
    }

    private static List<String> slugs(String path, RequestMethod verb, boolean body, List<String> own) {
        List<String> slugs = new ArrayList<>(own);
        slugs.addAll(List.of("invalid", "not-acceptable", "too-many-requests", "unexpected", "unavailable"));
        boolean open = Operations.open(path);
        if (!open) {
            slugs.add("unauthorized");
        }
        if (path.contains("{")) {
            slugs.add("not-found");
        }
        if (verb != RequestMethod.GET) {
            slugs.add("too-large");
            if (!open) {
                slugs.add("forbidden");
            }
        }
        if (body) {
            slugs.add("media-type");
        }
        if (verb == RequestMethod.POST && !open) {
            slugs.add("in-progress");
            slugs.add("key-reused");
        }
        return slugs;
    }

    private Kind require(String slug) {
        Kind kind = bySlug.get(slug);
        if (kind == null) {
            throw new IllegalStateException("no module knows the problem " + slug);
        }
        return kind;
    }

    private static Map<String, Object> response(List<Kind> kinds) {
        Map<String, Object> type = Map.of(
                "properties",
                Map.of(
                        "type",
                        Map.of(
                                "enum",
                                kinds.stream().map(kind -> TYPE + kind.slug()).toList())));
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description",
                String.join("\n\n", kinds.stream().map(Kind::meaning).distinct().toList()));
        if (kinds.getFirst().status() == 429 || kinds.getFirst().status() == 503) {
            response.put("headers", Map.of("Retry-After", Map.of("$ref", "#/components/headers/Retry-After")));
        }
        response.put(
                "content",
                Map.of(
                        "application/problem+json",
                        Map.of(
                                "schema",
                                Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/Problem"), type)))));
        return response;
    }
}
