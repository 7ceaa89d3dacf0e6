package com.digiflowhub.assistant.score;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A lead's words paused: they are weighed now, as work of its own. The alarm itself touches nothing that an arrival holds while it moves the
 * alarm, so that neither waits for the other.
 */
@Component
class WordsPaused implements Task<Analysing.Due> {
    static final String KIND = "words-paused";

    private final Work work;
    private final HubClock clock;

    WordsPaused(Work work, HubClock clock) {
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Analysing.Due> payload() {
        return Analysing.Due.class;
    }

    @Override
    public List<Outcome> run(List<Item<Analysing.Due>> items) {
        return items.stream().map(this::weigh).toList();
    }

    private Outcome weigh(Item<Analysing.Due> item) {
        Analysing.Due due = item.payload();
        return new Outcome.Done(
                () -> work.put(NewItem.item(NewItem.MODEL, due.contact(), Analysing.KIND, due, clock.now())));
    }
}
