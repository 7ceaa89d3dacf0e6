package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.KnownProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The API document in the order a person reads it. Templates read it, so its parts are public. */
public record Reference(
        String version,
        String server,
        List<List<Piece>> about,
        List<Chapter> chapters,
        List<Shape> shapes,
        List<KnownProblems.Kind> problems) {
    /** A stretch of text in one hand: plain, or as code. */
    public record Piece(String text, boolean code) {}

    public record Chapter(String name, List<Address> addresses) {}

    /** {@code anchor} leads to it. */
    public record Address(
            String verb,
            String path,
            String anchor,
            String summary,
            String description,
            boolean open,
            List<Member> parameters,
            Optional<String> body,
            List<Answer> answers) {}

    /** A parameter or a member; {@code shape} is the name of another shape that it holds, if any. */
    public record Member(String name, String kind, boolean needed, String description, Optional<String> shape) {}

    public record Answer(String status, String description, Optional<String> shape) {}

    public record Shape(String name, String description, List<Member> members) {}

    static Reference of(JsonNode document, List<KnownProblems.Kind> problems) {
        return new Reference(
                document.path("info").path("version").asString(),
                document.path("servers").path(0).path("url").asString(),
                Stream.of(document.path("info").path("description").asString().split("\n\n"))
                        .map(Reference::pieces)
                        .toList(),
                chapters(document),
                document.path("components").path("schemas").properties().stream()
                        .map(schema -> shape(schema.getKey(), schema.getValue()))
                        .toList(),
                problems);
    }

    private static List<Chapter> chapters(JsonNode document) {
        Map<String, List<Address>> byTag = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> byTag.computeIfAbsent(
                                        verb.getValue().path("tags").path(0).asString(), tag -> new ArrayList<>())
                                .add(address(verb.getKey(), path.getKey(), verb.getValue(), document))));
        return byTag.entrySet().stream()
                .map(tag -> new Chapter(tag.getKey(), tag.getValue()))
                .toList();
    }

    private static Address address(String verb, String path, JsonNode said, JsonNode document) {
        return new Address(
                verb.toUpperCase(java.util.Locale.ROOT),
                path,
                said.path("operationId").asString().replace('.', '-'),
                said.path("summary").asString(),
                said.path("description").asString(""),
                said.path("security").isEmpty(),
                said.path("parameters")
                        .valueStream()
                        .map(parameter -> parameter(resolved(parameter, document)))
                        .toList(),
                referred(said.path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema")),
                said.path("responses").properties().stream()
                        .map(response -> answer(response.getKey(), response.getValue()))
                        .toList());
    }

    private static JsonNode resolved(JsonNode node, JsonNode document) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static Member parameter(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        String description = Stream.of(
                        parameter.path("description").asString(""),
                        schema.path("description").asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return new Member(
                parameter.path("name").asString(),
                parameter.path("in").asString() + " · " + kind(schema),
                parameter.path("required").asBoolean(false),
                description,
                Optional.empty());
    }

    private static Answer answer(String status, JsonNode response) {
        JsonNode content = response.path("content");
        Optional<String> shape = status.startsWith("2")
                ? referred(content.path("application/json").path("schema"))
                : content.isEmpty() ? Optional.empty() : Optional.of("Problem");
        return new Answer(status, response.path("description").asString(), shape);
    }

    private static Shape shape(String name, JsonNode schema) {
        List<String> needed =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        return new Shape(
                name,
                schema.path("description").asString(""),
                schema.path("properties").properties().stream()
                        .map(member -> new Member(
                                member.getKey(),
                                kind(member.getValue()),
                                needed.contains(member.getKey()),
                                member.getValue().path("description").asString(""),
                                held(member.getValue())))
                        .toList());
    }

    private static Optional<String> held(JsonNode schema) {
        return referred(schema)
                .or(() -> referred(schema.path("items")))
                .or(() -> referred(schema.path("anyOf").path(0)));
    }

    private static Optional<String> referred(JsonNode schema) {
        return Optional.of(schema.path("$ref").asString(""))
                .filter(reference -> !reference.isEmpty())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("");
        if (schema.has("enum") && schema.path("enum").size() <= 6) {
            return schema.path("enum")
                    .valueStream()
                    .map(word -> word.isNull() ? "null" : word.asString())
                    .collect(Collectors.joining(" | "));
        }
        return schema.has("format") ? name + " (" + schema.path("format").asString() + ")" : name;
    }

    /** Reads the two marks that the document's own text uses. */
    private static List<Piece> pieces(String paragraph) {
        String[] parts = paragraph.replace("**", "").split("`");
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < parts.length; at++) {
            if (!parts[at].isEmpty()) {
                pieces.add(new Piece(parts[at], at % 2 == 1));
            }
        }
        return pieces;
    }
}
