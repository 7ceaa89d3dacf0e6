package com.digiflowhub.crm;

import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.contacts.PersonAddress.Kind;
import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.vocabulary.ContactId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes leads, and with them what is the person's. All is looked at before the first row is written, under locks on what a lead is found by. */
@Component
public class LeadWriting {
    private final LeadRows rows;
    private final Leads leads;
    private final Stages stages;
    private final Contacts contacts;
    private final Locks locks;
    private final Live live;

    LeadWriting(LeadRows rows, Leads leads, Stages stages, Contacts contacts, Locks locks, Live live) {
        this.rows = rows;
        this.leads = leads;
        this.stages = stages;
        this.contacts = contacts;
        this.locks = locks;
        this.live = live;
    }

    /** By what a lead is found; addresses in their one way of writing. */
    public record Marks(Optional<String> email, Optional<String> phone, Optional<String> externalId) {
        static Marks of(Lead lead) {
            return new Marks(lead.email(), lead.phone(), lead.externalId());
        }

        Set<String> keys() {
            return new TreeSet<>(Stream.of(
                            email.map("lead e "::concat),
                            phone.map("lead p "::concat),
                            externalId.map("lead x "::concat))
                    .flatMap(Optional::stream)
                    .toList());
        }

        List<PersonAddress> addresses() {
            return Stream.of(
                            phone.map(number -> PersonAddress.phone(number, number)),
                            email.map(address -> PersonAddress.email(address, address)))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /**
     * The lead that one of the marks finds, changed; else a new one. A person's lead that was won or lost is found by its externalId only:
     * who comes again is a new chance.
     */
    @Transactional
    public LeadChange enter(Marks marks, String name, String origin, UnaryOperator<Lead> wanted) {
        locks.hold(marks.keys());
        Optional<Lead> external = marks.externalId().flatMap(rows::findExternal);
        Map<String, ContactId> people = new LinkedHashMap<>();
        external.ifPresent(lead -> people.put("externalId", lead.contact()));
        marks.addresses()
                .forEach(address -> contacts.owner(address).ifPresent(owner -> people.put(member(address), owner)));
        if (people.values().stream().distinct().count() > 1) {
            return new LeadChange.Differ(whose(people));
        }
        Optional<Lead> known = external.or(
                () -> people.values().stream().findFirst().flatMap(rows::of).filter(Lead::open));
        if (known.isPresent()) {
            Optional<String> other = known.get()
                    .externalId()
                    .filter(id -> !marks.externalId().map(id::equals).orElse(true));
            return other.isPresent()
                    ? new LeadChange.Differ(List.of("the lead " + known.get().id() + " found by "
                            + String.join(" and ", people.keySet()) + " has another externalId"))
                    : change(known.get().id(), wanted);
        }
        return create(marks, name, origin, wanted);
    }

    private LeadChange create(Marks marks, String name, String origin, UnaryOperator<Lead> wanted) {
        ContactId contact = contacts.arrive(marks.addresses(), name, origin);
        lock(contact);
        Lead lead = wanted.apply(leads.blank(contact, origin));
        if (!stages.keep(lead.stage())) {
            throw new IllegalStateException("a stage went while a lead was entered into it");
        }
        if (!rows.insert(lead)) {
            return rows.of(contact).map(there -> change(there.id(), wanted)).orElseGet(LeadChange.NotThere::new);
        }
        writePerson(Optional.empty(), lead);
        live.changed("lead", contact);
        return new LeadChange.Created(rows.find(lead.id()).orElseThrow());
    }

    /** Only what {@code wanted} makes different is written. */
    @Transactional
    public LeadChange change(LeadId id, UnaryOperator<Lead> wanted) {
        return change(id, Optional.empty(), wanted);
    }

    private LeadChange change(LeadId id, Optional<Place> from, UnaryOperator<Lead> wanted) {
        Optional<Lead> found = rows.find(id);
        if (found.isEmpty()) {
            return new LeadChange.NotThere();
        }
        lock(found.get(), wanted.apply(found.get()));
        Lead before = rows.findToChange(id).orElseThrow();
        if (from.filter(place -> !place.holds(before)).isPresent()) {
            return new LeadChange.MovedMeanwhile(before);
        }
        Lead after = wanted.apply(before);
        Optional<LeadChange> wrong = wrong(before, after);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!after.equals(before)) {
            writePerson(Optional.of(before), after);
            rows.update(after);
            live.changed("lead", after.contact());
        }
        return new LeadChange.Changed(rows.find(id).orElseThrow());
    }

