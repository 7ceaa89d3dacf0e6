package com.digiflowhub.demo;

import com.digiflowhub.channels.Content;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One of those who have written to a company, as its {@code conversations.json} tells. Without lines they have a phone and have never written. */
record Person(
        String name,
        String phone,
        Optional<Wanted> waiting,
        Optional<Boolean> taken,
        Optional<Boolean> stopped,
        Optional<Integer> unread,
        Optional<Chance> lead,
        Optional<Unsent> draft,
        List<Said> said) {
    static final String FILE = "conversations.json";

    Person {
        said = List.copyOf(said);
    }

    /** Why somebody of the team is wanted. */
    record Wanted(String reason, long minutesAgo) {}

    /** Where they stand in the pipeline. The value is in the company's currency. */
    record Chance(
            String stage,
            Optional<String> status,
            Optional<BigDecimal> value,
            Optional<Boolean> owned,
            Optional<String> company,
            Optional<String> campaign,
            Optional<String> email,
            Optional<List<String>> tags) {}

    /** What the assistant wrote and keeps for a person to read; {@code from} is how the question of its source begins. */
    record Unsent(String text, List<String> claims, String from) {
        Unsent {
            claims = List.copyOf(claims);
        }
    }

    /** One line of theirs or ours; minutes count back from the first start. */
    record Said(
            String by,
            String text,
            long minutesAgo,
            Optional<String> kind,
            Optional<String> place,
            Optional<String> file,
            Optional<String> from,
            Optional<String> state,
            Optional<String> reason) {
        private static final String ID = "kept-before";

        Content content(Trade.Place around) {
            return switch (kind.orElse("text")) {
                case "image" -> media(Content.Kind.IMAGE, "image/jpeg", false);
                case "voice" -> media(Content.Kind.AUDIO, "audio/ogg; codecs=opus", true);
                case "document" -> media(Content.Kind.DOCUMENT, "application/pdf", false);
                case "location" ->
                    new Content.Location(around.latitude(), around.longitude(), Optional.of(text), place);
                default -> new Content.Text(text);
            };
        }

        private Content media(Content.Kind what, String type, boolean voice) {
            return new Content.Media(what, ID, type, Optional.of(text).filter(said -> !said.isEmpty()), file, voice);
        }
    }
}
