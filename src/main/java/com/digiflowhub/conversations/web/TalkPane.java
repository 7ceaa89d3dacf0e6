package com.digiflowhub.conversations.web;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.conversations.web.TalkView.Answering;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.Users;
import com.digiflowhub.platform.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one conversation for its pane. */
@Component
class TalkPane {
    static final int PAGE = 40;
    private static final int MOST_RENEWED = 1_000;

    private final Conversations conversations;
    private final Contacts contacts;
    private final Connections connections;
    private final Users users;
    private final Lines lines;

    TalkPane(Conversations conversations, Contacts contacts, Connections connections, Users users, Lines lines) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.connections = connections;
        this.users = users;
        this.lines = lines;
    }

    /** {@code from} is the oldest message that is shown already, so that a renewal takes none away. */
    @Transactional(readOnly = true)
    TalkView view(Conversation conversation, Asked asked, Optional<UUID> from, SignedIn who) {
        String name =
                contacts.find(conversation.contact()).map(Contact::shownAs).orElse("?");
        List<Message> messages = from.map(oldest -> since(conversation, new MessageId(oldest)))
                .orElseGet(() -> conversations.messages(conversation.id(), Optional.empty(), PAGE + 1));
        return new TalkView(
                asked,
                conversation.id().value(),
                name,
                conversation.channel(),
                answering(conversation, who),
                conversation.status() == Conversation.Status.CLOSED,
                conversation.waiting().map(Conversation.Waiting::reason),
                lines.of(conversation, messages, from.isPresent() ? MOST_RENEWED : PAGE, who.user()),
                composer(conversation));
    }

    /** A page of what was said before the message. */
    @Transactional(readOnly = true)
    TalkView.Said older(Conversation conversation, UUID before, SignedIn who) {
        List<Message> messages =
                conversations.messages(conversation.id(), Optional.of(new MessageId(before)), PAGE + 1);
        if (messages.isEmpty()) {
            throw Problem.notFound("message");
        }
        return lines.of(conversation, messages, PAGE, who.user());
    }

    private List<Message> since(Conversation conversation, MessageId oldest) {
        List<Message> all = conversations.messages(conversation.id(), Optional.empty(), MOST_RENEWED);
        List<MessageId> ids = all.stream().map(Message::id).toList();
        return all.subList(Math.max(0, ids.indexOf(oldest) - 1), all.size());
    }

    private Answering answering(Conversation conversation, SignedIn who) {
        return conversation
                .owner()
                .map(owner -> owner.equals(who.user())
                        ? new Answering(Answering.By.ME, who.name())
                        : new Answering(
                                Answering.By.COLLEAGUE,
                                users.names(Set.of(owner)).getOrDefault(owner, "?")))
                .orElseGet(() -> new Answering(Answering.By.ASSISTANT, ""));
    }

    private TalkView.Composer composer(Conversation conversation) {
        return new TalkView.Composer(
                UUID.randomUUID().toString(),
                connections
                        .find(conversation.connection())
                        .map(Connection::name)
                        .orElse(""),
                conversation.windowUntil(),
                conversations.closedFor(conversation).map(MaySend.Why::code),
                Optional.empty(),
                "");
    }
}
