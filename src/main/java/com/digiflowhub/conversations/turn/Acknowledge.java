package com.digiflowhub.conversations.turn;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells the lead's phone that the message was read and that an answer is being written. A courtesy: it is tried once. */
@Component
class Acknowledge implements Task<Acknowledge.Read> {
    private static final String KIND = "acknowledge";

    private final Connections connections;
    private final Channels channels;
    private final MessageRows messages;
    private final Work work;
    private final HubClock clock;
    private final TransactionOperations transaction;

    Acknowledge(
            Connections connections,
            Channels channels,
            MessageRows messages,
            Work work,
            HubClock clock,
            TransactionOperations transaction) {
        this.connections = connections;
        this.channels = channels;
        this.messages = messages;
        this.work = work;
        this.clock = clock;
        this.transaction = transaction;
    }

    record Read(UUID connection, UUID message, boolean typing) {}

    void put(Conversation conversation, boolean typing) {
        conversation
                .lastInbound()
                .filter(message -> connections
                        .find(conversation.connection())
                        .filter(connection -> channels.of(connection).acknowledges(connection))
                        .isPresent())
                .ifPresent(message -> work.put(NewItem.item(
                        "connection:" + conversation.connection(),
                        conversation.id().value(),
                        KIND,
                        new Read(conversation.connection().value(), message.value(), typing),
                        clock.now())));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Read> payload() {
        return Read.class;
    }

    @Override
    public List<Outcome> run(List<Item<Read>> items) {
        return items.stream().map(item -> tell(item.payload())).toList();
    }

    private Outcome tell(Read read) {
        look(read).ifPresent(receipt -> {
            Channel channel = channels.of(receipt.connection);
            if (channel.acknowledges(receipt.connection)) {
                channel.acknowledge(receipt.connection, receipt.providerId, read.typing());
            }
        });
        return Outcome.done();
    }

    /** What is needed to tell the provider. */
    private record Receipt(Connection connection, String providerId) {}

    private Optional<Receipt> look(Read read) {
        return Objects.requireNonNull(transaction.execute(status -> messages.find(new MessageId(read.message()))
                .flatMap(Message::providerId)
                .flatMap(id -> connections
                        .find(new ConnectionId(read.connection()))
                        .map(connection -> new Receipt(connection, id)))));
    }
}
