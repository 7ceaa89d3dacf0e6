package com.digiflowhub.demo;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadChange;
import com.digiflowhub.crm.LeadWriting;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.crm.Money;
import com.digiflowhub.crm.Stage;
import com.digiflowhub.crm.StageChange;
import com.digiflowhub.crm.Stages;
import com.digiflowhub.identity.UserId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** A company's own pipeline, and who stands where in it. In the transaction in which its people arrive. */
@Component
@OnlyInDemo
class Chances {
    private final Stages stages;
    private final Leads leads;
    private final LeadWriting writing;

    Chances(Stages stages, Leads leads, LeadWriting writing) {
        this.stages = stages;
        this.leads = leads;
        this.writing = writing;
    }

    /** The usual stages take the company's names; it has its own number of them. */
    void stages(Trade trade) {
        List<Stage> usual = stages.list();
        List<String> names = trade.stages();
        for (int n = 0; n < Math.max(usual.size(), names.size()); n++) {
            StageChange change = n >= usual.size()
                    ? stages.add(names.get(n))
                    : n >= names.size()
                            ? stages.remove(usual.get(n).id(), Optional.empty())
                            : stages.rename(usual.get(n).id(), names.get(n));
            if (!(change instanceof StageChange.Done)) {
                throw new IllegalStateException(trade.workspace() + " has a stage that cannot be: " + change);
            }
        }
    }

    void open(Trade trade, Optional<Contact> contact, Person.Chance chance, UserId owner) {
        Contact known = contact.orElseThrow();
        leads.open(known);
        Lead lead = leads.of(known.id()).orElseThrow();
        LeadChange change = writing.change(lead.id(), wanted(trade, chance, owner));
        if (!(change instanceof LeadChange.Changed)) {
            throw new IllegalStateException(known.shownAs() + " cannot stand as told: " + change);
        }
    }

    private static UnaryOperator<Lead> wanted(Trade trade, Person.Chance chance, UserId owner) {
        return lead -> new Lead(
                lead.id(),
                lead.contact(),
                lead.name(),
                chance.email(),
                lead.phone(),
                lead.externalId(),
                chance.company().orElse(""),
                lead.source(),
                chance.campaign().orElse(""),
                lead.pipeline(),
                chance.stage(),
                chance.status().map(Lead.Status::of).orElse(Lead.Status.OPEN),
                lead.score(),
                Money.of(chance.value().orElse(BigDecimal.ZERO), trade.currency())
                        .orElseThrow(),
                chance.owned().filter(Boolean::booleanValue).map(yes -> owner),
                chance.tags().orElse(List.of()),
                lead.customFields(),
                lead.stageSince(),
                lead.createdAt(),
                lead.updatedAt());
    }
}
