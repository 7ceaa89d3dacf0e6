package com.digiflowhub.conversations;

import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.conversations.delivery.Outbox;
import com.digiflowhub.conversations.delivery.SendFactsReader;
import com.digiflowhub.conversations.log.ConversationEvents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.web.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person of the team does with a conversation. Each act raises the epoch where the assistant must not go on as before. */
@Component
public class Conversations {
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final ConversationEvents events;
    private final SendFactsReader facts;
    private final Outbox outbox;
    private final Live live;

    Conversations(
            ConversationRows conversations,
            MessageRows messages,
            ConversationEvents events,
            SendFactsReader facts,
            Outbox outbox,
            Live live) {
        this.conversations = conversations;
        this.messages = messages;
        this.events = events;
        this.facts = facts;
        this.outbox = outbox;
        this.live = live;
    }

    /** How writing ended: queued, or refused with the reason and nothing lost. */
    public sealed interface Written {
        record Queued(MessageId message) implements Written {}

        record Refused(MaySend.Why why) implements Written {}
    }

    @Transactional(readOnly = true)
    public Optional<Conversation> find(ConversationId id) {
        return conversations.find(id);
    }

    /** The person answers from now on. What the assistant had ready is taken back; what was already leaving is counted. */
    @Transactional
    public void takeOver(ConversationId id, UserId user) {
        Conversation conversation = lock(id);
        if (!conversation.owner().equals(Optional.of(user))) {
            conversations.own(id, Optional.of(user));
            messages.cancelAutomatic(id, MaySend.Why.TAKEN_OVER.code());
            events.add(id, "taken-over", Optional.of(user), Optional.empty(), messages.markLeaving(id));
            live.changed("conversation", id);
        }
    }

    /** The assistant answers again, from the next message on. */
    @Transactional
    public void handBack(ConversationId id, UserId user) {
        if (lock(id).ownedByPerson()) {
            conversations.own(id, Optional.empty());
            events.add(id, "handed-back", Optional.of(user), Optional.empty(), 0);
            live.changed("conversation", id);
        }
    }

    /** Writing takes the conversation over. The client's id makes a second press, a retry or a reload send once. */
    @Transactional
    public Written write(ConversationId id, UserId user, String clientId, String text) {
        return write(id, user, clientId, text, Promise.REPLY);
    }

    @Transactional
    public Written write(ConversationId id, UserId user, String clientId, String text, Promise promise) {
        Conversation conversation = lock(id);
        Optional<MessageId> already = messages.findByClient(id, clientId);
        if (already.isPresent()) {
            return new Written.Queued(already.get());
        }
        Optional<MaySend.Why> no = refusal(conversation, text);
        if (no.isPresent()) {
            return new Written.Refused(no.get());
        }
        takeOver(id, user);
        conversations.answered(id);
        Conversation now = conversations.find(id).orElseThrow();
        return new Written.Queued(outbox.queue(now, Outbox.Draft.person(user, text, clientId, promise)));
    }

    /** Why a person could not write here now, if so; for the composer. */
    @Transactional(readOnly = true)
    public Optional<MaySend.Why> closedFor(Conversation conversation) {
        return refusal(conversation, "?");
    }

    @Transactional
    public void close(ConversationId id, UserId user) {
        if (lock(id).status() != Conversation.Status.CLOSED) {
            conversations.become(id, Conversation.Status.CLOSED);
            events.add(id, "closed", Optional.of(user), Optional.empty(), 0);
            live.changed("conversation", id);
        }
    }

    @Transactional
    public void reopen(ConversationId id, UserId user) {
        if (lock(id).status() != Conversation.Status.ACTIVE) {
            conversations.become(id, Conversation.Status.ACTIVE);
            events.add(id, "reopened", Optional.of(user), Optional.empty(), 0);
            live.changed("conversation", id);
        }
    }

    /** Somebody of the team has it open. */
    @Transactional
    public void seen(ConversationId id) {
        if (conversations.seen(id)) {
            live.changed("conversation", id);
        }
    }

    /** A person says that a message of unknown outcome did arrive. */
    @Transactional
    public void arrived(MessageId id) {
        Message message = unknown(id);
        messages.move(id, MessageState.SENT, Optional.of("said-by-person"), Optional.empty());
        live.changed("conversation", message.conversation());
    }

    /** A person sends a message of unknown outcome once more: a new message with its own id, since the first may have arrived. */
    @Transactional
    public MessageId resend(MessageId id, UserId user) {
        Message message = unknown(id);
        Conversation conversation = lock(message.conversation());
        messages.move(id, MessageState.FAILED, Optional.of(Message.SENT_AGAIN), Optional.empty());
        takeOver(conversation.id(), user);
        return outbox.queue(
                conversations.find(conversation.id()).orElseThrow(),
                Outbox.Draft.person(user, message.text(), "again:" + id, message.promise()));
    }

    /** Takes back what has not begun to leave; false when it was too late. */
    @Transactional
    public boolean cancel(MessageId id) {
        Message message = messages.lock(id).orElseThrow(() -> Problem.notFound("message"));
        if (message.state() != MessageState.QUEUED && message.state() != MessageState.HELD) {
            return false;
        }
        messages.move(id, MessageState.CANCELLED, Optional.of("by-person"), Optional.empty());
        live.changed("conversation", message.conversation());
        return true;
    }

    @Transactional(readOnly = true)
    public List<Message> messages(ConversationId id, Optional<MessageId> before, int most) {
        return messages.last(id, before, most);
    }

    /** How many messages of unknown outcome each holds; those that hold none are left out. */
    @Transactional(readOnly = true)
    public Map<ConversationId, Integer> unknownOutcomes(Collection<ConversationId> ids) {
        return messages.unknown(ids);
    }

    /** A message of this conversation. */
    @Transactional(readOnly = true)
    public Optional<Message> message(ConversationId conversation, MessageId id) {
        return messages.find(id).filter(message -> message.conversation().equals(conversation));
    }

    private Optional<MaySend.Why> refusal(Conversation conversation, String text) {
        MaySend.Ask ask = new MaySend.Ask(MaySend.Kind.PERSON, conversation.epoch(), SendFactsReader.length(text));
        return switch (facts.decide(conversation, ask)) {
            case MaySend.Decision.Send send -> Optional.empty();
            case MaySend.Decision.HoldUntil hold -> Optional.empty();
            case MaySend.Decision.Refuse refuse -> Optional.of(refuse.why());
            case MaySend.Decision.UseTemplate template -> Optional.of(template.why());
            case MaySend.Decision.OtherChannel other -> Optional.of(other.why());
        };
    }

    private Message unknown(MessageId id) {
        Message message = messages.lock(id).orElseThrow(() -> Problem.notFound("message"));
        if (message.state() != MessageState.UNKNOWN) {
            throw Problem.refused(
                    "outcome-known",
                    "It is known what became of this message: it is "
                            + message.state().name().toLowerCase(Locale.ROOT) + ".");
        }
        return message;
    }

    private Conversation lock(ConversationId id) {
        return conversations.lock(id).orElseThrow(() -> Problem.notFound("conversation"));
    }
}
