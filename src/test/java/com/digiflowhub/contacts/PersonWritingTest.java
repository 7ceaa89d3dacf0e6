package com.digiflowhub.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody writes by hand about a person: the name, which address comes first, and which are theirs no more. */
class PersonWritingTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Contacts contacts = hub.part(Contacts.class);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void a_new_name_replaces_the_old_one_and_may_be_none() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        agency.run(() -> contacts.rename(claire, "  Claire Fontaine "));
        assertThat(find(claire).name()).isEqualTo("Claire Fontaine");
        agency.run(() -> contacts.rename(claire, " "));
        assertThat(find(claire).shownAs()).isEqualTo("+33639980001");
        assertThat(arrive("From WhatsApp", phone("+33639980001"))).isEqualTo(claire);
        assertThat(find(claire).name()).as("nameless, they are named again").isEqualTo("From WhatsApp");
    }

    @Test
    void a_name_is_cut_after_two_hundred_characters_and_none_is_halved() {
        ContactId claire = arrive("😀".repeat(201), phone("+33639980001"));
        assertThat(find(claire).name()).isEqualTo("😀".repeat(200));
        agency.run(() -> contacts.rename(claire, "a" + "😀".repeat(300)));
        assertThat(find(claire).name()).isEqualTo("a" + "😀".repeat(199));
    }

    @Test
    void a_preferred_address_comes_first_until_another_is_and_the_others_still_find_the_person() {
        ContactId claire = arrive("Claire", phone("+33639980001"), email("a@example.org"));
        assertThat(prefer(claire, phone("+33639980009"))).isTrue();
        assertThat(find(claire).phone()).contains("+33639980009");
        assertThat(prefer(claire, phone("+33639980005"))).isTrue();
        assertThat(find(claire).phone()).contains("+33639980005");
        assertThat(prefer(claire, phone("+33639980001"))).as("an old one again").isTrue();
        assertThat(find(claire).phone()).contains("+33639980001");
        assertThat(find(claire).email()).as("another kind").contains("a@example.org");
        for (String number : List.of("+33639980001", "+33639980005", "+33639980009")) {
            assertThat(arrive("", phone(number))).isEqualTo(claire);
        }
    }

    @Test
    void an_address_of_somebody_else_is_not_preferred_and_nothing_changes() {
        ContactId claire = arrive("Claire", phone("+33639980001"));
        prefer(claire, phone("+33639980009"));
        ContactId tom = arrive("Tom", phone("+33639980004"));
        assertThat(prefer(claire, phone("+33639980004"))).isFalse();
        assertThat(find(claire).phone()).as("the one preferred before").contains("+33639980009");
        assertThat(find(tom).phone()).contains("+33639980004");
    }

    @Test
    void addresses_taken_away_are_a_strangers_from_then_on_and_only_of_their_kind() {
        ContactId claire = arrive("Claire", phone("+33639980001"), phone("+33639980002"), email("a@example.org"));
        ContactId tom = arrive("Tom", phone("+33639980004"));
        agency.run(() -> contacts.takeAway(claire, PersonAddress.Kind.PHONE));
        assertThat(find(claire).phone()).isEmpty();
        assertThat(find(claire).email()).contains("a@example.org");
        assertThat(find(tom).phone()).as("somebody else's").contains("+33639980004");
        assertThat(agency.in(() -> contacts.owner(phone("+33639980001")))).isEmpty();
        assertThat(arrive("Stranger", phone("+33639980002"))).isNotEqualTo(claire);
        assertThat(prefer(claire, phone("+33639980002")))
                .as("it has a new owner")
                .isFalse();
    }

    @Test
    void a_person_with_no_address_left_is_shown_as_something() {
        ContactId nameless = arrive("", email("a@example.org"));
        agency.run(() -> contacts.takeAway(nameless, PersonAddress.Kind.EMAIL));
        assertThat(find(nameless).shownAs()).isEqualTo("?");
        assertThat(find(nameless).addresses()).isEmpty();
    }

    @Test
    void nothing_is_written_into_another_workspaces_person() {
        ContactId claire = arrive("Claire", phone("+33639980001"), email("a@example.org"));
        ConnectedWorkspace other = hub.newWorkspace();
        other.run(() -> contacts.rename(claire, "Stolen"));
        other.run(() -> contacts.takeAway(claire, PersonAddress.Kind.EMAIL));
        assertThat(find(claire).name()).isEqualTo("Claire");
        assertThat(find(claire).email()).contains("a@example.org");
        assertThat(other.in(() -> contacts.owner(phone("+33639980001")))).isEmpty();
        agency.run(() -> contacts.rename(new ContactId(UUID.randomUUID()), "nobody"));
        other.close();
    }

    private ContactId arrive(String name, PersonAddress... addresses) {
        return agency.in(() -> contacts.arrive(List.of(addresses), name, "test"));
    }

    private boolean prefer(ContactId contact, PersonAddress address) {
        return agency.in(() -> contacts.prefer(contact, address));
    }

    private Contact find(ContactId id) {
        return agency.in(() -> contacts.find(id).orElseThrow());
    }

    private static PersonAddress phone(String number) {
        return PersonAddress.phone(number, number);
    }

    private static PersonAddress email(String address) {
        return PersonAddress.email(address, address);
    }
}
