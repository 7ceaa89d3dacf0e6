package com.digiflowhub.conversations.delivery;

import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives the provider its time to tell what became of a message; when that is over, the pages that are open show it to a person. */
@Component
class UnknownOutcomes implements Task<UnknownOutcomes.Of> {
    static final String KIND = "outcome-unknown";

    private final MessageRows messages;
    private final Work work;
    private final HubClock clock;
    private final Live live;

    UnknownOutcomes(MessageRows messages, Work work, HubClock clock, Live live) {
        this.messages = messages;
        this.work = work;
        this.clock = clock;
        this.live = live;
    }

    record Of(UUID message) {}

    void since(MessageId id) {
        work.put(NewItem.alarm(
                key(id),
                NewItem.HUB,
                id.value(),
                KIND,
                new Of(id.value()),
                clock.now().plus(MessageRows.PROVIDER_TELLS_WITHIN)));
    }

    void known(MessageId id) {
        work.cancel(key(id));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Of> payload() {
        return Of.class;
    }

    @Override
    public List<Outcome> run(List<Item<Of>> items) {
        return items.stream()
                .<Outcome>map(item -> new Outcome.Done(
                        () -> messages.find(new MessageId(item.payload().message()))
                                .filter(Message::toDecide)
                                .ifPresent(message -> live.changed("conversation", message.conversation()))))
                .toList();
    }

    private static String key(MessageId id) {
        return "outcome:" + id;
    }
}
