package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Content;
import com.digiflowhub.channels.Referral;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationSettings;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.conversations.log.Reactions;
import com.digiflowhub.conversations.turn.Turns;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.work.Superseded;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A lead's message becomes a row, once, whatever the number of its deliveries. The contact's row is always touched before the
 * conversation's, as in a send, so that the two cannot wait for each other.
 */
@Component
class Arrivals {
    private final Contacts contacts;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final Contents contents;
    private final Stops stops;
    private final Turns turns;
    private final Arrivals.Surroundings surroundings;

    Arrivals(
            Contacts contacts,
            ConversationRows conversations,
            MessageRows messages,
            Contents contents,
            Stops stops,
            Turns turns,
            Surroundings surroundings) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.messages = messages;
        this.contents = contents;
        this.stops = stops;
        this.turns = turns;
        this.surroundings = surroundings;
    }

    /** What else an arrival needs: time, the margin of the window, and the signs on messages. */
    @Component
    record Surroundings(HubClock clock, ConversationSettings settings, Reactions reactions) {}

    void record(Connection connection, Channel channel, ChannelEvent.Arrived arrived) {
        ContactId contact = contacts.arrive(
                PersonAddresses.of(connection, arrived.from()),
                arrived.profileName().orElse(""),
                connection.provider());
        if (arrived.content() instanceof Content.Reaction reaction) {
            surroundings
                    .reactions()
                    .set(connection.id(), reaction.providerMessageId(), contact, reaction.emoji(), arrived.at());
            return;
        }
        if (!messages.known(connection.id(), arrived.providerId())) {
            add(connection, channel, contact, arrived, false);
        }
    }

    /** One that may have come long ago. A sign is left out: it may have been taken back since. */
    void repeat(Connection connection, Channel channel, ChannelEvent.Arrived arrived) {
        if (arrived.content() instanceof Content.Reaction || messages.known(connection.id(), arrived.providerId())) {
            return;
        }
        ContactId contact = contacts.arrive(
                PersonAddresses.of(connection, arrived.from()),
                arrived.profileName().orElse(""),
                connection.provider());
        add(connection, channel, contact, arrived, true);
    }

    private void add(
            Connection connection, Channel channel, ContactId contact, ChannelEvent.Arrived arrived, boolean again) {
        turns.hold(connection.id(), contact);
        String text = Contents.text(arrived.content());
        // Before the decision that it may hold, so that a STOP never counts as having written again.
        Instant moment = moment(arrived.at());
        Stops.Heard heard = stops.hear(contact, connection.provider(), arrived.content(), again);
        Conversation conversation = conversations.open(connection.id(), connection.provider(), contact, arrived.from());
        Instant at = afterLast(moment, arrived.at(), conversation.lastInboundAt());
        String content = contents.store(arrived.content());
        MessageId message = messages.add(new MessageRows.New(
                        conversation.id(),
                        connection.id(),
                        Author.CONTACT,
                        Optional.empty(),
                        text,
                        content,
                        Optional.of(arrived.providerId()),
                        arrived.repliesTo(),
                        Optional.empty(),
                        conversation.epoch(),
                        MessageState.RECEIVED,
                        Optional.empty(),
                        Promise.REPLY,
                        at))
                .orElseThrow(() -> new Superseded("the same message was recorded at the same moment"));
        Optional<Instant> windowUntil = channel.capabilities()
                .replyWindow()
                .map(window -> Times.earlier(arrived.at(), at)
                        .plus(window)
                        .minus(surroundings.settings().windowMargin()));
        conversations.wrote(
                conversation.id(),
                new ConversationRows.Inbound(
                        message,
                        at,
                        contents.preview(text, content),
                        windowUntil,
                        arrived.referral().map(Referral::all).map(contents::write)));
        if (stops.act(conversation, heard, at)) {
            turns.expect(conversation.id());
        }
        turns.announce(contact, conversation.id(), message);
    }

    /** What is told no earlier than in the second of the last one stands after it, whatever this node's clock says, or its numbers. */
    private static Instant afterLast(Instant moment, Instant told, Optional<Instant> last) {
        return last.filter(
                        before -> !moment.isAfter(before) && told.plusSeconds(1).isAfter(before))
                .map(before -> before.plus(1, ChronoUnit.MICROS))
                .orElse(moment);
    }

    /**
     * Providers tell whole seconds: nearly the end of that second, but never later than now, keeps both late and quick messages in order.
     * What is left of the second is for those that follow.
     */
    private Instant moment(Instant told) {
        return Times.earlier(told.plusMillis(900), surroundings.clock().now());
    }
}
