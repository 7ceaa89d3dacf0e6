package com.digiflowhub.conversations;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.channels.Content;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.inbound.PersonAddresses;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.HistoryRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was said before the hub knew of it: kept with its own times, sent to nobody and answered by nobody. The person arrives as by any
 * other way.
 */
@Component
public class History {
    private final Contacts contacts;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final HistoryRows rows;
    private final Channels channels;
    private final Contents contents;
    private final ConversationSettings settings;
    private final Live live;

    History(
            Contacts contacts,
            ConversationRows conversations,
            MessageRows messages,
            HistoryRows rows,
            Channels channels,
            Contents contents,
            ConversationSettings settings,
            Live live) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.messages = messages;
        this.rows = rows;
        this.channels = channels;
        this.contents = contents;
        this.settings = settings;
        this.live = live;
    }

    /** Who spoke with whom, what they said (oldest first, at least one line), and how it stands now. */
    public record Past(Address address, String name, List<Line> lines, Standing standing) {
        public Past {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a conversation without a word has no history");
            }
        }
    }

    /**
     * One thing said. {@code author} for a person of the team; {@code reason} for what did not arrive; {@code grounds} for what the assistant
     * said.
     */
    public record Line(
            Author sender,
            Optional<UserId> author,
            Content content,
            MessageState state,
            Optional<String> reason,
            Optional<Reply.Grounds> grounds,
            Instant at) {}

    /** Whose the conversation is, who is wanted, and how many of the last lines nobody has read. */
    public record Standing(Optional<UserId> owner, Optional<Conversation.Waiting> waiting, int unread) {}

    /** The conversation, with the contact of its address; kept a second time it would be said twice, so the caller keeps it once. */
    @Transactional
    public Conversation keep(Connection connection, Past past) {
        ContactId contact =
                contacts.arrive(PersonAddresses.of(connection, past.address()), past.name(), connection.provider());
        Conversation conversation = conversations.open(connection.id(), connection.provider(), contact, past.address());
        Optional<HistoryRows.Heard> heard = Optional.empty();
        for (Line line : past.lines()) {
            MessageId id = add(connection, conversation, line);
            if (line.sender() == Author.CONTACT) {
                heard = Optional.of(new HistoryRows.Heard(id, line.at(), windowUntil(connection, line.at())));
            }
        }
        Line last = past.lines().getLast();
        rows.stand(
                conversation.id(),
                past,
                contents.preview(Contents.text(last.content()), contents.store(last.content())),
                heard);
        live.changed("conversation", conversation.id());
        return conversations.find(conversation.id()).orElseThrow();
    }

    private MessageId add(Connection connection, Conversation conversation, Line line) {
        MessageId id = messages.add(new MessageRows.New(
                        conversation.id(),
                        connection.id(),
                        line.sender(),
                        line.author(),
                        Contents.text(line.content()),
                        contents.store(line.content()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        conversation.epoch(),
                        line.state(),
                        line.grounds().map(contents::write),
                        Promise.REPLY,
                        line.at()))
                .orElseThrow();
        if (line.reason().isPresent()) {
            messages.move(id, line.state(), line.reason(), Optional.empty());
        }
        return id;
    }

    private Optional<Instant> windowUntil(Connection connection, Instant at) {
        return channels.of(connection)
                .capabilities()
                .replyWindow()
                .map(window -> at.plus(window).minus(settings.windowMargin()));
    }
}
