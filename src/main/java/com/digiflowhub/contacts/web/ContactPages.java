package com.digiflowhub.contacts.web;

import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.contacts.ContactLinks;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.Judgements;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.Query;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.vocabulary.ContactId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is this person to us? The list to find them, and their own page. */
@Controller
@RequestMapping("/contacts")
class ContactPages {
    private static final int LONGEST_SEARCH = 200;
    private static final int HISTORY = 30;

    private final Contacts contacts;
    private final Consents consents;
    private final List<ContactCard> cards;
    private final List<ContactLinks> links;
    private final ObjectProvider<Judgements> judgements;

    ContactPages(
            Contacts contacts,
            Consents consents,
            List<ContactCard> cards,
            List<ContactLinks> links,
            ObjectProvider<Judgements> judgements) {
        this.contacts = contacts;
        this.consents = consents;
        this.cards = cards.stream()
                .sorted(Comparator.comparingInt(ContactCard::position))
                .toList();
        this.links = links;
        this.judgements = judgements;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after, Model model) {
        return show("contacts/list", q, after, model);
    }

    /** The rows behind those that are shown, for whoever scrolls on. */
    @GetMapping("/rows")
    String rows(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after, Model model) {
        return show("contacts/rows", q, after, model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        ContactId contact = new ContactId(id);
        model.addAttribute("contact", contacts.find(contact).orElseThrow(() -> Problem.notFound("contact")));
        model.addAttribute("consents", consents.all(contact));
        model.addAttribute(
                "cards",
                cards.stream().flatMap(card -> card.card(contact).stream()).toList());
        model.addAttribute(
                "links", links.stream().flatMap(one -> one.of(contact).stream()).toList());
        model.addAttribute(
                "history",
                judgements.stream()
                        .flatMap(module -> module.of(contact, HISTORY).stream())
                        .toList());
        return "contacts/one";
    }

    private String show(String template, String q, String after, Model model) {
        String words = Query.words(q, LONGEST_SEARCH);
        Optional<ContactId> from =
                after.isEmpty() ? Optional.empty() : Optional.of(new ContactId(Listing.cursor(after)));
        List<Contact> found = words.isEmpty()
                ? contacts.newest(from, Listing.USUAL + 1)
                : contacts.search(words, from, Listing.USUAL + 1);
        boolean more = found.size() > Listing.USUAL;
        List<Contact> page = more ? found.subList(0, Listing.USUAL) : found;
        model.addAttribute("contacts", page);
        model.addAttribute("q", words);
        model.addAttribute("next", more ? page.getLast().id().toString() : "");
        return template;
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheRail {
        @Bean
        RailEntry contactsInTheRail() {
            return RailEntry.work(30, "contacts.title", "/contacts", "address-book");
        }
    }
}
