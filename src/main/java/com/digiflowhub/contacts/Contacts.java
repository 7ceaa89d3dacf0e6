package com.digiflowhub.contacts;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happenings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people: found or made by any of their addresses. */
@Component
public class Contacts {
    private static final int LONGEST_NAME = 200;

    private final ContactRows rows;
    private final Happenings happenings;
    private final HubClock clock;
    private final Live live;

    Contacts(ContactRows rows, Happenings happenings, HubClock clock, Live live) {
        this.rows = rows;
        this.happenings = happenings;
        this.clock = clock;
        this.live = live;
    }

    /**
     * The contact behind any of these addresses, or a new one. Addresses that were not known yet are added to it; when two of them belong
     * to two contacts the first one named wins and the other keeps its own.
     */
    @Transactional
    public ContactId arrive(List<PersonAddress> addresses, String name, String origin) {
        Optional<ContactId> known = rows.findByAddresses(addresses);
        return known.isPresent()
                ? add(known.get(), addresses, name)
                : welcome(rows.add(new ContactId(clock.nextId()), cut(name), origin), addresses, name, origin);
    }

    /** The person has another number or id from now on. */
    @Transactional
    public void addAddress(ContactId contact, PersonAddress address) {
        rows.addAddresses(contact, List.of(address));
    }

    /** The person's score and mood from now on; answers the score they had. */
    @Transactional
    public OptionalInt judged(ContactId contact, int score, String sentiment) {
        OptionalInt before = rows.judged(contact, score, sentiment);
        live.changed("contact", contact);
        return before;
    }

    /** Whose address it is. */
    @Transactional(readOnly = true)
    public Optional<ContactId> owner(PersonAddress address) {
        return rows.findByAddresses(List.of(address));
    }

    @Transactional
    public void rename(ContactId contact, String name) {
        rows.rename(contact, cut(name));
        live.changed("contact", contact);
    }

    /** By this one the person is reached first; those known before stay theirs. False when it is somebody else's, and nothing was changed. */
    @Transactional
    public boolean prefer(ContactId contact, PersonAddress address) {
        rows.addAddresses(contact, List.of(address));
        boolean theirs = owner(address).equals(Optional.of(contact));
        if (theirs) {
            rows.prefer(contact, address);
            live.changed("contact", contact);
        }
        return theirs;
    }

    /** None of this kind is theirs any more: whoever writes from one is somebody new. */
    @Transactional
    public void takeAway(ContactId contact, PersonAddress.Kind kind) {
        rows.takeAway(contact, kind);
        live.changed("contact", contact);
    }

    @Transactional(readOnly = true)
    public Optional<Contact> find(ContactId contact) {
        return rows.find(contact);
    }

    @Transactional(readOnly = true)
    public Map<ContactId, Contact> findAll(Collection<ContactId> contacts) {
        return rows.list(contacts).stream().collect(Collectors.toMap(Contact::id, Function.identity()));
    }

    @Transactional(readOnly = true)
    public List<Contact> newest(Optional<ContactId> after, int most) {
        return rows.newest(after, most);
    }

    /** By a part of the name, a number or an address, newest first. */
    @Transactional(readOnly = true)
    public List<Contact> search(String words, int most) {
        return search(words, Optional.empty(), most);
    }

    /** The same, without what else is known of them. */
    @Transactional(readOnly = true)
    public List<ContactId> searchIds(String words, int most) {
        return rows.search(words, Optional.empty(), most);
    }

    /** The same, from behind {@code after} on. */
    @Transactional(readOnly = true)
    public List<Contact> search(String words, Optional<ContactId> after, int most) {
        List<ContactId> found = rows.search(words, after, most);
        Map<ContactId, Contact> contacts = findAll(found);
        return found.stream().map(contacts::get).toList();
    }

    private ContactId add(ContactId contact, List<PersonAddress> addresses, String name) {
        rows.addAddresses(contact, addresses);
        if (!name.isBlank()) {
            rows.nameIfNameless(contact, cut(name));
        }
        return contact;
    }

    /** Unless somebody made a contact of one of the addresses at the same moment: then ours goes, theirs gets what ours had. */
    private ContactId welcome(ContactId ours, List<PersonAddress> addresses, String name, String origin) {
        rows.addAddresses(ours, addresses);
        Optional<ContactId> theirs = rows.findOther(ours, addresses);
        if (theirs.isEmpty()) {
            happenings.tell(new ContactArrived(ours, origin));
            return ours;
        }
        rows.giveWay(ours, theirs.get());
        return add(theirs.get(), List.of(), name);
    }

    private static String cut(String name) {
        String clean = name.strip();
        int characters = clean.codePointCount(0, clean.length());
        return characters <= LONGEST_NAME ? clean : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME));
    }
}
