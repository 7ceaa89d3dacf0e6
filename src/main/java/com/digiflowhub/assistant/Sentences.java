package com.digiflowhub.assistant;

import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/** What the assistant says of itself, in the lead's language. */
final class Sentences {
    private static final Pattern GREETING =
            Pattern.compile("^(bonjour|bonsoir|salut|hello|hi|hey)\\b[\\s,.!]*", Pattern.CASE_INSENSITIVE);

    private static final Pattern VOWEL =
            Pattern.compile("^[aeiouyàâäéèêëîïôöùûüœæ]", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Sentences() {}

    /** At first contact the lead is told that no person writes; the text's own greeting is not said twice. */
    static String introduced(String text, String company, Language language) {
        String rest = GREETING.matcher(text).replaceFirst("");
        return introduction(company, language) + "\n\n" + StringUtils.capitalize(rest);
    }

    static String introduction(String company, Language language) {
        return switch (language) {
            case FR ->
                company.isBlank()
                        ? "Bonjour, je suis un assistant automatique."
                        : "Bonjour, je suis l'assistant automatique " + of(company) + ".";
            case EN ->
                company.isBlank()
                        ? "Hello, I am an automated assistant."
                        : "Hello, I am the automated assistant of " + company + ".";
        };
    }

    private static String of(String company) {
        return VOWEL.matcher(company).find() ? "d'" + company : "de " + company;
    }

    static String greeting(Language language) {
        return switch (language) {
            case FR -> "Bonjour ! Comment puis-je vous aider ?";
            case EN -> "Hello! How can I help you?";
        };
    }

    static String welcome(Language language) {
        return switch (language) {
            case FR -> "Avec plaisir !";
            case EN -> "You are welcome!";
        };
    }

    static String handOver(Language language) {
        return switch (language) {
            case FR -> "Je transmets votre demande à une personne de l'équipe, qui vous répondra ici.";
            case EN -> "I am passing this on to someone from the team, who will answer you here.";
        };
    }

    static boolean handsOver(String text) {
        return text.endsWith(handOver(Language.FR)) || text.endsWith(handOver(Language.EN));
    }
}
