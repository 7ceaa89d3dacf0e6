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
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The record: turns envelopes into messages, statuses and consents, in the order in which they came. An envelope that cannot be read is set
 * aside with its reason and holds up nobody; when several fail together they are read again one by one.
 */
@Component
class Reader implements Task<EnvelopeIds> {
    /** What they bring is written in one commit, which keeps the rows of as many people. */
    private static final int HANDFUL = 64;

    private final Envelopes envelopes;
    private final Reading reading;
    private final Work work;
    private final TransactionOperations transaction;

    Reader(Envelopes envelopes, Reading reading, Work work, TransactionOperations transaction) {
        this.envelopes = envelopes;
        this.reading = reading;
        this.work = work;
        this.transaction = transaction;
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
    public int handful() {
        return HANDFUL;
    }

    @Override
    public List<Outcome> run(List<Item<EnvelopeIds>> items) {
        if (items.size() == 1) {
            return List.of(read(items.getFirst()));
        }
        Effect all = effect(items.stream()
                .flatMap(item -> item.payload().envelopes().stream())
                .toList());
        return items.stream().<Outcome>map(item -> new Outcome.Done(all)).toList();
    }

    private Outcome read(Item<EnvelopeIds> item) {
        List<UUID> ids = item.payload().envelopes();
        if (item.attempts() > 0 && ids.size() > 1) {
            return new Outcome.Replaced(
                    () -> work.put(ids.stream().map(id -> alone(item, id)).toList()));
        }
        if (item.attempts() >= Reading.ATTEMPTS_BEFORE_SET_ASIDE) {
            return new Outcome.Done(() -> ids.forEach(id -> envelopes.setAside(id, "failed")));
        }
        return new Outcome.Done(effect(ids));
    }

    private Effect effect(List<UUID> ids) {
        return Objects.requireNonNull(transaction.execute(status -> reading.first(envelopes.load(ids))));
    }

    /** At the time it came, so that it stays before whatever arrived later: an item that was begun or failed is due later than it was put. */
    private static NewItem alone(Item<EnvelopeIds> item, UUID envelope) {
        return NewItem.item(
                item.queue(), item.lane(), Channel.READER, new EnvelopeIds(List.of(envelope)), UuidV7.madeAt(envelope));
    }
}
