package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.inbound.Reading;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A delivery that a person had read again. What stands already is recognised; what was missing is missing no longer. */
@Component
class ReadAgain implements Task<ReadAgain.One> {
    static final String KIND = "read-again";

    private final Envelopes envelopes;
    private final Reading reading;
    private final ReconciliationRows rows;
    private final Live live;

    ReadAgain(Envelopes envelopes, Reading reading, ReconciliationRows rows, Live live) {
        this.envelopes = envelopes;
        this.reading = reading;
        this.rows = rows;
        this.live = live;
    }

    record One(UUID envelope) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<One> payload() {
        return One.class;
    }

    @Override
    public List<Outcome> run(List<Item<One>> items) {
        return items.stream().map(this::read).toList();
    }

    private Outcome read(Item<One> item) {
        UUID id = item.payload().envelope();
        if (item.attempts() >= Reading.ATTEMPTS_BEFORE_SET_ASIDE) {
            return new Outcome.Done(settled(id, () -> envelopes.setAside(id, "failed")));
        }
        return new Outcome.Done(
                envelopes.load(List.of(id)).stream().map(this::again).reduce(Effect.none(), Effect::then));
    }

    private Effect again(Envelope envelope) {
        return settled(envelope.id(), reading.again(envelope));
    }

    private Effect settled(UUID id, Effect effect) {
        return effect.then(() -> {
            rows.settle(id, !envelopes.setAside(List.of(id)).isEmpty());
            live.changed(Reconciliations.TOPIC, id);
        });
    }
}
