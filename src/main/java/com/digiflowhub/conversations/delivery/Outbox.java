package com.digiflowhub.conversations.delivery;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Work;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stores a message of ours as queued and puts its send, in one transaction. */
@Component
public class Outbox {
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final Contents contents;
    private final Work work;
    private final HubClock clock;
    private final Live live;

    public Outbox(
            ConversationRows conversations,
            MessageRows messages,
            Contents contents,
            Work work,
            HubClock clock,
            Live live) {
        this.conversations = conversations;
        this.messages = messages;
        this.contents = contents;
        this.work = work;
        this.clock = clock;
        this.live = live;
    }

    /** A message about to be queued. */
    public record Draft(
            Author by,
            Optional<UserId> author,
            String text,
            String type,
            Optional<String> clientId,
            Optional<String> grounds,
            Promise promise) {
        public static Draft notice(String type, String text) {
            return new Draft(
                    Author.BOT, Optional.empty(), text, type, Optional.empty(), Optional.empty(), Promise.REPLY);
        }

        public static Draft answer(String text, String clientId, String grounds) {
            return new Draft(
                    Author.BOT,
                    Optional.empty(),
                    text,
                    "text",
                    Optional.of(clientId),
                    Optional.of(grounds),
                    Promise.REPLY);
        }

        public static Draft person(UserId author, String text, String clientId, Promise promise) {
            return new Draft(
                    Author.USER, Optional.of(author), text, "text", Optional.of(clientId), Optional.empty(), promise);
        }
    }

    /** The conversation as it is now, its epoch included: the send compares it. Said twice with one client id, it is queued once. */
    public MessageId queue(Conversation conversation, Draft draft) {
        String content = contents.ofType(draft.type());
        Optional<MessageId> added = messages.add(new MessageRows.New(
                conversation.id(),
                conversation.connection(),
                draft.by(),
                draft.author(),
                draft.text(),
                content,
                Optional.empty(),
                Optional.empty(),
                draft.clientId(),
                conversation.epoch(),
                MessageState.QUEUED,
                draft.grounds(),
                draft.promise(),
                clock.now()));
        if (added.isEmpty()) {
            return messages.findByClient(conversation.id(), draft.clientId().orElse(""))
                    .orElseThrow(() -> new IllegalStateException("a message was neither added nor there"));
        }
        conversations.said(conversation.id(), draft.by(), contents.preview(draft.text(), content));
        send(conversation, added.get());
        live.changed("conversation", conversation.id());
        return added.get();
    }

    public void send(Conversation conversation, MessageId message) {
        work.put(NewItem.item(
                "connection:" + conversation.connection(),
                conversation.id().value(),
                Sender.KIND,
                new Sender.Send(message.value()),
                clock.now()));
    }
}
