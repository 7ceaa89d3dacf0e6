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
import com.digiflowhub.conversations.log.OurMessages;
import com.digiflowhub.conversations.log.OurMessages.Name;
import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.live.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the provider tells about our messages: applied forward only, in whatever order and number it comes. */
@Component
public class Statuses {
    private final MessageRows messages;
    private final OurMessages ours;
    private final Consequences consequences;
    private final Connections connections;
    private final Contents contents;
    private final Locks locks;
    private final Live live;

    public Statuses(
            MessageRows messages,
            OurMessages ours,
            Consequences consequences,
            Connections connections,
            Contents contents,
            Locks locks,
            Live live) {
        this.messages = messages;
        this.ours = ours;
        this.consequences = consequences;
        this.connections = connections;
        this.contents = contents;
        this.locks = locks;
        this.live = live;
    }

    public void record(Connection connection, List<ChannelEvent.StatusChanged> told) {
        Map<Name, OurMessages.Standing> found =
                ours.find(told.stream().map(one -> name(connection, one)).collect(Collectors.toSet()));
        List<ChannelEvent.StatusChanged> unknown = told.stream()
                .filter(one -> !found.containsKey(name(connection, one)))
                .toList();
        if (!unknown.isEmpty()) {
            alone(
                    connection,
                    unknown.stream().map(ChannelEvent.StatusChanged::providerId).collect(Collectors.toSet()));
            found.putAll(
                    ours.find(unknown.stream().map(one -> name(connection, one)).collect(Collectors.toSet())));
        }
        Map<MessageId, News> news = new LinkedHashMap<>();
        for (ChannelEvent.StatusChanged one : told) {
            OurMessages.Standing standing = found.get(name(connection, one));
            if (standing == null) {
                early(connection, one);
            } else {
                news.computeIfAbsent(standing.id(), id -> new News(one.providerId(), new ArrayList<>()))
                        .told
                        .add(new Told(one.status(), one.failure()));
            }
        }
        apply(news);
    }

    private static Name name(Connection connection, ChannelEvent.StatusChanged told) {
        return new Name(connection.id(), told.ourId(), told.providerId());
    }

    private void early(Connection connection, ChannelEvent.StatusChanged told) {
        messages.early(
                connection.id(),
                told.providerId(),
                told.status(),
                told.at(),
                told.failure().map(contents::write).orElse(null));
    }

    /** What is told of a provider id and the answer that makes the id known never pass each other by. */
    private void alone(Connection connection, Set<String> providerIds) {
        locks.hold(providerIds.stream()
                .map(id -> "told of " + connection.id() + " " + id)
                .toList());
    }

    /** One thing that the provider told of a message. */
    record Told(DeliveryStatus status, Optional<Failure> failure) {}

    /** What was told of one message, in order, by the name that its provider has for it; empty when it did not say. */
    private record News(String providerId, List<Told> told) {
        boolean failed() {
            return told.stream().anyMatch(one -> one.status() == DeliveryStatus.FAILED);
        }
    }

    /** What came before we knew the provider's id; taken away. */
    List<Told> early(Connection connection, String providerId) {
        alone(connection, Set.of(providerId));
        return messages.takeEarly(connection.id(), providerId).stream()
                .map(early ->
                        new Told(early.status(), early.failure().map(stored -> contents.read(stored, Failure.class))))
                .toList();
    }

    /** Whether it moved forward. */
    boolean apply(MessageId id, List<Told> told, String providerId) {
        return apply(Map.of(id, new News(providerId, told)));
    }

    /**
     * Whether any moved forward. A failure has consequences for the person and the conversation: their rows are taken before the
     * message's, as in a send and a take-over.
     */
    private boolean apply(Map<MessageId, News> news) {
        boolean moved = false;
        Map<MessageId, News> good = new HashMap<>();
        for (Map.Entry<MessageId, News> one : news.entrySet()) {
            if (one.getValue().failed()) {
                consequences.hold(one.getKey());
                for (Told told : one.getValue().told) {
                    moved |= told.status() == DeliveryStatus.FAILED
                            ? fail(messages.lock(one.getKey()).orElseThrow(), told.failure())
                            : advance(Map.of(one.getKey(), new News("", List.of(told))));
                }
                // Whatever was told, its provider's name for it is known now.
                moved |= advance(Map.of(one.getKey(), new News(one.getValue().providerId, List.of())));
            } else {
                good.put(one.getKey(), one.getValue());
            }
        }
        return advance(good) || moved;
    }

    /** What none of them refuses is written for all at once. */
    private boolean advance(Map<MessageId, News> news) {
        boolean moved = false;
        List<OurMessages.Move> moves = new ArrayList<>();
        for (Message message : news.isEmpty() ? List.<Message>of() : messages.lock(news.keySet())) {
            News of = Objects.requireNonNull(news.get(message.id()));
            MessageState stands = standing(message);
            MessageState next = stands;
            for (Told told : of.told) {
                next = next.after(told.status());
            }
            boolean named = message.providerId().isEmpty() && !of.providerId.isEmpty();
            if (next != stands || named) {
                moves.add(new OurMessages.Move(message.id(), next == stands ? message.state() : next, of.providerId));
            }
            if (next != stands) {
                leaves(message, stands);
                moved = true;
            }
        }
        if (!moves.isEmpty()) {
            ours.move(moves);
        }
        return moved;
    }

    private boolean fail(Message message, Optional<Failure> failure) {
        MessageState stands = standing(message);
        if (stands.after(DeliveryStatus.FAILED) == stands) {
            return false;
        }
        leaves(message, stands);
        messages.move(
                message.id(),
                MessageState.FAILED,
                failure.map(Failure::code).or(() -> Optional.of("unknown")),
                failure.map(Failure::detail));
        failure.ifPresent(why -> consequences.follow(message, why));
        return true;
    }

    private void leaves(Message message, MessageState stands) {
        if (stands == MessageState.UNKNOWN) {
            consequences.outcomeKnown(message.id());
        }
        live.changed("conversation", message.conversation());
    }

    private static MessageState standing(Message message) {
        return message.sentAgain() ? MessageState.UNKNOWN : message.state();
    }

    /** A failure of the account as a whole. */
    public void follow(Connection connection, Failure failure) {
        if (failure.consequence() == Failure.Consequence.STOP_CHANNEL) {
            connections.markBroken(connection.id(), failure.code());
        }
    }
}
