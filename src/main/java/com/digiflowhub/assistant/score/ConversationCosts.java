package com.digiflowhub.assistant.score;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.credits.Spenders;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What credits went to are conversations: with whom, and where they are found. */
@Component
class ConversationCosts implements Spenders {
    private final Conversations conversations;
    private final Contacts contacts;

    ConversationCosts(Conversations conversations, Contacts contacts) {
        this.conversations = conversations;
        this.contacts = contacts;
    }

    @Override
    public Map<UUID, Spender> of(Collection<UUID> subjects) {
        Map<UUID, Conversation> found = subjects.stream()
                .map(ConversationId::new)
                .map(conversations::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(one -> one.id().value(), Function.identity()));
        var people = contacts.findAll(
                found.values().stream().map(Conversation::contact).toList());
        return found.values().stream()
                .collect(Collectors.toMap(
                        one -> one.id().value(),
                        one -> new Spender(
                                Optional.ofNullable(people.get(one.contact()))
                                        .map(Contact::shownAs)
                                        .orElse("?"),
                                "/inbox/" + one.id())));
    }
}
