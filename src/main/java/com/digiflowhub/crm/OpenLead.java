package com.digiflowhub.crm;

import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whoever arrives becomes a lead, unless they came as one: won or lost already, it may be. */
@Component
class OpenLead implements Task<OpenLead.For> {
    static final String KIND = "open-lead";

    private final Contacts contacts;
    private final Leads leads;

    OpenLead(Contacts contacts, Leads leads) {
        this.contacts = contacts;
        this.leads = leads;
    }

    record For(UUID contact) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<For> payload() {
        return For.class;
    }

    @Override
    public List<Outcome> run(List<Item<For>> items) {
        return items.stream().map(item -> open(item.payload())).toList();
    }

    private Outcome open(For arrived) {
        return new Outcome.Done(() -> contacts.find(new ContactId(arrived.contact()))
                .filter(known -> leads.of(known.id()).isEmpty())
                .ifPresent(leads::open));
    }
}
