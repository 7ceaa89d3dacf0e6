package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.connections.EnvelopeIds;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The record: turns envelopes into messages, statuses and consents, in the order in which they came. An envelope that cannot be read is set
 * aside with its reason and holds up nobody; when several fail together they are read again one by one.
 */
@Component
class Reader implements Task<EnvelopeIds> {
    private final Envelopes envelopes;
    private final Reading reading;
    private final Work work;

    Reader(Envelopes envelopes, Reading reading, Work work) {
        this.envelopes = envelopes;
        this.reading = reading;
        this.work = work;
    }

    @Override
    public String kind() {
        return Channel.READER;
    }

    @Override
    public Class<EnvelopeIds> payload() {
        return EnvelopeIds.class;
    }

    @Override
    public List<Outcome> run(List<Item<EnvelopeIds>> items) {
        return items.stream().map(this::read).toList();
    }

    private Outcome read(Item<EnvelopeIds> item) {
        List<UUID> ids = item.payload().envelopes();
        if (item.attempts() > 0 && ids.size() > 1) {
            return new Outcome.Done(
                    () -> work.put(ids.stream().map(id -> alone(item, id)).toList()));
        }
        if (item.attempts() >= Reading.ATTEMPTS_BEFORE_SET_ASIDE) {
            return new Outcome.Done(() -> ids.forEach(id -> envelopes.setAside(id, "failed")));
        }
        return new Outcome.Done(envelopes.load(ids).stream().map(reading::first).reduce(Effect.none(), Effect::then));
    }

    /** At the time it came, so that it stays before whatever arrived later: an item that was begun or failed is due later than it was put. */
    private static NewItem alone(Item<EnvelopeIds> item, UUID envelope) {
        return NewItem.item(
                item.queue(), item.lane(), Channel.READER, new EnvelopeIds(List.of(envelope)), UuidV7.madeAt(envelope));
    }
}
