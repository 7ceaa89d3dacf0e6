package com.digiflowhub.sandbox.openai;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the model makes of a request: what to say, how sure it is, and whether a person should take over. */
record Thought(String reply, Kind kind, String language, Optional<Knowledge.Entry> used) {

    enum Kind {
        GREETING,
        ANSWER,
        UNKNOWN,
        PERSON
    }

    private static final Pattern PERSON = Pattern.compile(
            "(parler|discuter|echanger|speak|talk|chat)\\b.*\\b(quelqu|humain|personne|conseill|responsable|someone|human|person|agent|advisor)"
                    + "|\\b(un|une|a|real|vrai|vraie) (humain|conseiller|conseillere|human|vraie personne|real person|vrai)\\b|\\brappell?e[rz]?[- ]?moi\\b|call me back");
    private static final Pattern GREETING = Pattern.compile(
            "(bonjour|bonsoir|salut|coucou|hello|hi|hey|good (morning|evening|afternoon))( (a tous|a vous|madame|monsieur|there|everyone))?");
    private static final Set<String> ENGLISH = Set.copyOf(List.of(
            ("the is are you how what do does can i hello hi where when much your my please price open hours speak to someone "
                            + "have it a there and for")
                    .split(" ")));
    private static final Set<String> FRENCH = Set.copyOf(List.of(
            ("le la les est vous je bonjour bonsoir salut combien quel quelle ou comment avez pouvez un une des votre mon "
                            + "c et pour parler quelqu puis peux prix coute")
                    .split(" ")));

    static Thought about(JsonNode messages) {
        var texts = messages.valueStream()
                .filter(message -> !message.path("role").asString("").equals("assistant"))
                .map(Thought::text)
                .toList();
        var asked = lastAsked(messages);
        var plain = Words.plain(asked);
        var language = language(plain);
        var french = language.equals("fr");
        if (PERSON.matcher(plain).find()) {
            return new Thought(
                    french
                            ? "Bien sûr, je transmets votre demande à une personne de l'équipe."
                            : "Of course, I am passing you on to someone from the team.",
                    Kind.PERSON,
                    language,
                    Optional.empty());
        }
        if (GREETING.matcher(plain).matches()) {
            return new Thought(
                    french ? "Bonjour ! Comment puis-je vous aider ?" : "Hello! How can I help you?",
                    Kind.GREETING,
                    language,
                    Optional.empty());
        }
        var best = Knowledge.in(texts).best(asked);
        return best.map(entry -> new Thought(sentence(entry.answer()), Kind.ANSWER, language, best))
                .orElseGet(() -> new Thought(
                        french
                                ? "Je n'ai pas cette information. Une personne de l'équipe va vous répondre."
                                : "I do not have that information. Someone from the team will answer you.",
                        Kind.UNKNOWN,
                        language,
                        Optional.empty()));
    }

    boolean handsOver() {
        return kind == Kind.UNKNOWN || kind == Kind.PERSON;
    }

    String reason() {
        return switch (kind) {
            case PERSON -> "asked for a person";
            case UNKNOWN -> "not in the knowledge";
            case GREETING, ANSWER -> "";
        };
    }

    static String text(JsonNode message) {
        var content = message.path("content");
        if (content.isString()) {
            return content.asString("");
        }
        return String.join(
                "\n",
                content.valueStream()
                        .map(part -> part.path("text").asString(""))
                        .toList());
    }

    /** The last messages of the person, since several short ones are answered at once. */
    private static String lastAsked(JsonNode messages) {
        var asked = "";
        for (var index = messages.size() - 1; index >= 0; index--) {
            var role = messages.get(index).path("role").asString("");
            if (role.equals("assistant") && !asked.isEmpty()) {
                break;
            }
            if (role.equals("user")) {
                asked = (text(messages.get(index)) + "\n" + asked).strip();
            }
        }
        return asked;
    }

    private static String language(String plain) {
        var words = List.of(plain.split("[ -]"));
        var english = words.stream().filter(ENGLISH::contains).count();
        var french = words.stream().filter(FRENCH::contains).count();
        return english > french ? "en" : "fr";
    }

    private static String sentence(String answer) {
        var text = answer.strip();
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
