package com.digiflowhub.assistant.score;

import java.util.List;

/** Ten people as they write; what is to be made of each was set down before the first run. */
record TenLeads(String who, List<String> said, int least, int most, String tone) {
    static final List<TenLeads> ALL = List.of(
            lead(
                    "hot, French",
                    75,
                    100,
                    "positive",
                    "Bonjour, c'est combien la formation ?",
                    "J'ai un budget de 1500 €.",
                    "Je voudrais m'inscrire pour le 12 janvier, merci !"),
            lead(
                    "hot, English",
                    75,
                    100,
                    "positive",
                    "Hi, how much is the course? I have a budget of 2000 dollars.",
                    "Perfect, I want to book for next week."),
            lead(
                    "warm, French",
                    40,
                    74,
                    "neutral",
                    "Bonsoir, quels sont vos tarifs ?",
                    "Ce serait pour la semaine prochaine."),
            lead("warm, English", 40, 74, "neutral", "What does it cost to start in January?"),
            lead(
                    "undecided, French",
                    10,
                    39,
                    "neutral",
                    "J'hésite encore, je vais réfléchir.",
                    "C'est quoi la différence avec les autres ?"),
            lead("too dear, English", 0, 30, "negative", "That is too expensive for me, maybe later."),
            lead("cold, French", 0, 10, "negative", "Non merci, je ne suis pas intéressé."),
            lead("angry, French", 0, 20, "negative", "C'est honteux, personne ne répond ! Une vraie arnaque."),
            lead("alone, English", 0, 5, "negative", "Stop writing to me. Leave me alone."),
            lead(
                    "spam, English",
                    0,
                    5,
                    "neutral",
                    "We sell backlinks and SEO, click here http://x.example to be on page 1 of Google"));

    TenLeads {
        said = List.copyOf(said);
    }

    private static TenLeads lead(String who, int least, int most, String tone, String... said) {
        return new TenLeads(who, List.of(said), least, most, tone);
    }

    String line(Verdict verdict) {
        StringBuilder text = new StringBuilder("%-18s %3d  %-8s %2d %%  by %s\n"
                .formatted(
                        who,
                        verdict.score(),
                        verdict.sentiment().tone(),
                        verdict.sentiment().confidence(),
                        verdict.reasons().stream()
                                        .anyMatch(reason -> reason.sign().isEmpty())
                                ? "model"
                                : "rule"));
        text.append("    %+4d  base\n".formatted(Verdict.BASE));
        verdict.reasons()
                .forEach(reason -> text.append("    %+4d  %s: \"%s\"\n"
                        .formatted(
                                reason.points(),
                                reason.sign().isEmpty() ? reason.text() : reason.sign(),
                                reason.quote())));
        return text.toString();
    }
}
