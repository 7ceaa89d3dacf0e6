package com.digiflowhub.conversations.turn;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.ConversationSettings;
import com.digiflowhub.conversations.MessageArrived;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Work;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happenings;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The adaptive wait: one alarm a conversation, moved by each message, never past the cap. */
@Component
public class Turns {
    private final ConversationRows conversations;
    private final ConversationSettings settings;
    private final Happenings happenings;
    private final Work work;
    private final HubClock clock;
    private final Live live;

    public Turns(
            ConversationRows conversations,
            ConversationSettings settings,
            Happenings happenings,
            Work work,
            HubClock clock,
            Live live) {
        this.conversations = conversations;
        this.settings = settings;
        this.happenings = happenings;
        this.work = work;
        this.clock = clock;
        this.live = live;
    }

    /** Before the conversation's row is taken: a turn about to end takes its alarm first, then the conversation. */
    public void hold(ConnectionId connection, ContactId contact) {
        conversations.between(connection, contact).ifPresent(conversation -> work.hold("turn:" + conversation));
    }

    public void expect(ConversationId conversation) {
        Instant now = clock.now();
        Instant since = conversations.turnSince(conversation);
        Instant quiet = now.plus(settings.quiet());
        Instant cap = since.plus(settings.quietAtMost());
        work.put(NewItem.alarm(
                "turn:" + conversation,
                NewItem.HUB,
                conversation.value(),
                Turn.KIND,
                new Turn.Due(conversation.value()),
                Times.earlier(quiet, cap)));
    }

    public void announce(ContactId contact, ConversationId conversation, MessageId message) {
        happenings.tell(new MessageArrived(contact, conversation.value(), message.value()));
        live.changed("conversation", conversation);
    }
}
