package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.conversations.log.ConversationLists.Choice;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.vocabulary.ContactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the list of the inbox: who waits for a person first, longest on top; then the newest; or what a search finds. */
@Component
class InboxList {
    static final int MOST_COUNTED = 1_000;
    private static final int MOST_WAITING = 100;
    private static final int MOST_PEOPLE_FOUND = 30;
    private static final Pattern KIND = Pattern.compile("\\[([a-z-]{1,30})]");

    private final ConversationLists lists;
    private final Contacts contacts;
    private final Users users;

    InboxList(ConversationLists lists, Contacts contacts, Users users) {
        this.lists = lists;
        this.contacts = contacts;
        this.users = users;
    }

    /** Rows as they came from the tables, before names are known. */
    private record Found(String name, List<Conversation> conversations, int total) {}

    @Transactional(readOnly = true)
    ListView view(Asked asked, UserId asking) {
        if (asked.searching()) {
            return named(asked, chips(asked, asking), found(asked.words()), Optional.empty());
        }
        List<Conversation> waiting = waiting(asked.choice(), asking);
        int most = asked.after().isPresent() ? Asked.PAGE : asked.rows();
        List<Conversation> rows =
                lists.newest(asked.choice(), asking, asked.after().map(ConversationId::new), most + 1);
        List<Conversation> page = rows.subList(0, Math.min(rows.size(), most));
        Optional<UUID> next =
                rows.size() > most ? Optional.of(page.getLast().id().value()) : Optional.empty();
        Found newest = new Found("newest", without(page, waiting), 0);
        if (asked.after().isPresent()) {
            return named(asked, List.of(), List.of(newest), next);
        }
        boolean grouped = asked.choice() != Choice.CLOSED;
        return named(
                asked,
                chips(asked, asking),
                grouped ? List.of(new Found("waiting", waiting, waiting.size()), newest) : List.of(newest),
                next);
    }

    /** Whether there is any conversation at all; before the first the inbox teaches instead. */
    @Transactional(readOnly = true)
    boolean none(UserId asking) {
        return lists.count(Choice.ALL, asking, 1) == 0;
    }

    private List<Conversation> waiting(Choice choice, UserId asking) {
        Predicate<Conversation> wanted = switch (choice) {
            case OPEN, ALL -> conversation -> true;
            case MINE -> conversation -> conversation.owner().equals(Optional.of(asking));
            case ASSISTANT -> conversation -> !conversation.ownedByPerson();
            case CLOSED -> conversation -> false;
        };
        return lists.waiting(MOST_WAITING).stream().filter(wanted).toList();
    }

    private List<Found> found(String words) {
        List<ContactId> people = contacts.search(words, MOST_PEOPLE_FOUND).stream()
                .map(Contact::id)
                .toList();
        List<Conversation> ofPeople = people.isEmpty()
                ? List.of()
                : lists.with(people.stream().map(ContactId::value).toList());
        List<Conversation> said = without(lists.search(words, Asked.PAGE), ofPeople);
        return Stream.of(new Found("people", ofPeople, ofPeople.size()), new Found("said", said, said.size()))
                .filter(group -> !group.conversations().isEmpty())
                .toList();
    }

    private List<ListView.Chip> chips(Asked asked, UserId asking) {
        List<ListView.Chip> chips = new ArrayList<>();
        chips.add(chip(asked, "open", OptionalInt.empty()));
        chips.add(chip(asked, "mine", OptionalInt.of(lists.count(Choice.MINE, asking, MOST_COUNTED))));
        chips.add(chip(asked, "assistant", OptionalInt.of(lists.count(Choice.ASSISTANT, asking, MOST_COUNTED))));
        chips.add(chip(asked, "closed", OptionalInt.empty()));
        return chips;
    }

    private static ListView.Chip chip(Asked asked, String show, OptionalInt count) {
        return new ListView.Chip(show, asked.shows(show), count.orElse(0) == 0 ? OptionalInt.empty() : count);
    }

    private static List<Conversation> without(List<Conversation> some, List<Conversation> shown) {
        Set<ConversationId> known = new HashSet<>();
        shown.forEach(conversation -> known.add(conversation.id()));
        return some.stream()
                .filter(conversation -> !known.contains(conversation.id()))
                .toList();
    }

    private ListView named(Asked asked, List<ListView.Chip> chips, List<Found> groups, Optional<UUID> next) {
        List<Conversation> all =
                groups.stream().flatMap(group -> group.conversations().stream()).toList();
        Map<ContactId, Contact> people =
                contacts.findAll(all.stream().map(Conversation::contact).toList());
        Set<UserId> owners = new HashSet<>();
        all.forEach(conversation -> conversation.owner().ifPresent(owners::add));
        Map<UserId, String> names = owners.isEmpty() ? Map.of() : users.names(owners);
        List<ListView.Group> shown = groups.stream()
                .map(group -> new ListView.Group(
                        group.name(),
                        group.conversations().stream()
                                .map(conversation -> row(conversation, people, names))
                                .toList(),
                        group.total()))
                .toList();
        return new ListView(asked, chips, shown, next);
    }

    private static ListView.Row row(
            Conversation conversation, Map<ContactId, Contact> people, Map<UserId, String> names) {
        Optional<Contact> person = Optional.ofNullable(people.get(conversation.contact()));
        String name = person.map(Contact::shownAs).orElse("?");
        return new ListView.Row(
                conversation.id().value(),
                name,
                Initials.of(name),
                conversation.channel(),
                conversation.waiting().isPresent(),
                conversation
                        .waiting()
                        .map(Conversation.Waiting::since)
                        .orElse(conversation.last().at()),
                last(conversation.last()),
                conversation.unread() > 0,
                conversation.owner().map(owner -> names.getOrDefault(owner, "?")),
                person.map(Contact::score).orElse(OptionalInt.empty()));
    }

    private static ListView.Last last(Conversation.Last last) {
        Matcher kind = KIND.matcher(last.text());
        return new ListView.Last(
                last.sender(), last.text(), kind.matches() ? Optional.of(kind.group(1)) : Optional.empty());
    }
}
