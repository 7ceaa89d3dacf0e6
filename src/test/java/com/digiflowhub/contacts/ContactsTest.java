package com.digiflowhub.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People are found by any of their addresses, and made once however many knock at the same moment. */
class ContactsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Contacts contacts = hub.part(Contacts.class);
    private final Consents consents = hub.part(Consents.class);

    @Test
    void who_arrives_again_is_the_same_person_whichever_address_is_shown() {
        ContactId claire = arrive("Claire", phone("+33639980001"), user("FR.1"));
        assertThat(arrive("", phone("+33639980001"))).isEqualTo(claire);
        assertThat(arrive("", user("FR.1"))).isEqualTo(claire);
        assertThat(arrive("", email("claire@example.org"), user("FR.1"))).isEqualTo(claire);
        assertThat(arrive("", email("claire@example.org"))).isEqualTo(claire);
        assertThat(find(claire).addresses())
                .extracting(PersonAddress::value)
                .containsExactlyInAnyOrder("+33639980001", "whatsapp:FR.1", "claire@example.org");
    }

    @Test
    void the_same_new_address_at_the_same_moment_makes_one_contact() throws Exception {
        for (int round = 0; round < 20; round++) {
            String number = "+3363998%04d".formatted(2_000 + round);
            Set<ContactId> found = new HashSet<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<ContactId>> knocks =
                        java.util.Collections.nCopies(6, () -> arrive("Race", phone(number)));
                for (Future<ContactId> knock : threads.invokeAll(knocks)) {
                    found.add(knock.get());
                }
            }
            assertThat(found).as(number).hasSize(1);
        }
        assertThat(agency.look("select count(*) from contacts.contact where workspace_id = :here"))
                .containsExactly("20");
        assertThat(agency.look("""
                select count(*) from contacts.contact c where c.workspace_id = :here and not exists (
                    select from contacts.address a where a.workspace_id = c.workspace_id and a.contact_id = c.id)""")).containsExactly("0");
        agency.settle();
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .as("one lead each")
                .containsExactly("20");
    }

    @Test
    void addresses_that_cross_at_the_same_moment_do_not_wait_for_each_other() throws Exception {
        for (int round = 0; round < 10; round++) {
            PersonAddress one = phone("+3363998%04d".formatted(3_000 + round));
            PersonAddress other = user("FR.cross" + round);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<ContactId>> knocks =
                        List.of(() -> arrive("A", one, other), () -> arrive("B", other, one), () -> arrive("C", other));
                Set<ContactId> found = new HashSet<>();
                for (Future<ContactId> knock : threads.invokeAll(knocks)) {
                    found.add(knock.get());
                }
                assertThat(found).hasSize(1);
            }
        }
    }

    @Test
    void an_address_that_is_somebody_elses_stays_theirs() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        ContactId mounir = arrive("Mounir", phone("+33639980002"));
        assertThat(arrive("", phone("+33639980001"), phone("+33639980002"))).isEqualTo(claire);
        agency.run(() -> contacts.addAddress(claire, phone("+33639980002")));
        assertThat(arrive("", phone("+33639980002"))).isEqualTo(mounir);
    }

    @Test
    void the_same_address_in_two_workspaces_is_two_people() {
        ConnectedWorkspace other = hub.newWorkspace();
        ContactId here = arrive("Claire", phone("+33639980001"));
        ContactId there = other.in(() -> contacts.arrive(List.of(phone("+33639980001")), "Claire", "test"));
        assertThat(there).isNotEqualTo(here);
        assertThat(other.in(() -> contacts.find(here))).isEmpty();
        assertThat(other.in(() -> contacts.search("Claire", 10))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ines, Inès Moreau",
        "INÈS, Inès Moreau",
        "moreau, Inès Moreau",
        "ès mo, Inès Moreau",
        "39980003, Inès Moreau",
        "+33 6 39 98 00 03, Inès Moreau",
        "ines@exam, Inès Moreau",
        "100%, 100% Sûr",
        "佐藤, 由紀 佐藤"
    })
    void a_person_is_found_by_a_part_of_name_number_or_address(String words, String name) {
        arrive("Inès Moreau", phone("+33639980003"), email("ines@example.org"));
        arrive("100% Sûr", phone("+33639980004"));
        arrive("由紀 佐藤", phone("+33639980005"));
        arrive("Tom Baker", phone("+33639980006"));
        assertThat(agency.in(() -> contacts.search(words, 10)))
                .extracting(Contact::name)
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"zzz", "'%'", "'_'", "'\\'", "'39'", "''"})
    void what_means_nothing_finds_nobody_by_accident_and_never_fails(String words) {
        arrive("Tom Baker", phone("+33639980006"));
        List<Contact> found = agency.in(() -> contacts.search(words, 10));
        assertThat(found).hasSizeLessThanOrEqualTo(words.isEmpty() ? 1 : 0);
    }

    @Test
    void search_shows_the_newest_first_and_no_more_than_asked() {
        IntStream.range(0, 5).forEach(n -> arrive("Martin " + n, phone("+3363998%04d".formatted(4_000 + n))));
        assertThat(agency.in(() -> contacts.search("martin", 3)))
                .extracting(Contact::name)
                .containsExactly("Martin 4", "Martin 3", "Martin 2");
    }

    @Test
    void the_list_goes_on_behind_the_last_one_shown() {
        IntStream.range(0, 5).forEach(n -> arrive("Person " + n, phone("+3363998%04d".formatted(5_000 + n))));
        List<Contact> first = agency.in(() -> contacts.newest(Optional.empty(), 3));
        List<Contact> second =
                agency.in(() -> contacts.newest(Optional.of(first.getLast().id()), 3));
        assertThat(first).extracting(Contact::name).containsExactly("Person 4", "Person 3", "Person 2");
        assertThat(second).extracting(Contact::name).containsExactly("Person 1", "Person 0");
    }

    @Test
    void a_person_without_a_name_is_shown_by_an_address() {
        assertThat(find(arrive("  ", phone("+33639980001"))).shownAs()).isEqualTo("+33639980001");
        assertThat(find(arrive("", email("x@example.org"))).shownAs()).isEqualTo("x@example.org");
        assertThat(find(arrive(" Claire ", phone("+33639980002"))).shownAs()).isEqualTo("Claire");
    }

    @Test
    void consent_is_the_strictest_of_what_a_persons_addresses_say() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        assertThat(consent(claire, "whatsapp")).isEmpty();
        decide(claire, "whatsapp", Consent.State.STOPPED);
        assertThat(arrive("", phone("+33639980001"), email("claire@example.org")))
                .isEqualTo(claire);
        assertThat(consent(claire, "whatsapp")).contains(Consent.State.STOPPED);
        assertThat(consent(claire, "email")).as("a channel of its own").isEmpty();
        decide(claire, "whatsapp", Consent.State.OPEN);
        assertThat(consent(claire, "whatsapp")).contains(Consent.State.OPEN);
    }

    @Test
    void each_decision_raises_the_version_that_a_send_holds_still() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        String version = "select consent_version from contacts.contact where id = '" + claire + "'";
        decide(claire, "whatsapp", Consent.State.STOPPED);
        decide(claire, "whatsapp", Consent.State.OPEN);
        assertThat(hub.look(version)).containsExactly("2");
    }

    @Test
    void a_wish_about_marketing_neither_takes_back_nor_weakens_a_stop() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        agency.run(() -> consents.preferMarketing(claire, "whatsapp", false, "test"));
        assertThat(consent(claire, "whatsapp")).contains(Consent.State.NO_MARKETING);
        decide(claire, "whatsapp", Consent.State.STOPPED);
        agency.run(() -> consents.preferMarketing(claire, "whatsapp", false, "test"));
        agency.run(() -> consents.preferMarketing(claire, "whatsapp", true, "test"));
        assertThat(consent(claire, "whatsapp")).contains(Consent.State.STOPPED);
    }

    @Test
    void who_cannot_be_reached_is_left_alone_for_a_while_or_until_they_write() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        agency.run(() -> consents.markUnreachable(claire, "whatsapp", "131026", Duration.ofDays(30)));
        assertThat(agency.in(() -> consents.unreachableUntil(claire, "whatsapp")))
                .isPresent();
        assertThat(agency.in(() -> consents.unreachableUntil(claire, "sms"))).isEmpty();
        agency.run(() -> consents.markReachable(claire, "whatsapp"));
        assertThat(agency.in(() -> consents.unreachableUntil(claire, "whatsapp")))
                .isEmpty();
        agency.run(() -> consents.markUnreachable(claire, "whatsapp", "131026", Duration.ofMillis(-1)));
        assertThat(agency.in(() -> consents.unreachableUntil(claire, "whatsapp")))
                .isEmpty();
    }

    @Test
    void outside_a_workspace_there_is_nobody() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        assertThat(contacts.find(claire)).isEmpty();
        assertThat(contacts.search("Claire", 10)).isEmpty();
        assertThat(contacts.find(new ContactId(UUID.randomUUID()))).isEmpty();
    }

    private ContactId arrive(String name, PersonAddress... addresses) {
        return agency.in(() -> contacts.arrive(List.of(addresses), name, "test"));
    }

    private Contact find(ContactId id) {
        return agency.in(() -> contacts.find(id).orElseThrow());
    }

    private void decide(ContactId contact, String channel, Consent.State state) {
        agency.run(() -> consents.decide(contact, channel, state, "test"));
    }

    private Optional<Consent.State> consent(ContactId contact, String channel) {
        return agency.in(() -> consents.find(contact, channel)).map(Consent::state);
    }

    private static PersonAddress phone(String number) {
        return PersonAddress.phone(number, number);
    }

    private static PersonAddress user(String id) {
        return PersonAddress.providerUser("whatsapp", id);
    }

    private static PersonAddress email(String address) {
        return new PersonAddress(PersonAddress.Kind.EMAIL, address, address);
    }
}
