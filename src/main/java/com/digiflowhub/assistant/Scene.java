package com.digiflowhub.assistant;

import com.digiflowhub.conversations.Transcript;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** All that an answer is made from: what was said, which of it waits for an answer, and what we know about it. */
record Scene(
        Transcript transcript,
        List<Transcript.Line> waiting,
        AiConfiguration configuration,
        List<QaEntry.Found> entries) {
    Scene {
        waiting = List.copyOf(waiting);
        entries = List.copyOf(entries);
    }

    /** What waits for an answer, one line a message. */
    String words() {
        return waiting.stream().map(Transcript.Line::text).collect(Collectors.joining("\n"));
    }

    Scene with(List<QaEntry.Found> others) {
        return new Scene(transcript, waiting, configuration, others);
    }

    Language language() {
        return Language.of(words());
    }

    Transcript.Line last() {
        return waiting.getLast();
    }

    Instant since() {
        return waiting.getFirst().at();
    }
}
