package com.digiflowhub.conversations.delivery;

import com.digiflowhub.channels.Channels;
import com.digiflowhub.channels.OutgoingMessage;
import com.digiflowhub.channels.SendResult;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The one place from which a message leaves. "May I send?" is asked and the attempt written in one transaction that holds the contact and
 * the conversation still, so that a STOP or a take-over comes wholly before it or wholly after; then the provider is called; then the
 * result is written. An attempt that has no result (we died, or the line did) is an unknown outcome and is never repeated by itself, but for
 * what was promised to leave at least once.
 */
@Component
class Sender implements Task<Sender.Send> {
    static final String KIND = "send";

    private final MessageRows messages;
    private final ConversationRows conversations;
    private final Attempts attempts;
    private final SendFactsReader facts;
    private final SendResults results;
    private final Delivery delivery;
    private final Contents contents;

    Sender(
            MessageRows messages,
            ConversationRows conversations,
            Attempts attempts,
            SendFactsReader facts,
            SendResults results,
            Delivery delivery,
            Contents contents) {
        this.messages = messages;
        this.conversations = conversations;
        this.attempts = attempts;
        this.facts = facts;
        this.results = results;
        this.delivery = delivery;
        this.contents = contents;
    }

    record Send(UUID message) {}

    /** The way to the provider, and the stillness of the person's decisions. */
    @Component
    record Delivery(Connections connections, Channels channels, Consents consents) {}

    /** What the attempt's transaction decided. */
    sealed interface Begun {
        record Leave(Message message, Conversation conversation, Connection connection, int attempt) implements Begun {}

        record Stay(Message message, MaySend.Decision decision) implements Begun {}

        record Settled() implements Begun {}

        /** A former attempt has no result. */
        record Open(Message message) implements Begun {}
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Send> payload() {
        return Send.class;
    }

    @Override
    public List<Outcome> run(List<Item<Send>> items) {
        return items.stream().map(this::send).toList();
    }

    private Outcome send(Item<Send> item) {
        MessageId id = new MessageId(item.payload().message());
        return switch (item.begin(() -> begin(id))) {
            case Begun.Leave leave -> leave(leave);
            case Begun.Stay stay -> results.stay(stay.message(), stay.decision());
            case Begun.Settled settled -> Outcome.done();
            case Begun.Open open -> results.unknown(open.message(), "interrupted");
        };
    }

    private Begun begin(MessageId id) {
        Optional<Message> found = messages.find(id);
        if (found.isEmpty()) {
            return new Begun.Settled();
        }
        Conversation seen = conversations.find(found.get().conversation()).orElseThrow();
        delivery.consents().holdStill(seen.contact());
        Conversation conversation = conversations.holdStill(seen.id()).orElseThrow();
        Message message = messages.lock(id).orElseThrow();
        boolean open = message.state() == MessageState.SENDING;
        if (open && !results.onceMore(message, attempts.count(id))) {
            return new Begun.Open(message);
        }
        if (!open && message.state() != MessageState.QUEUED && message.state() != MessageState.HELD) {
            return new Begun.Settled();
        }
        MaySend.Ask ask = new MaySend.Ask(
                SendFactsReader.kind(message, contents), messages.epoch(id), SendFactsReader.length(message.text()));
        MaySend.Decision decision = facts.decide(conversation, ask);
        if (!(decision instanceof MaySend.Decision.Send)) {
            return open ? new Begun.Open(message) : new Begun.Stay(message, decision);
        }
        if (open) {
            attempts.end(id, attempts.count(id), "unknown", "interrupted", "");
        }
        int attempt = attempts.begin(id, conversation.epoch());
        messages.move(id, MessageState.SENDING, Optional.empty(), Optional.empty());
        return new Begun.Leave(
                message, conversation, delivery.connections().require(conversation.connection()), attempt);
    }

    private Outcome leave(Begun.Leave leave) {
        CrashPoint.pass("out-1");
        Connection connection = leave.connection();
        Message message = leave.message();
        SendResult result = delivery.channels()
                .of(connection)
                .send(
                        connection,
                        new OutgoingMessage(
                                message.id().value(),
                                leave.conversation().address(),
                                message.text(),
                                message.repliesTo()));
        CrashPoint.pass("out-3");
        return results.left(message, connection, leave.attempt(), result);
    }
}
