package com.digiflowhub.conversations;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.delivery.Outbox;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationEvents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Superseded;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an answerer may do in a conversation: read it, answer, or hand it to a person. Each act names the epoch that was seen. */
@Component
public class Talks {
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final ConversationEvents events;
    private final Contents contents;
    private final Outbox outbox;
    private final Contacts contacts;
    private final Live live;

    Talks(
            ConversationRows conversations,
            MessageRows messages,
            ConversationEvents events,
            Contents contents,
            Outbox outbox,
            Contacts contacts,
            Live live) {
        this.conversations = conversations;
        this.messages = messages;
        this.events = events;
        this.contents = contents;
        this.outbox = outbox;
        this.contacts = contacts;
        this.live = live;
    }

    @Transactional(readOnly = true)
    public Optional<Transcript> transcript(ConversationId id, int lastMessages) {
        return conversations.find(id).map(conversation -> transcript(conversation, lastMessages));
    }

    /** The same in an effect: until it is written nobody writes, takes over or says STOP here. */
    @Transactional
    public Optional<Transcript> hold(ConversationId id, int lastMessages) {
        return conversations.lock(id).map(conversation -> transcript(conversation, lastMessages));
    }

    /**
     * Stores the reply as queued and puts its send. In an effect. Does nothing when somebody took the conversation over, or
     * the lead said STOP, since the epoch that was seen; a second answer to the same message changes nothing.
     */
    @Transactional
    public void reply(ConversationId id, long epoch, MessageId answering, Reply reply) {
        Conversation conversation = conversations.lock(id).orElseThrow(() -> new Superseded("no conversation"));
        if (conversation.epoch() != epoch || conversation.ownedByPerson()) {
            return;
        }
        MessageId queued = outbox.queue(
                conversation,
                Outbox.Draft.answer(reply.text(), "answer:" + answering, contents.write(reply.grounds())));
        live.changed("message", queued);
    }

    /** Puts the conversation in front of the team with the reason ({@code asked}, {@code unsure}, {@code no-answer}, {@code model-failed}). In an effect. */
    @Transactional
    public void handOver(ConversationId id, long epoch, String reason) {
        Conversation conversation = conversations.lock(id).orElseThrow(() -> new Superseded("no conversation"));
        if (conversation.epoch() != epoch || conversation.ownedByPerson()) {
            return;
        }
        conversations.await(id, reason);
        events.add(id, "handed-over", Optional.empty(), Optional.of(reason), 0);
        live.changed("conversation", id);
    }

    private Transcript transcript(Conversation conversation, int lastMessages) {
        List<Message> said = messages.last(conversation.id(), Optional.empty(), lastMessages);
        return new Transcript(
                conversation.id(),
                conversation.contact(),
                contacts.find(conversation.contact()).map(Contact::name).filter(name -> !name.isBlank()),
                conversation.epoch(),
                conversation.ownedByPerson(),
                said.stream().noneMatch(message -> message.sender() == Author.BOT && counts(message)),
                said.stream().filter(Talks::counts).map(this::line).toList());
    }

    private static boolean counts(Message message) {
        return switch (message.state()) {
            case FAILED, REFUSED, CANCELLED -> false;
            case RECEIVED, HELD, QUEUED, SENDING, UNKNOWN, SENT, DELIVERED, READ, PLAYED -> true;
        };
    }

    private Transcript.Line line(Message message) {
        Transcript.Speaker speaker = switch (message.sender()) {
            case CONTACT -> Transcript.Speaker.CONTACT;
            case BOT -> Transcript.Speaker.BOT;
            case USER -> Transcript.Speaker.USER;
        };
        return new Transcript.Line(
                message.id(),
                speaker,
                message.text().isBlank() ? contents.preview("", message.content()) : message.text(),
                message.at(),
                message.grounds().map(contents::sources).orElseGet(List::of));
    }
}
