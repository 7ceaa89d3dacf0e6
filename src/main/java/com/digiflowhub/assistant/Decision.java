package com.digiflowhub.assistant;

import com.digiflowhub.conversations.Reply;
import java.util.List;
import java.util.Optional;

/** What is to be done about what a lead wrote. */
sealed interface Decision {
    record Say(String text, Reply.Grounds grounds, List<QaEntryId> used) implements Decision {
        public Say {
            used = List.copyOf(used);
        }
    }

    /** Nothing is to be said: a nod wants no answer. */
    record Silence() implements Decision {}

    /** A person is to answer; {@code reason} is shown to the team. */
    record HandOver(String reason) implements Decision {}

    /** Words that are not to leave before a person has read them: {@code claims} in them stand in no source. The lead is told that a person will answer. */
    record Hold(String text, Reply.Grounds grounds, List<String> claims) implements Decision {
        public Hold {
            claims = List.copyOf(claims);
        }
    }

    String ASKED = "asked";
    String NO_GO = "no-go";
    String CLAIM = "claim";
    String UNSURE = "unsure";
    String NO_ANSWER = "no-answer";
    String MODEL_FAILED = "model-failed";

    /** What is plain without a model; what is not to be spoken of goes to a person before any model hears of it. Empty for a question. */
    static Optional<Decision> atFirstLook(Scene scene) {
        return switch (FirstLook.at(scene.words())) {
            case WANTS_A_PERSON -> Optional.of(new HandOver(ASKED));
            case NOTHING_TO_READ -> Optional.of(new HandOver(UNSURE));
            case GREETING -> Optional.of(courtesy(Sentences.greeting(scene.language()), "greeting"));
            case THANKS -> Optional.of(courtesy(Sentences.welcome(scene.language()), "thanks"));
            case NOD -> Optional.of(new Silence());
            case QUESTION ->
                NoGo.touched(scene.words(), scene.configuration().noGoTopics()).map(topic -> new HandOver(NO_GO));
        };
    }

    /** By the team's own words, without a model: the best entry when it clearly fits. */
    static Decision fromEntries(Scene scene) {
        return scene.entries().stream()
                .findFirst()
                .filter(QaEntry.Found::clearlyGood)
                .map(QaEntry.Found::entry)
                .<Decision>map(entry -> new Say(
                        entry.response(),
                        new Reply.Grounds(
                                "qa",
                                Optional.empty(),
                                "question",
                                List.of(new Reply.Source(entry.id().toString(), entry.question()))),
                        List.of(entry.id())))
                .orElseGet(() -> new HandOver(NO_ANSWER));
    }

    /** A sentence of our own, which needs no knowledge. */
    static Decision courtesy(String text, String intent) {
        return new Say(text, new Reply.Grounds("qa", Optional.empty(), intent, List.of()), List.of());
    }
}
