package com.digiflowhub.crm;

import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.contacts.ContactCard.Card;
import com.digiflowhub.contacts.ContactCard.Choice;
import com.digiflowhub.contacts.ContactCard.Chooser;
import com.digiflowhub.contacts.ContactCard.Line;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Fact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The lead beside a conversation: where it stands, what it is worth; and it can be moved from there. */
@Component
class LeadCard {
    private final Leads leads;
    private final LeadWriting writing;

    LeadCard(Leads leads, LeadWriting writing) {
        this.leads = leads;
        this.writing = writing;
    }

    Optional<Card> card(ContactId contact) {
        return leads.of(contact).map(lead -> {
            List<Line> lines = new ArrayList<>();
            lines.add(new Line("crm.lead.stage", lead.stage(), stageWord(lead.stage())));
            lines.add(new Line(
                    "crm.lead.status",
                    "",
                    Optional.of("crm.status." + lead.status().stored())));
            if (lead.value().minor() > 0) {
                lines.add(new Line("crm.lead.value", amount(lead.value()), Optional.empty()));
            }
            if (!lead.source().isBlank()) {
                lines.add(new Line("crm.lead.source", lead.source(), Optional.empty()));
            }
            return new Card("crm.lead.title", lines, Optional.of(chooser(lead)), Optional.of("/pipeline/" + lead.id()));
        });
    }

    private Chooser chooser(Lead lead) {
        return new Chooser(
                "crm.move.to",
                "crm.move",
                "/pipeline/" + lead.id() + "/move",
                "to",
                writing.places().stream()
                        .map(place -> new Choice(
                                place.key(),
                                place.stage().map(Stage::name).orElse(""),
                                place.stage()
                                        .map(stage -> stageWord(stage.name()))
                                        .orElseGet(() -> Optional.of(
                                                "crm.status." + place.status().stored())),
                                place.holds(lead)))
                        .toList());
    }

    /** The usual stages have words in both languages; a workspace's own are shown as it wrote them. */
    private static Optional<String> stageWord(String stage) {
        return Stages.USUAL.contains(stage) ? Optional.of("crm.stage." + stage) : Optional.empty();
    }

    private static String amount(Money value) {
        BigDecimal amount = value.amount().stripTrailingZeros();
        return (amount.scale() > 0 ? value.amount() : amount).toPlainString() + " "
                + value.currency().getCurrencyCode();
    }

    /** What is shown and can be asked of a person because there are leads. */
    @Configuration(proxyBeanMethods = false)
    static class LeadFacts {
        @Bean
        ContactCard cardOfLead(LeadCard card) {
            return new ContactCard(100, card::card);
        }

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
