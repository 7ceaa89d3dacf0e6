package com.digiflowhub.conversations.delivery;

import com.digiflowhub.channels.Failure;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.live.Live;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What a provider's refusal of one message changes for the person, the conversation and the connection. */
@Component
public class Consequences {
    static final Duration UNREACHABLE_FOR = Duration.ofDays(30);

    private final ConversationRows conversations;
    private final MessageRows messages;
    private final Consents consents;
    private final Connections connections;
    private final UnknownOutcomes unknown;
    private final Live live;

    public Consequences(
            ConversationRows conversations,
            MessageRows messages,
            Consents consents,
            Connections connections,
            UnknownOutcomes unknown,
            Live live) {
        this.conversations = conversations;
        this.messages = messages;
        this.consents = consents;
        this.connections = connections;
        this.unknown = unknown;
        this.live = live;
    }

    /** For what will follow: the person's row, then the conversation's, before the message's. */
    void hold(MessageId id) {
        messages.find(id)
                .flatMap(message -> conversations.find(message.conversation()))
                .ifPresent(conversation -> {
                    consents.holdForChange(conversation.contact());
                    var ignored = conversations.lock(conversation.id());
                });
    }

    /** What the assistant said may not leave, and nobody said STOP: a person looks. */
    void notSent(Message message) {
        if (message.sender() == Author.BOT) {
            conversations.await(message.conversation(), "not-delivered");
        }
    }

    /** The provider has some time to tell; then a person is asked. */
    void outcomeUnknown(MessageId id) {
        unknown.since(id);
    }

    void outcomeKnown(MessageId id) {
        unknown.known(id);
    }

    public void follow(Message message, Failure failure) {
        Conversation conversation = conversations.find(message.conversation()).orElseThrow();
        switch (failure.consequence()) {
            case BAD_ADDRESS ->
                consents.markUnreachable(
                        conversation.contact(), conversation.channel(), failure.code(), UNREACHABLE_FOR);
            case OPT_OUT_MARKETING ->
                consents.preferMarketing(conversation.contact(), conversation.channel(), false, "provider-error");
            case USE_TEMPLATE -> conversations.closeWindow(conversation.id());
            case STOP_CHANNEL -> {
                connections.markBroken(conversation.connection(), failure.code());
                live.changed("connection", conversation.connection());
            }
            case RETRY, SLOW_DOWN, STOP_CAMPAIGNS, FIX_REQUEST, FIX_TEMPLATE, GIVE_UP -> {}
        }
        notSent(message);
    }
}
