package com.digiflowhub.contacts.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts for programs. */
@RestController
@RequestMapping("/api/contacts")
class ContactApi {
    private final Contacts contacts;

    ContactApi(Contacts contacts) {
        this.contacts = contacts;
    }

    @Describe("A person who wrote to the workspace or came to it.")
    record ContactShape(
            UUID id,
            String name,

            @Describe(value = "In international form.", example = "\"+33612345678\"") @Nullable
            String phone,

            @Nullable String email,
            @Describe("All by which the person is found.") List<AddressShape> addresses,

            @Describe("0 to 100; null before the first scoring.") @Nullable
            Integer score,

            @Describe(
                    value = "The tone of the last messages, when known.",
                    oneOf = {"positive", "neutral", "negative"})
            @Nullable
            String sentiment,

            @Describe(value = "Where the person came from.", example = "\"whatsapp\"")
            String origin,

            Instant createdAt) {
        static ContactShape of(Contact contact) {
            return new ContactShape(
                    contact.id().value(),
                    contact.name(),
                    contact.phone().orElse(null),
                    contact.email().orElse(null),
                    contact.addresses().stream()
                            .map(address -> new AddressShape(address.kind().stored(), address.value()))
                            .toList(),
                    contact.score().isPresent()
                            ? Integer.valueOf(contact.score().getAsInt())
                            : null,
                    contact.sentiment().orElse(null),
                    contact.origin(),
                    contact.createdAt());
        }
    }

    record AddressShape(
            @Describe(value = "phone, email, or a provider's own id for the person.", example = "\"phone\"")
            String kind,

            String value) {}

    @Describe(value = "List or search contacts", more = "Newest first.")
    @GetMapping
    Listing<ContactShape> list(
            @Describe(value = "A part of a name, number or address; accents do not matter.", example = "\"lea\"")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        Optional<ContactId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(ContactId::new);
        List<Contact> rows = Listing.words(q)
                .map(words -> contacts.search(words, after, most + 1))
                .orElseGet(() -> contacts.newest(after, most + 1));
        return Listing.of(rows, most, Contact::id, ContactShape::of);
    }

    @Describe("Read a contact")
    @GetMapping("/{id}")
    ContactShape one(@PathVariable UUID id) {
        return ContactShape.of(contacts.find(new ContactId(id)).orElseThrow(() -> Problem.notFound("contact")));
    }
}
