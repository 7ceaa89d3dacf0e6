package com.digiflowhub.conversations.delivery;

import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.channels.Failure;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.live.Live;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the provider tells about our messages: applied forward only, in whatever order and number it comes. */
@Component
public class Statuses {
    private final MessageRows messages;
    private final Consequences consequences;
    private final Connections connections;
    private final Contents contents;
    private final Locks locks;
    private final Live live;

    public Statuses(
            MessageRows messages,
            Consequences consequences,
            Connections connections,
            Contents contents,
            Locks locks,
            Live live) {
        this.messages = messages;
        this.consequences = consequences;
        this.connections = connections;
        this.contents = contents;
        this.locks = locks;
        this.live = live;
    }

    public void record(Connection connection, ChannelEvent.StatusChanged told) {
        Optional<MessageId> found = find(connection, told);
        if (found.isEmpty()) {
            alone(connection, told.providerId());
            found = find(connection, told);
        }
        if (found.isEmpty()) {
            messages.early(
                    connection.id(),
                    told.providerId(),
                    told.status(),
                    told.at(),
                    told.failure().map(contents::write).orElse(null));
            return;
        }
        boolean ignored = apply(found.get(), List.of(new Told(told.status(), told.failure())), told.providerId());
    }

    /** What is told of a provider id and the answer that makes the id known never pass each other by. */
    private void alone(Connection connection, String providerId) {
        locks.hold("told of " + connection.id() + " " + providerId);
    }

    private Optional<MessageId> find(Connection connection, ChannelEvent.StatusChanged told) {
        return messages.findForStatus(connection.id(), told.ourId(), told.providerId());
    }

    /** One thing that the provider told of a message. */
    record Told(DeliveryStatus status, Optional<Failure> failure) {}

    /** What came before we knew the provider's id; taken away. */
    List<Told> early(Connection connection, String providerId) {
        alone(connection, providerId);
        return messages.takeEarly(connection.id(), providerId).stream()
                .map(early ->
                        new Told(early.status(), early.failure().map(stored -> contents.read(stored, Failure.class))))
                .toList();
    }

    /**
     * Whether it moved forward. A failure has consequences for the person and the conversation: their rows are taken before the message's,
     * as in a send and a take-over.
     */
    boolean apply(MessageId id, List<Told> told, String providerId) {
        if (told.stream().anyMatch(one -> one.status() == DeliveryStatus.FAILED)) {
            consequences.hold(id);
        }
        boolean moved = false;
        for (Told one : told) {
            moved |= apply(messages.lock(id).orElseThrow(), one.status(), one.failure());
        }
        if (!providerId.isEmpty()) {
            messages.accepted(id, providerId);
        }
        return moved;
    }

    private boolean apply(Message message, DeliveryStatus status, Optional<Failure> failure) {
        MessageState stands = message.sentAgain() ? MessageState.UNKNOWN : message.state();
        MessageState next = stands.after(status);
        if (next == stands) {
            return false;
        }
        if (stands == MessageState.UNKNOWN) {
            consequences.outcomeKnown(message.id());
        }
        boolean failed = next == MessageState.FAILED;
        messages.move(
                message.id(),
                next,
                failed ? failure.map(Failure::code).or(() -> Optional.of("unknown")) : Optional.empty(),
                failed ? failure.map(Failure::detail) : Optional.empty());
        if (failed) {
            failure.ifPresent(why -> consequences.follow(message, why));
        }
        live.changed("conversation", message.conversation());
        return true;
    }

    /** A failure of the account as a whole. */
    public void follow(Connection connection, Failure failure) {
        if (failure.consequence() == Failure.Consequence.STOP_CHANNEL) {
            connections.markBroken(connection.id(), failure.code());
        }
    }
}
