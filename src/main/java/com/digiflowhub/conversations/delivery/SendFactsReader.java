package com.digiflowhub.conversations.delivery;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.platform.database.HubClock;
import org.springframework.stereotype.Component;

/** Reads the facts of one conversation for {@link MaySend}; later facts are added here and there, nowhere else. */
@Component
public class SendFactsReader {
    private final Consents consents;
    private final Connections connections;
    private final Channels channels;
    private final HubClock clock;

    public SendFactsReader(Consents consents, Connections connections, Channels channels, HubClock clock) {
        this.consents = consents;
        this.connections = connections;
        this.channels = channels;
        this.clock = clock;
    }

    public MaySend.Decision decide(Conversation conversation, MaySend.Ask ask) {
        Channel channel = channels.require(conversation.channel());
        return MaySend.decide(
                ask,
                new MaySend.SendFacts(
                        conversation.ownedByPerson(),
                        conversation.epoch(),
                        conversation.windowUntil(),
                        channel.capabilities().replyWindow().isPresent(),
                        consents.find(conversation.contact(), conversation.channel())
                                .filter(consent -> consent.state() == Consent.State.STOPPED)
                                .map(Consent::decidedAt),
                        conversation.lastInboundAt(),
                        connections.working(conversation.connection()),
                        consents.unreachableUntil(conversation.contact(), conversation.channel())),
                new MaySend.Limits(channel.capabilities().maxTextCharacters()),
                clock.now());
    }

    public static MaySend.Kind kind(Message message, Contents contents) {
        if (message.sender() == Author.USER) {
            return MaySend.Kind.PERSON;
        }
        boolean confirmation = Contents.STOP_CONFIRMATION.equals(contents.type(message.content()));
        return confirmation ? MaySend.Kind.STOP_CONFIRMATION : MaySend.Kind.AUTOMATIC;
    }

    /** As people count: an emoji is one. */
    public static int length(String text) {
        return text.isBlank() ? 0 : text.codePointCount(0, text.length());
    }
}
