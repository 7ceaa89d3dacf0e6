package com.digiflowhub.demo;

import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.History;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The people who have written to the agency, as {@code demo/conversations.json} tells; minutes count back from the first start. */
@Component
@OnlyInDemo
class People {
    private static final String FILE = "conversations.json";

    private final Contacts contacts;
    private final Consents consents;
    private final History history;
    private final HubClock clock;
    private final List<Person> all;

    People(Contacts contacts, Consents consents, History history, HubClock clock, JsonMapper json) {
        this.contacts = contacts;
        this.consents = consents;
        this.history = history;
        this.clock = clock;
        this.all = List.of(Resources.read(json, FILE, Person[].class));
    }

    /** One of them. Without lines they have a phone and have never written. */
    record Person(
            String name,
            String phone,
            Optional<Wanted> waiting,
            Optional<Boolean> taken,
            Optional<Boolean> stopped,
            Optional<Integer> unread,
            List<Said> said) {}

    /** Why somebody of the team is wanted. */
    record Wanted(String reason, long minutesAgo) {}

    /** One line of theirs or ours. */
    record Said(String by, String text, long minutesAgo, Optional<String> state, Optional<String> reason) {}

    List<Person> all() {
        return all;
    }

    /** All or none, in one transaction, and only into an empty workspace: a second start changes nothing. */
    @Transactional
    public boolean arrive(Connection connection, UserId owner) {
        if (!contacts.newest(Optional.empty(), 1).isEmpty()) {
            return false;
        }
        all.stream().filter(person -> !person.said().isEmpty()).forEach(person -> arrive(connection, owner, person));
        return true;
    }

    private void arrive(Connection connection, UserId owner, Person person) {
        Conversation conversation = history.keep(
                connection,
                new History.Past(
                        new Address(Optional.of("+" + person.phone()), Optional.empty()),
                        person.name(),
                        person.said().stream().map(said -> line(said, owner)).toList(),
                        new History.Standing(
                                person.taken().filter(Boolean::booleanValue).map(yes -> owner),
                                person.waiting()
                                        .map(wanted ->
                                                new Conversation.Waiting(before(wanted.minutesAgo()), wanted.reason())),
                                person.unread().orElse(0))));
        if (person.stopped().orElse(false)) {
            consents.decide(conversation.contact(), connection.provider(), Consent.State.STOPPED, "message");
        }
    }

    private History.Line line(Said said, UserId owner) {
        Author author = Author.of(said.by());
        MessageState usual = author == Author.CONTACT ? MessageState.RECEIVED : MessageState.READ;
        return new History.Line(
                author,
                author == Author.USER ? Optional.of(owner) : Optional.empty(),
                said.text(),
                said.state().map(MessageState::of).orElse(usual),
                said.reason(),
                before(said.minutesAgo()));
    }

    private Instant before(long minutes) {
        return clock.now().minus(Duration.ofMinutes(minutes));
    }
}
