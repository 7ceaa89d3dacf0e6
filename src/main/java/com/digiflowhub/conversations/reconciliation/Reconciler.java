package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts a day page by page. Each page is an item of its own that puts the next: the memory is that of one page, other work passes in
 * between, and a node that dies goes on where it was.
 */
@Component
class Reconciler implements Task<Stretch> {
    static final String KIND = "reconcile";
    static final int MOST_A_PAGE = 500;
    static final long BYTES_A_PAGE = 4L << 20;

    private final Envelopes envelopes;
    private final Judge judge;
    private final ReconciliationRows rows;
    private final Reconciliations reconciliations;
    private final HubClock clock;
    private final Live live;

    Reconciler(
            Envelopes envelopes,
            Judge judge,
            ReconciliationRows rows,
            Reconciliations reconciliations,
            HubClock clock,
            Live live) {
        this.envelopes = envelopes;
        this.judge = judge;
        this.rows = rows;
        this.reconciliations = reconciliations;
        this.clock = clock;
        this.live = live;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Stretch> payload() {
        return Stretch.class;
    }

    @Override
    public List<Outcome> run(List<Item<Stretch>> items) {
        return items.stream().map(item -> count(item.payload())).toList();
    }

    private Outcome count(Stretch stretch) {
        Instant begun = clock.now();
        LocalDate day = LocalDate.ofEpochDay(stretch.day());
        List<Envelope> page = envelopes.page(stretch.after(), stretch.end(), MOST_A_PAGE, BYTES_A_PAGE);
        Found found = judge.judge(page);
        int setAside = page.isEmpty() ? envelopes.countSetAside(stretch.start(), stretch.end()) : 0;
        return new Outcome.Done(() -> {
            if (stretch.first()) {
                rows.begin(day, begun);
            }
            rows.add(day, found);
            if (page.isEmpty()) {
                rows.finish(day, setAside, clock.now());
            } else {
                reconciliations.put(stretch.from(page.getLast().id()));
            }
            live.changed(Reconciliations.TOPIC, day);
        });
    }
}
