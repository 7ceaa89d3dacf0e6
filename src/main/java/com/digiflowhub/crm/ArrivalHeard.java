package com.digiflowhub.crm;

import com.digiflowhub.contacts.ContactArrived;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.vocabulary.Happening;
import com.digiflowhub.vocabulary.Listener;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hears that somebody arrived and puts the work of opening their lead. Apart from the work itself: a listener can reach no table. */
@Component
class ArrivalHeard implements Listener {
    private final HubClock clock;

    ArrivalHeard(HubClock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<NewItem> hears(Happening happening) {
        return happening instanceof ContactArrived arrived
                ? Optional.of(NewItem.item(
                        NewItem.HUB,
                        arrived.contact().value(),
                        OpenLead.KIND,
                        new OpenLead.For(arrived.contact().value()),
                        clock.now()))
                : Optional.empty();
    }
}
