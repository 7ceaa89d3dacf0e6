package com.digiflowhub.chaos;

import com.digiflowhub.chaos.Checker.Finding;
import com.digiflowhub.chaos.Evidence.Inbound;
import com.digiflowhub.chaos.Evidence.Ours;
import com.digiflowhub.chaos.Evidence.Taken;
import com.digiflowhub.chaos.Promise.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What left, held against the provider's own journal: once, truly, and an answer where one was due. */
final class Sendings {
    private static final Set<String> SAID_TO_BE_SENT = Set.of("sent", "delivered", "read", "played");
    private static final Set<String> KEPT_BACK = Set.of("refused", "cancelled");

    private Sendings() {}

    /** Again only after the provider's own error answer, which its journal tells; what we believe of it counts nothing. */
    static Finding once(Evidence evidence) {
        Map<String, List<Taken>> byMessage = evidence.taken().stream().collect(Collectors.groupingBy(Taken::message));
        Set<String> known = evidence.ours().stream().map(Ours::id).collect(Collectors.toSet());
        List<String> broken = new ArrayList<>();
        byMessage.forEach((message, times) -> {
            long unasked = times.subList(0, times.size() - 1).stream()
                    .filter(taken -> !taken.toldAnError())
                    .count();
            if (unasked > 0) {
                broken.add(message + " was sent again " + unasked + " times without an error before");
            }
            if (!known.contains(message)) {
                broken.add(message + " is not ours");
            }
        });
        return new Finding("INV3", "sent at most once, but after the provider's own error", byMessage.size(), broken);
    }

    static Finding taken(Evidence evidence) {
        Set<String> taken = evidence.taken().stream().map(Taken::message).collect(Collectors.toSet());
        List<Ours> sent = evidence.ours().stream()
                .filter(message -> SAID_TO_BE_SENT.contains(message.state()))
                .toList();
        List<String> broken = sent.stream()
                .filter(message -> !taken.contains(message.id()))
                .map(message -> message.id() + " is " + message.state() + " and the provider never took it")
                .toList();
        return new Finding("INV11", "what we call sent was taken by the provider", sent.size(), broken);
    }

    /** An answer may be one to several questions, so it stands behind the question or is the answer to a later message. */
    static Finding answered(Evidence evidence) {
        Map<String, Inbound> said = evidence.inbound().stream()
                .collect(Collectors.toMap(
                        message -> message.workspace() + " " + message.id(), Function.identity(), (one, same) -> one));
        Map<UUID, Integer> answeredUpTo = answeredUpTo(evidence);
        List<Promise> due = due(evidence);
        List<String> broken = new ArrayList<>(twice(evidence));
        for (Promise question : due) {
            Inbound asked = said.get(question.workspace() + " " + question.id());
            if (asked != null
                    && answeredUpTo.getOrDefault(asked.conversation(), 0) < asked.place()
                    && evidence.handedOver().getOrDefault(asked.conversation(), 0L) < asked.keptAt()) {
                broken.add(question.id() + " has no answer and nobody was told");
            }
        }
        return new Finding("INV12", "a question has its one answer, or a person has the question", due.size(), broken);
    }

    /** Questions of people who did not say STOP: that they are told nothing more is another promise. */
    private static List<Promise> due(Evidence evidence) {
        Set<String> stopped = evidence.promises().stream()
                .filter(promise -> promise.kind() == Kind.STOP)
                .map(promise -> promise.workspace() + " " + promise.person())
                .collect(Collectors.toSet());
        return evidence.promises().stream()
                .filter(promise -> promise.kind() == Kind.QUESTION)
                .filter(promise -> !stopped.contains(promise.workspace() + " " + promise.person()))
                .toList();
    }

    private static Map<UUID, Integer> answeredUpTo(Evidence evidence) {
        Map<String, Inbound> byOurId = evidence.inbound().stream()
                .collect(Collectors.toMap(Inbound::message, Function.identity(), (one, same) -> one));
        return answers(evidence)
                .filter(answer -> !KEPT_BACK.contains(answer.state()))
                .filter(answer -> byOurId.containsKey(answer.answering()))
                .map(answer -> byOurId.get(answer.answering()))
                .collect(Collectors.toMap(Inbound::conversation, Inbound::place, Math::max));
    }

    private static List<String> twice(Evidence evidence) {
        return answers(evidence)
                .collect(Collectors.groupingBy(Ours::answering, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(times -> times.getValue() > 1)
                .map(times -> times.getKey() + " has " + times.getValue() + " answers")
                .toList();
    }

    private static Stream<Ours> answers(Evidence evidence) {
        return evidence.ours().stream().filter(message -> !message.answering().isEmpty());
    }
}
