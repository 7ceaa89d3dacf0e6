package com.digiflowhub.crm.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadId;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leads for programs. */
@RestController
@RequestMapping("/api/hubcrm/leads")
class LeadApi {
    private final Leads leads;
    private final Contacts contacts;
    private final JsonMapper json;

    LeadApi(Leads leads, Contacts contacts, JsonMapper json) {
        this.leads = leads;
        this.contacts = contacts;
        this.json = json;
    }

    /** {@code value} is in the smallest unit of {@code currency}; {@code score} 0 to 100. */
    @Describe("Somebody who may buy.")
    record LeadShape(
            UUID id,
            UUID contactId,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String externalId,
            String company,
            String source,
            String campaign,
            String pipeline,
            String stage,

            @Describe(
                    value = "How it stands.",
                    oneOf = {"open", "won", "lost"})
            String status,

            @Describe("0 to 100.") int score,

            @Describe("In the smallest unit of the currency.")
            long value,

            String currency,
            @Nullable UUID ownerId,
            List<String> tags,
            JsonNode customFields,
            Instant createdAt,
            Instant updatedAt) {}

    @Describe(value = "List the leads", more = "Newest first.")
    @GetMapping
    Listing<LeadShape> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        Optional<LeadId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(LeadId::new);
        List<Lead> rows = leads.newest(after, most + 1);
        Map<ContactId, Contact> people =
                contacts.findAll(rows.stream().map(Lead::contact).toList());
        return Listing.of(rows, most, Lead::id, lead -> shape(lead, Optional.ofNullable(people.get(lead.contact()))));
    }

    @Describe("Read a lead")
    @GetMapping("/{id}")
    LeadShape one(@PathVariable UUID id) {
        Lead lead = leads.find(new LeadId(id)).orElseThrow(() -> Problem.notFound("lead"));
        return shape(lead, contacts.find(lead.contact()));
    }

    private LeadShape shape(Lead lead, Optional<Contact> person) {
        return new LeadShape(
                lead.id().value(),
                lead.contact().value(),
                lead.name(),
                lead.email().orElse(null),
                lead.phone().orElse(null),
                lead.externalId().orElse(null),
                lead.company(),
                lead.source(),
                lead.campaign(),
                lead.pipeline(),
                lead.stage(),
                lead.status().stored(),
                person.map(known -> known.score().orElse(0)).orElse(0),
                lead.value(),
                lead.currency(),
                lead.owner().map(UserId::value).orElse(null),
                lead.tags(),
                json.readTree(lead.customFields()),
                lead.createdAt(),
                lead.updatedAt());
    }
}
