package com.digiflowhub.crm;

import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The lead beside a conversation. */
@Component
class LeadCard implements ContactCard {
    private final Leads leads;

    LeadCard(Leads leads) {
        this.leads = leads;
    }

    @Override
    public int position() {
        return 100;
    }

    @Override
    public Optional<Card> card(ContactId contact) {
        return leads.of(contact).map(lead -> {
            List<Line> lines = new ArrayList<>();
            lines.add(new Line("crm.lead.stage", lead.stage(), stageWord(lead)));
            lines.add(new Line(
                    "crm.lead.status",
                    "",
                    Optional.of("crm.status." + lead.status().stored())));
            if (!lead.source().isBlank()) {
                lines.add(new Line("crm.lead.source", lead.source(), Optional.empty()));
            }
            return new Card("crm.lead.title", lines);
        });
    }

    private static Optional<String> stageWord(Lead lead) {
        return lead.stage().equals(Lead.FIRST_STAGE) ? Optional.of("crm.stage.new") : Optional.empty();
    }

    /** What can be asked of a person because there are leads. */
    @Configuration(proxyBeanMethods = false)
    static class LeadFacts {
        @Bean
        Fact<String> leadStage() {
            return new Fact<>("lead.stage", String.class, """
                    select distinct on (l.contact_id) l.contact_id, l.stage as value
                      from crm.lead l where l.workspace_id = tenancy.here() and l.contact_id = any (:contacts::uuid[])
                     order by l.contact_id, l.status = 'open' desc, l.created_at desc
                    """);
        }
    }
}
