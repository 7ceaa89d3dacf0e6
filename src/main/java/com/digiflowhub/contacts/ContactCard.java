package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.Optional;

/** What a module has to show about a person beside a conversation: a few labelled lines. Contributed as a bean; a deleted module takes its own along. */
public interface ContactCard {
    int position();

    Optional<Card> card(ContactId contact);

    /** {@code title} and labels are keys of the interface's words; values are ready to show. */
    record Card(String title, List<Line> lines) {
        public Card {
            lines = List.copyOf(lines);
        }
    }

    /** One labelled value; {@code valueKey} when the value itself is a word of the interface. */
    record Line(String label, String value, Optional<String> valueKey) {}
}
