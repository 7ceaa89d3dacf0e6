package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.contacts.Judgement;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The person beside the conversation, ready to be drawn. {@code there} is the time where they seem to be, if that can be told. */
public record PersonView(
        UUID contact,
        String name,
        List<String> addresses,
        Optional<ZonedDateTime> there,
        Optional<Judgement> judgement,
        List<ContactCard.Card> cards,
        Allowed allowed,
        Instant since) {
    public PersonView {
        addresses = List.copyOf(addresses);
        cards = List.copyOf(cards);
    }

    /** What the person decided about the channel. */
    public record Allowed(String channel, Optional<Consent> consent) {}

    public String initials() {
        return Initials.of(name);
    }
}