    /** From where it was seen, if somebody saw it there, to a stage, or won, or lost. */
    @Transactional
    public LeadChange move(LeadId id, Optional<Place> from, Place to) {
        return change(id, from, known -> known.at(to.stage().map(Stage::name).orElse(known.stage()), to.status()));
    }

    /** The places a lead can be moved to, in their order. */
    @Transactional
    public List<Place> places() {
        return Place.all(stages.list());
    }

    /** What the lead is newly found by, then its person: always in this order, so that two who write never wait for each other in a ring. */
    private void lock(Lead before, Lead after) {
        Set<String> keys = new TreeSet<>(Marks.of(after).keys());
        keys.removeAll(Marks.of(before).keys());
        locks.hold(keys);
        lock(before.contact());
    }

    private void lock(ContactId contact) {
        locks.hold("lead z " + contact);
    }

    private Optional<LeadChange> wrong(Lead before, Lead after) {
        if (!after.stage().equals(before.stage()) && !stages.keep(after.stage())) {
            return Optional.of(new LeadChange.NoSuchStage());
        }
        if (after.open() && !before.open()) {
            Optional<Lead> other = rows.of(after.contact()).filter(Lead::open);
            if (other.isPresent()) {
                return Optional.of(new LeadChange.OpenElsewhere(other.get().id()));
            }
        }
        Optional<Lead> external = after.externalId()
                .flatMap(rows::findExternal)
                .filter(other -> !other.id().equals(after.id()));
        return external.<LeadChange>map(other -> new LeadChange.Taken("externalId", "the lead " + other.id()))
                .or(() -> Marks.of(after).addresses().stream()
                        .flatMap(address -> contacts.owner(address).stream()
                                .filter(owner -> !owner.equals(after.contact()))
                                .map(owner -> taken(address, owner)))
                        .findFirst());
    }

    private LeadChange taken(PersonAddress address, ContactId owner) {
        return new LeadChange.Taken(
                member(address),
                rows.of(owner).map(lead -> "the lead " + lead.id()).orElse("the contact " + owner));
    }

    /** Name and addresses live in contacts. What is new of a person who is new was written when they arrived. */
    private void writePerson(Optional<Lead> before, Lead after) {
        if (!before.map(Lead::name).orElse("").equals(after.name())) {
            contacts.rename(after.contact(), after.name());
        }
        writeAddress(
                before.flatMap(Lead::email),
                after.email().map(text -> PersonAddress.email(text, text)),
                Kind.EMAIL,
                after);
        writeAddress(
                before.flatMap(Lead::phone),
                after.phone().map(text -> PersonAddress.phone(text, text)),
                Kind.PHONE,
                after);
    }

    private void writeAddress(Optional<String> before, Optional<PersonAddress> wanted, Kind kind, Lead lead) {
        if (before.equals(wanted.map(PersonAddress::value))) {
            return;
        }
        if (wanted.isEmpty()) {
            contacts.takeAway(lead.contact(), kind);
        } else if (!contacts.prefer(lead.contact(), wanted.get())) {
            throw new IllegalStateException("an address became somebody else's while a lead was written");
        }
    }

    private List<String> whose(Map<String, ContactId> people) {
        List<String> whose = new ArrayList<>();
        people.forEach((member, person) -> whose.add(member + " is of "
                + rows.of(person).map(lead -> "the lead " + lead.id()).orElse("the contact " + person)));
        return whose;
    }

    private static String member(PersonAddress address) {
        return address.kind() == Kind.EMAIL ? "email" : "phone";
    }
}
