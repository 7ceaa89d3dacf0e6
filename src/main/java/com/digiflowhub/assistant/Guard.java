package com.digiflowhub.assistant;

import com.digiflowhub.assistant.claims.Claims;
import com.digiflowhub.conversations.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a model's words may be said. They may when they stand on entries that we showed it, and speak of nothing forbidden. A price, a date or
 * another claim that no such entry holds waits for a person.
 */
final class Guard {
    private static final Set<String> NEED_NO_SOURCE = Set.of("greeting", "thanks");
    private static final String PERSON = "person";
    /** In percent of what was asked: below it an entry shares a word with the question, and no more. */
    private static final int HARDLY_FITS = 20;

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
        if (text.isEmpty() || !grounded) {
            return new Decision.HandOver(Decision.UNSURE);
        }
        if (NoGo.touched(text, scene.configuration().noGoTopics()).isPresent()) {
            return new Decision.HandOver(Decision.NO_GO);
        }
        if (hardlyFits(scene, used)
                && !Claims.unknown(text, new Claims.Material(List.of(), List.of()))
                        .isEmpty()) {
            return new Decision.HandOver(Decision.UNSURE);
        }
        Reply.Grounds grounds = new Reply.Grounds(
                "model",
                Optional.of(said.model()),
                said.intent(),
                used.stream()
                        .map(entry -> new Reply.Source(entry.id().toString(), entry.question()))
                        .toList());
        List<String> claims = Claims.unknown(text, material(scene, used));
        return claims.isEmpty()
                ? new Decision.Say(text, grounds, used.stream().map(QaEntry::id).toList())
                : new Decision.Hold(text, grounds, claims);
    }

    /** A price or a date that is right answers nothing when it is another thing's. */
    private static boolean hardlyFits(Scene scene, List<QaEntry> used) {
        return !used.isEmpty()
                && scene.entries().stream()
                        .filter(found -> used.contains(found.entry()))
                        .allMatch(found -> found.covers() < HARDLY_FITS);
    }

    /** The company's own words; what is forbidden and who competes is none of them. */
    private static Claims.Material material(Scene scene, List<QaEntry> used) {
        AiConfiguration company = scene.configuration();
        List<String> sources =
                new ArrayList<>(used.stream().map(QaEntry::response).toList());
        sources.addAll(List.of(
                company.companyName(),
                company.industry(),
                company.targetAudience(),
                company.mainProduct(),
                company.uniqueValue()));
        sources.addAll(company.brandMemory().values());
        List<String> questions =
                new ArrayList<>(used.stream().map(QaEntry::question).toList());
        questions.add(scene.words());
        return new Claims.Material(sources, questions);
    }
}
