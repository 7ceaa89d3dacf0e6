package com.digiflowhub.assistant;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.conversations.Transcript.Speaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the scene of an answer in one short transaction. */
@Component
class Scenes {
    static final int LINES = 20;
    private static final int ENTRIES = 8;
    private static final int ENTRIES_OF_EARLIER_WORDS = 2;

    private final Talks talks;
    private final AiConfigurations configurations;
    private final QaEntries entries;

    Scenes(Talks talks, AiConfigurations configurations, QaEntries entries) {
        this.talks = talks;
        this.configurations = configurations;
        this.entries = entries;
    }

    /** Empty when nothing is to be answered: a person has it, somebody acted since it was put, or all was answered. */
    @Transactional(readOnly = true)
    public Optional<Scene> read(Answering.Due due) {
        return talks.transcript(new ConversationId(due.conversation()), LINES)
                .filter(transcript -> !transcript.ownedByPerson() && transcript.epoch() == due.epoch())
                .flatMap(transcript -> {
                    List<Transcript.Line> waiting = waiting(transcript, due.after());
                    return waiting.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Scene(
                                    transcript, waiting, configurations.current(), entries(transcript, waiting)));
                });
    }

    /**
     * What the lead wrote and nobody answered, in the order in which the hub took it down: the provider's times are too coarse to tell what
     * an answer had seen. A nod, which no answer follows, says nothing beside other words or another nod.
     */
    static List<Transcript.Line> waiting(Transcript transcript, Optional<UUID> after) {
        String answered = after.map(UUID::toString)
                .orElseGet(() -> transcript.lines().stream()
                        .filter(line -> line.speaker() != Speaker.CONTACT)
                        .map(Scenes::order)
                        .max(String::compareTo)
                        .orElse(""));
        List<Transcript.Line> unanswered = transcript.lines().stream()
                .filter(line -> line.speaker() == Speaker.CONTACT && order(line).compareTo(answered) > 0)
                .toList();
        List<Transcript.Line> telling = unanswered.stream()
                .filter(line -> FirstLook.at(line.text()) != FirstLook.NOD)
                .toList();
        return telling.isEmpty() ? unanswered.subList(Math.max(0, unanswered.size() - 1), unanswered.size()) : telling;
    }

    /** For what is asked now, and a few for what was asked before it: "and on Saturdays?" makes sense only so. */
    List<QaEntry.Found> entries(Transcript transcript, List<Transcript.Line> waiting) {
        Map<QaEntryId, QaEntry.Found> found = new LinkedHashMap<>();
        String words = waiting.stream().map(Transcript.Line::text).reduce("", (before, line) -> before + "\n" + line);
        entries.best(words, ENTRIES).forEach(one -> found.put(one.entry().id(), one));
        transcript.lines().stream()
                .filter(line -> line.speaker() == Speaker.CONTACT && !waiting.contains(line))
                .reduce((earlier, later) -> later)
                .ifPresent(line -> entries.best(line.text(), ENTRIES_OF_EARLIER_WORDS)
                        .forEach(one -> found.putIfAbsent(one.entry().id(), new QaEntry.Found(one.entry(), 0))));
        return List.copyOf(found.values());
    }

    /** Identifiers sort by the time they were made, as text. */
    private static String order(Transcript.Line line) {
        return line.message().toString();
    }
}
