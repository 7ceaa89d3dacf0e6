package com.digiflowhub.crm;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.ContactArrived;
import com.digiflowhub.contacts.ContactCard;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Facts;
import com.digiflowhub.vocabulary.Happening;
import com.digiflowhub.vocabulary.Happenings;
import com.digiflowhub.vocabulary.Listener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever arrives becomes a lead, once; and what other modules may ask about it. */
class LeadsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Leads leads = hub.part(Leads.class);

    @Test
    void an_arrival_opens_a_lead_in_the_first_stage() {
        ContactId claire = arrive(CLAIRE);
        Lead lead = lead(claire);
        assertThat(lead.name()).isEqualTo(CLAIRE.name());
        assertThat(lead.phone()).contains(CLAIRE.phone());
        assertThat(lead.stage()).isEqualTo(Lead.FIRST_STAGE);
        assertThat(lead.status()).isEqualTo(Lead.Status.OPEN);
        assertThat(lead.source()).isEqualTo("form");
    }

    @Test
    void opened_twice_it_is_one_lead() {
        ContactId claire = arrive(CLAIRE);
        Lead first = lead(claire);
        Contact contact = agency.in(() -> hub.part(Contacts.class).find(claire).orElseThrow());
        agency.run(() -> leads.open(contact));
        agency.run(() -> leads.open(contact));
        assertThat(lead(claire)).isEqualTo(first);
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("1");
    }

    @Test
    void after_a_lost_lead_a_new_one_may_be_opened_and_is_the_one_shown() {
        ContactId claire = arrive(CLAIRE);
        Lead lost = lead(claire);
        hub.change("update crm.lead set status = 'lost', stage = 'gone' where id = '" + lost.id() + "'");
        Contact contact = agency.in(() -> hub.part(Contacts.class).find(claire).orElseThrow());
        agency.run(() -> leads.open(contact));
        assertThat(lead(claire).id()).isNotEqualTo(lost.id());
        assertThat(stages(List.of(claire))).containsExactly(Map.entry(claire, "new"));
    }

    @Test
    void an_arrival_that_is_rolled_back_leaves_no_lead() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> agency.transaction(() -> {
                    ContactId ignored = hub.part(Contacts.class).arrive(addresses(CLAIRE), "x", "form");
                    throw new IllegalStateException("changed my mind about " + ignored);
                }))
                .isInstanceOf(IllegalStateException.class);
        agency.settle();
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("0");
        assertThat(agency.look("select count(*) from contacts.contact where workspace_id = :here"))
                .containsExactly("0");
    }

    @Test
    void the_stage_is_a_fact_that_is_asked_for_a_whole_page_of_people() {
        List<ContactId> people =
                IntStream.range(0, 5).mapToObj(n -> arrive(Cast.somebody(n))).toList();
        people.forEach(this::lead);
        hub.change("update crm.lead set stage = 'won-soon' where contact_id = '" + people.getFirst() + "'");
        Map<ContactId, String> stages = stages(people);
        assertThat(stages)
                .hasSize(5)
                .containsEntry(people.getFirst(), "won-soon")
                .containsEntry(people.getLast(), "new");
        assertThat(agency.in(() -> hub.part(Facts.class).of("nobody.offers.this", String.class, people)))
                .isEmpty();
        assertThat(stages(List.of())).isEmpty();
        assertThat(stages(List.of(new ContactId(UUID.randomUUID())))).isEmpty();
    }

    @Test
    void a_fact_of_another_workspaces_people_is_not_told() {
        ContactId claire = arrive(CLAIRE);
        lead(claire);
        ConnectedWorkspace other = hub.newWorkspace();
        assertThat(other.in(() -> hub.part(Facts.class).of("lead.stage", String.class, List.of(claire))))
                .isEmpty();
        assertThat(other.in(() -> leads.of(claire))).isEmpty();
    }

    @Test
    void a_listener_hears_in_the_transaction_and_only_what_it_listens_for() {
        Listener listener = hub.part(ArrivalHeard.class);
        ContactId somebody = new ContactId(UUID.randomUUID());
        assertThat(listener.hears(new ContactArrived(somebody, "form")))
                .hasValueSatisfying(item -> assertThat(item.payload()).isEqualTo(new OpenLead.For(somebody.value())));
        assertThat(listener.hears(new Elsewhere(somebody))).isEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> agency.run(() -> hub.part(Happenings.class).tell(new ContactArrived(somebody, "form"))))
                .as("outside a transaction")
                .hasMessageContaining("transaction");
    }

    @Test
    void a_lead_of_somebody_who_is_gone_is_not_opened_and_the_work_ends() {
        Boolean told = agency.transaction(() -> {
            hub.part(Happenings.class).tell(new ContactArrived(new ContactId(UUID.randomUUID()), "form"));
            return true;
        });
        assertThat(told).isTrue();
        agency.settle();
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("0");
        assertThat(agency.look("select kind from work.dead where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void beside_the_conversation_a_card_shows_stage_status_and_source() {
        ContactId claire = arrive(CLAIRE);
        lead(claire);
        LeadCard card = hub.part(LeadCard.class);
        assertThat(agency.in(() -> card.card(claire)))
                .hasValueSatisfying(shown -> assertThat(shown.lines())
                        .extracting(ContactCard.Line::label)
                        .containsExactly("crm.lead.stage", "crm.lead.status", "crm.lead.source"));
        assertThat(agency.in(() -> card.card(new ContactId(UUID.randomUUID())))).isEmpty();
    }

    @Test
    void the_api_lists_the_newest_first_page_by_page() {
        List<ContactId> people = IntStream.range(0, 5)
                .mapToObj(n -> {
                    ContactId contact = arrive(Cast.somebody(n));
                    lead(contact);
                    return contact;
                })
                .toList();
        ApiCaller api = agency.api();
        ApiCaller.Answered first = api.get("/api/hubcrm/leads?limit=3");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("items")).hasSize(3);
        assertThat(first.json().at("/items/0/contactId").asString())
                .isEqualTo(people.getLast().toString());
        ApiCaller.Answered second = api.get("/api/hubcrm/leads?limit=3&cursor="
                + first.json().path("nextCursor").asString());
        assertThat(second.json().path("items")).hasSize(2);
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        assertThat(hub.caller().get("/api/hubcrm/leads").status())
                .as("a stranger")
                .isEqualTo(401);
    }

    /** Something that leads do not care about. */
    private record Elsewhere(ContactId contact) implements Happening {
        @Override
        public String name() {
            return "elsewhere";
        }
    }

    private Map<ContactId, String> stages(List<ContactId> people) {
        return agency.in(() -> hub.part(Facts.class).of("lead.stage", String.class, people));
    }

    private ContactId arrive(Cast.Person person) {
        return agency.in(() -> hub.part(Contacts.class).arrive(addresses(person), person.name(), "form"));
    }

    private static List<PersonAddress> addresses(Cast.Person person) {
        return List.of(PersonAddress.phone(person.phone(), person.phone()));
    }

    private Lead lead(ContactId contact) {
        return Patience.waitFor("a lead", () -> agency.in(() -> leads.of(contact)), Optional::isPresent)
                .orElseThrow();
    }
}
