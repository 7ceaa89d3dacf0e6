package com.digiflowhub.conversations.web;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Drafts;
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
    private final Drafts drafts;
    private final Things things;

    TalkPane(
            Conversations conversations,
            Contacts contacts,
            Connections connections,
            Users users,
            Lines lines,
            Drafts drafts,
            Things things) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.connections = connections;
        this.users = users;
        this.lines = lines;
        this.drafts = drafts;
        this.things = things;
    }

    /** {@code from} is the oldest message that is shown already, so that a renewal takes none away. */
    @Transactional(readOnly = true)
    TalkView view(Conversation conversation, Asked asked, Optional<UUID> from, SignedIn who) {
        String name =
                contacts.find(conversation.contact()).map(Contact::shownAs).orElse("?");
        Lines.Page page = from.flatMap(oldest -> since(conversation, new MessageId(oldest)))
                .orElseGet(() -> new Lines.Page(last(conversation, PAGE + 1), PAGE, true));
        return new TalkView(
                asked,
                conversation.id().value(),
                name,
                conversation.channel(),
                answering(conversation, who),
                conversation.status() == Conversation.Status.CLOSED,
                conversation.waiting().map(Conversation.Waiting::reason),
                lines.of(conversation, page, who.user()),
                drafts.of(conversation.id())
                        .map(draft -> new TalkView.Held(draft.text(), draft.claims(), things.grounds(draft.grounds()))),
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
        return lines.of(conversation, new Lines.Page(messages, PAGE, false), who.user());
    }

    /** From this message on, and the one before it, which tells that there are older ones. Few are read first: most look at the end. */
    private Optional<Lines.Page> since(Conversation conversation, MessageId oldest) {
        for (int most : List.of(2 * PAGE, MOST_RENEWED)) {
            List<Message> read = last(conversation, most);
            int first = read.stream().map(Message::id).toList().indexOf(oldest);
            if (first > 0) {
                List<Message> wanted = read.subList(first - 1, read.size());
                return Optional.of(new Lines.Page(wanted, wanted.size() - 1, true));
            } else if (first == 0 && read.size() < most) {
                return Optional.of(new Lines.Page(read, read.size(), true));
            }
        }
        return Optional.empty();
    }

    private List<Message> last(Conversation conversation, int most) {
        return conversations.messages(conversation.id(), Optional.empty(), most);
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
