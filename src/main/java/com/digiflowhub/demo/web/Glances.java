package com.digiflowhub.demo.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.Overview;
import com.digiflowhub.demo.OnlyInDemo;
import com.digiflowhub.identity.User;
import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the hub's side of the page in one transaction. */
@Component
@OnlyInDemo
class Glances {
    private static final int MOST_ROWS = 12;
    private static final int MOST_LINES = 30;

    private final Overview overview;
    private final Conversations conversations;
    private final Contacts contacts;
    private final JsonMapper json;

    Glances(Overview overview, Conversations conversations, Contacts contacts, JsonMapper json) {
        this.overview = overview;
        this.conversations = conversations;
        this.contacts = contacts;
        this.json = json;
    }

    /** Around the lead with this number (without the plus) or id. */
    @Transactional(readOnly = true)
    public Glance around(String lead) {
        List<Conversation> newest = overview.newest(MOST_ROWS);
        Map<ContactId, Contact> people =
                contacts.findAll(newest.stream().map(Conversation::contact).toList());
        Optional<Conversation> open = newest.stream()
                .filter(one -> key(one).equals(lead))
                .findFirst()
                .or(() -> overview.reachedAt(lead.matches("[0-9]+") ? "+" + lead : lead));
        return new Glance(
                newest.stream().map(one -> row(one, people, lead)).toList(), open.map(one -> open(one, people)));
    }

    private Glance.Row row(Conversation one, Map<ContactId, Contact> people, String lead) {
        String name = name(one, people);
        return new Glance.Row(
                key(one),
                name,
                User.initials(name),
                one.last().sender(),
                one.last().text(),
                one.last().at(),
                one.unread(),
                key(one).equals(lead));
    }

    private Glance.Open open(Conversation one, Map<ContactId, Contact> people) {
        return new Glance.Open(
                one.id().toString(),
                name(one, people),
                one.ownedByPerson(),
                one.waiting().isPresent(),
                conversations.messages(one.id(), Optional.empty(), MOST_LINES).stream()
                        .map(this::line)
                        .toList());
    }

    private Glance.Line line(Message message) {
        JsonNode content = json.readTree(message.content());
        return new Glance.Line(
                message.id().toString(),
                message.sender(),
                message.sender() == Author.CONTACT ? content.path("type").asString("text") : "text",
                message.text(),
                message.state().stored(),
                message.at());
    }

    private String name(Conversation one, Map<ContactId, Contact> people) {
        return Optional.ofNullable(people.get(one.contact()))
                .or(() -> contacts.find(one.contact()))
                .map(Contact::shownAs)
                .orElseGet(() -> key(one));
    }

    /** As phones are known by at the sandbox: the number without its plus, or the id. */
    private static String key(Conversation one) {
        return one.address()
                .number()
                .map(number -> number.substring(1))
                .or(() -> one.address().userId())
                .orElseThrow();
    }
}
