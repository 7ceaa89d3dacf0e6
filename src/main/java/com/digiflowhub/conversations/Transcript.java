package com.digiflowhub.conversations;

import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The end of a conversation as an answerer reads it: oldest first. {@code firstAnswer} when nothing was ever said to this person here. */
public record Transcript(
        ConversationId conversation,
        ContactId contact,
        Optional<String> contactName,
        long epoch,
        boolean ownedByPerson,
        boolean firstAnswer,
        List<Line> lines) {
    private static final Pattern WORDLESS = Pattern.compile("\\s*\\[[\\w-]+]\\s*");

    public Transcript {
        lines = List.copyOf(lines);
    }

    /** What had been said by then. */
    public Transcript until(Instant then) {
        return new Transcript(
                conversation,
                contact,
                contactName,
                epoch,
                ownedByPerson,
                firstAnswer,
                lines.stream().filter(line -> !line.at().isAfter(then)).toList());
    }

    /** Text as it was written; of something without text, what it is in brackets. {@code sources} are the entries that a reply rests on. */
    public record Line(MessageId message, Speaker speaker, String text, Instant at, List<String> sources) {
        public Line {
            sources = List.copyOf(sources);
        }

        public Line(MessageId message, Speaker speaker, String text, Instant at) {
            this(message, speaker, text, at, List.of());
        }
    }

    /** Whether a line of such a text is something without text. */
    public static boolean isWordless(String line) {
        return WORDLESS.matcher(line).matches();
    }

    /** Whose words they are. */
    public enum Speaker {
        CONTACT,
        BOT,
        USER
    }
}
