package com.digiflowhub.assistant;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.conversations.Transcript.Speaker;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Scenes made by hand, for what needs no database. */
final class Scripts {
    private static final UuidV7 IDENTIFIERS = new UuidV7();
    static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    static final QaEntry PRICE =
            entry("Quel est le prix de la formation ?", "La formation coûte 1 490 € TTC.", "tarif");
    static final QaEntry HOURS = entry("Quels sont vos horaires ?", "De 8 h à 17 h 30, le samedi de 8 h à 12 h.");

    private Scripts() {}

    static QaEntry entry(String question, String response, String... tags) {
        return new QaEntry(
                new QaEntryId(IDENTIFIERS.next(NOW)),
                question,
                response,
                "",
                Arrays.asList(tags),
                true,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                NOW,
                NOW);
    }

    static Transcript.Line line(Speaker speaker, String text) {
        return new Transcript.Line(new MessageId(IDENTIFIERS.next(NOW)), speaker, text, NOW);
    }

    static Transcript transcript(Transcript.Line... lines) {
        return new Transcript(
                new ConversationId(UUID.randomUUID()),
                new ContactId(UUID.randomUUID()),
                Optional.of("Inès"),
                1,
                false,
                Arrays.stream(lines).noneMatch(line -> line.speaker() == Speaker.BOT),
                List.of(lines));
    }

    /** All entries are offered; the first is said to cover the question so well. */
    static Scene scene(Transcript transcript, int covers, QaEntry... entries) {
        return new Scene(
                transcript,
                Scenes.waiting(transcript, Optional.empty()),
                Seed.configuration(),
                Arrays.stream(entries)
                        .map(entry -> new QaEntry.Found(entry, covers))
                        .toList());
    }

    static Scene asked(String question, QaEntry... entries) {
        return scene(transcript(line(Speaker.CONTACT, question)), 80, entries);
    }
}
