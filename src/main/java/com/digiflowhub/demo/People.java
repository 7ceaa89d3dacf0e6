package com.digiflowhub.demo;

import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.History;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Locks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who have written to a company, with what was said and where they stand in its pipeline. */
@Component
@OnlyInDemo
class People {
    private static final String BY_MODEL = "model";

    private final Contacts contacts;
    private final Consents consents;
    private final History history;
    private final Drafts drafts;
    private final Knowledge knowledge;
    private final Chances chances;
    private final Locks locks;
    private final HubClock clock;

    People(
            Contacts contacts,
            Consents consents,
            History history,
            Drafts drafts,
            Knowledge knowledge,
            Chances chances,
            Locks locks,
            HubClock clock) {
        this.contacts = contacts;
        this.consents = consents;
        this.history = history;
        this.drafts = drafts;
        this.knowledge = knowledge;
        this.chances = chances;
        this.locks = locks;
        this.clock = clock;
    }

    /** All or none, in one transaction, and only into an empty workspace: a second start changes nothing. */
    @Transactional
    public boolean arrive(Trade trade, List<Person> all, Connection connection, UserId owner) {
        locks.hold("demo people");
        if (!contacts.newest(Optional.empty(), 1).isEmpty()) {
            return false;
        }
        chances.stages(trade);
        for (Person person : all) {
            if (!person.said().isEmpty()) {
                Conversation conversation = keep(trade, person, connection, owner);
                person.lead()
                        .ifPresent(chance -> chances.open(trade, contacts.find(conversation.contact()), chance, owner));
            }
        }
        return true;
    }

    private Conversation keep(Trade trade, Person person, Connection connection, UserId owner) {
        Conversation conversation = history.keep(
                connection,
                new History.Past(
                        new Address(Optional.of("+" + person.phone()), Optional.empty()),
                        person.name(),
                        person.said().stream()
                                .map(said -> line(said, trade, owner))
                                .toList(),
                        new History.Standing(
                                person.taken().filter(Boolean::booleanValue).map(yes -> owner),
                                person.waiting()
                                        .map(wanted ->
                                                new Conversation.Waiting(before(wanted.minutesAgo()), wanted.reason())),
                                person.unread().orElse(0))));
        person.draft()
                .ifPresent(draft -> drafts.keep(
                        conversation.id(),
                        conversation.epoch(),
                        new Reply(draft.text(), grounds(draft.from())),
                        draft.claims()));
        if (person.stopped().orElse(false)) {
            consents.decide(conversation.contact(), connection.provider(), Consent.State.STOPPED, "message");
        }
        return conversation;
    }

    private History.Line line(Person.Said said, Trade trade, UserId owner) {
        Author author = Author.of(said.by());
        MessageState usual = author == Author.CONTACT ? MessageState.RECEIVED : MessageState.READ;
        return new History.Line(
                author,
                author == Author.USER ? Optional.of(owner) : Optional.empty(),
                said.content(trade.place()),
                said.state().map(MessageState::of).orElse(usual),
                said.reason(),
                said.from().map(this::grounds),
                before(said.minutesAgo()));
    }

    private Reply.Grounds grounds(String question) {
        QaEntry source = knowledge
                .beginning(question)
                .orElseThrow(() -> new IllegalStateException("no entry begins with: " + question));
        return new Reply.Grounds(
                BY_MODEL,
                Optional.of(SimulatedProviders.MODEL),
                "question",
                List.of(new Reply.Source(source.id().toString(), source.question())));
    }

    private Instant before(long minutes) {
        return clock.now().minus(Duration.ofMinutes(minutes));
    }
}
