package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a module has to show about a person beside a conversation: a few labelled lines. Contributed as a bean; a deleted module takes its own along. */
public record ContactCard(int position, Function<ContactId, Optional<Card>> about) {
    public Optional<Card> card(ContactId contact) {
        return about.apply(contact);
    }

    /** {@code title} and labels are keys of the interface's words; values are ready to show. {@code href} leads to more. */
    public record Card(String title, List<Line> lines, Optional<Chooser> chooser, Optional<String> href) {
        public Card {
            lines = List.copyOf(lines);
        }

        public Card(String title, List<Line> lines) {
            this(title, lines, Optional.empty(), Optional.empty());
        }
    }

    /** One labelled value; {@code valueKey} when the value itself is a word of the interface. */
    public record Line(String label, String value, Optional<String> valueKey) {}

    /** Something that can be chosen there: a form that posts {@code name} to {@code action}, and {@code back}, the page to return to. */
    public record Chooser(String label, String button, String action, String name, List<Choice> choices) {
        public Chooser {
            choices = List.copyOf(choices);
        }
    }

    /** {@code textKey} when the text is a word of the interface; {@code now} for the one that holds. */
    public record Choice(String value, String text, Optional<String> textKey, boolean now) {}
}
