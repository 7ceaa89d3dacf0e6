package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.Judgements;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.web.Problem;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the person of a conversation, with the cards that the modules on board have for them. */
@Component
class PersonPane {
    private final Contacts contacts;
    private final Consents consents;
    private final List<ContactCard> cards;
    private final ObjectProvider<Judgements> judgements;
    private final HubClock clock;

    PersonPane(
            Contacts contacts,
            Consents consents,
            List<ContactCard> cards,
            ObjectProvider<Judgements> judgements,
            HubClock clock) {
        this.contacts = contacts;
        this.consents = consents;
        this.cards = cards.stream()
                .sorted(Comparator.comparingInt(ContactCard::position))
                .toList();
        this.judgements = judgements;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PersonView view(Conversation conversation) {
        Contact person = contacts.find(conversation.contact()).orElseThrow(() -> Problem.notFound("contact"));
        return new PersonView(
                person.id().value(),
                person.shownAs(),
                person.addresses().stream()
                        .filter(address -> address.kind() != PersonAddress.Kind.PROVIDER_USER)
                        .map(PersonPane::readable)
                        .toList(),
                person.phone().flatMap(HomeZones::of).map(zone -> clock.now().atZone(zone)),
                judgements.stream()
                        .flatMap(module -> module.of(person.id(), 1).stream())
                        .findFirst(),
                cards.stream().flatMap(card -> card.card(person.id()).stream()).toList(),
                new PersonView.Allowed(conversation.channel(), consents.find(person.id(), conversation.channel())),
                person.createdAt());
    }

    private static String readable(PersonAddress address) {
        return address.kind() == PersonAddress.Kind.PHONE ? HomeZones.written(address.value()) : address.value();
    }
}
