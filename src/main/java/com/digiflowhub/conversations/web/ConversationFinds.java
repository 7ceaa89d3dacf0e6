package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.conversations.log.ConversationLists.Said;
import com.digiflowhub.platform.palette.Asked;
import com.digiflowhub.platform.palette.Deed;
import com.digiflowhub.platform.palette.Find;
import com.digiflowhub.platform.palette.PaletteSource;
import com.digiflowhub.platform.spelling.Wording;
import com.digiflowhub.vocabulary.ContactId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Conversations in the palette: the latest ones, those of a person, those in which something was said; and what can be done in the open one. */
@Component
class ConversationFinds {
    private static final int LONGEST_LEFT_OF_WORDS = 24;
    private static final List<Act> ACTS = List.of(
            new Act("t", "inbox.take-over", "hand-stop"),
            new Act("h", "keys.hand-back", "robot"),
            new Act("e", "inbox.close", "circle-check"));

    private final ConversationLists lists;
    private final Contacts contacts;

    ConversationFinds(ConversationLists lists, Contacts contacts) {
        this.lists = lists;
        this.contacts = contacts;
    }

    /** Something the page of an open conversation does at a key. */
    private record Act(String key, String word, String icon) {}

    List<Find> latest(Asked asked) {
        return asked.nothing() ? named(said(lists.newest(asked.most())), asked) : List.of();
    }

    /** Of the people first, then what was said; each conversation once. */
    List<Find> found(Asked asked) {
        if (!asked.enough()) {
            return List.of();
        }
        List<Contact> people = contacts.search(asked.words(), asked.most() + 1);
        List<Conversation> theirs = people.isEmpty()
                ? List.of()
                : lists.with(people.stream().map(person -> person.id().value()).toList());
        Map<Object, Said> found = new LinkedHashMap<>();
        Stream.concat(said(theirs).stream(), lists.said(asked.words(), asked.most() + 1).stream())
                .forEach(said -> found.putIfAbsent(said.conversation().id(), said));
        return named(found.values().stream().limit(asked.most() + 1L).toList(), asked);
    }

    static List<Find> acts(Asked asked) {
        return ACTS.stream()
                .filter(act -> asked.keys().contains(act.key()) && asked.means(act.word()))
                .map(act -> Find.doing(act.icon(), asked.say(act.word()), new Deed.Press(act.key()))
                        .byKey(act.key().toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static List<Said> said(List<Conversation> conversations) {
        return conversations.stream()
                .map(conversation -> new Said(conversation, conversation.last().text()))
                .toList();
    }

    private List<Find> named(List<Said> found, Asked asked) {
        Map<ContactId, Contact> people = contacts.findAll(
                found.stream().map(said -> said.conversation().contact()).toList());
        return found.stream()
                .map(said -> Find.page(
                                "message",
                                Optional.ofNullable(
                                                people.get(said.conversation().contact()))
                                        .map(Contact::shownAs)
                                        .orElse("?"),
                                "/inbox/" + said.conversation().id())
                        .about(words(said.text(), asked))
                        .noted(asked.frame()
                                .moments()
                                .shortly(said.conversation().last().at())))
                .toList();
    }

    /** So that what was looked for is to be seen in a line; a photo or a place is called by its name. */
    private static String words(String text, Asked asked) {
        if (text.matches("\\[[a-z-]{1,30}]")) {
            return asked.frame()
                    .words()
                    .find("content." + text.substring(1, text.length() - 1))
                    .orElseGet(() -> asked.say("content.other"));
        }
        String first = Wording.plain(asked.words()).split(" ")[0];
        String[] parts = text.split("(?<=\\s)");
        int before = 0;
        for (String part : parts) {
            if (!first.isEmpty() && Wording.plain(part).startsWith(first)) {
                return before > LONGEST_LEFT_OF_WORDS ? "… " + text.substring(before) : text;
            }
            before += part.length();
        }
        return text;
    }

    @Configuration(proxyBeanMethods = false)
    static class InThePalette {
        @Bean
        PaletteSource actsInThePalette() {
            return new PaletteSource(10, "palette.here", ConversationFinds::acts);
        }

        @Bean
        PaletteSource latestInThePalette(ConversationFinds finds) {
            return new PaletteSource(20, "palette.latest", finds::latest);
        }

        @Bean
        PaletteSource conversationsInThePalette(ConversationFinds finds) {
            return new PaletteSource(21, "inbox.title", finds::found).allAt("/inbox?q=");
        }
    }
}
