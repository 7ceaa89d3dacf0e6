package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Content;
import com.digiflowhub.contacts.Consent;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.StopWords;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.conversations.delivery.Outbox;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationEvents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * STOP and START, in the transaction that appends the message that said so. STOP takes back what the assistant had ready, confirms once, and
 * leaves the conversation to people.
 */
@Component
class Stops {
    private final Consents consents;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final ConversationEvents events;
    private final Outbox outbox;
    private final Workspaces workspaces;

    Stops(
            Consents consents,
            ConversationRows conversations,
            MessageRows messages,
            ConversationEvents events,
            Outbox outbox,
            Workspaces workspaces) {
        this.consents = consents;
        this.conversations = conversations;
        this.messages = messages;
        this.events = events;
        this.outbox = outbox;
        this.workspaces = workspaces;
    }

    /** What a message said about consent, and whether the person had stopped before it. */
    record Heard(StopWords.Meaning meaning, boolean stoppedBefore) {}

    /**
     * Writes the decision; called before the conversation's row is touched. Read again after a while, a STOP still counts, but a START does
     * not: the person may have stopped after it.
     */
    Heard hear(ContactId contact, String channel, Content content, boolean again) {
        boolean stoppedBefore = consents.find(contact, channel)
                .filter(consent -> consent.state() == Consent.State.STOPPED)
                .isPresent();
        StopWords.Meaning said = meaning(content, stoppedBefore);
        StopWords.Meaning meaning = again && said == StopWords.Meaning.START ? StopWords.Meaning.NOTHING : said;
        switch (meaning) {
            case STOP -> consents.decide(contact, channel, Consent.State.STOPPED, "message");
            case START -> consents.decide(contact, channel, Consent.State.OPEN, "message");
            case PERHAPS_STOP, NOTHING -> consents.markReachable(contact, channel);
        }
        return new Heard(meaning, stoppedBefore);
    }

    /** A button says it by its text or by what we gave it to send back. START means something only to whom STOP was said. */
    private static StopWords.Meaning meaning(Content content, boolean stoppedBefore) {
        StopWords.Meaning said = StopWords.read(Contents.text(content));
        if (said == StopWords.Meaning.NOTHING && content instanceof Content.Choice choice) {
            said = StopWords.read(choice.id());
        }
        return said == StopWords.Meaning.START && !stoppedBefore ? StopWords.Meaning.NOTHING : said;
    }

    /** What follows for the conversation, in which it stands at {@code said}; true when somebody should answer. */
    boolean act(Conversation conversation, Heard heard, Instant said) {
        return switch (heard.meaning()) {
            case STOP -> {
                consents.decidedBy(conversation.contact(), conversation.channel(), said);
                if (!heard.stoppedBefore()) {
                    stop(conversation);
                }
                yield false;
            }
            case START -> {
                events.add(conversation.id(), "started", Optional.empty(), Optional.empty(), 0);
                yield true;
            }
            case PERHAPS_STOP -> {
                conversations.await(conversation.id(), "perhaps-stop");
                yield !heard.stoppedBefore();
            }
            case NOTHING -> {
                if (heard.stoppedBefore()) {
                    conversations.await(conversation.id(), "wrote-after-stop");
                }
                yield !heard.stoppedBefore();
            }
        };
    }

    private void stop(Conversation conversation) {
        conversations.raiseEpoch(conversation.id());
        messages.cancelAutomatic(conversation.id(), MaySend.Why.STOPPED.code());
        int leaving = messages.markLeaving(conversation.id());
        events.add(conversation.id(), "stopped", Optional.empty(), Optional.empty(), leaving);
        outbox.queue(
                conversation,
                Outbox.Draft.notice(
                        Contents.STOP_CONFIRMATION,
                        Notices.stopped(workspaces.current().locale())));
    }
}
