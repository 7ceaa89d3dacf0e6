package com.digiflowhub.demo;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.Overview;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.Phone;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Fills the phones with what the hub remembers: they lie in memory, while the conversations outlive a restart. */
@Component
@OnlyInDemo
class Memories {
    private static final int MOST_CONVERSATIONS = 100;
    private static final int MOST_MESSAGES = 60;
    /** What did not come to the phone. */
    private static final Set<String> NEVER_ARRIVED =
            Set.of("queued", "held", "sending", "failed", "refused", "cancelled");

    private final Overview overview;
    private final Conversations conversations;

    Memories(Overview overview, Conversations conversations) {
        this.overview = overview;
        this.conversations = conversations;
    }

    /** Of the workspace in force, onto the phones that there are. */
    void giveBack(Sandbox sandbox) {
        for (Conversation conversation : overview.newest(MOST_CONVERSATIONS)) {
            conversation
                    .address()
                    .number()
                    .flatMap(number -> sandbox.whatsApp().findPhone(number.substring(1)))
                    .ifPresent(phone -> giveBack(phone, conversation));
        }
    }

    private void giveBack(Phone phone, Conversation conversation) {
        for (Message message : conversations.messages(conversation.id(), Optional.empty(), MOST_MESSAGES)) {
            if (!message.text().isEmpty()
                    && !NEVER_ARRIVED.contains(message.state().stored())) {
                phone.remembers(
                        message.id().toString(), message.sender() == Author.CONTACT, message.text(), message.at());
            }
        }
    }
}
