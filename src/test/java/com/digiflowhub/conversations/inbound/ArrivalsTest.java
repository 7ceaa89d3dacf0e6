package com.digiflowhub.conversations.inbound;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what people send becomes messages of theirs: once, in order, of the right person, whatever the network does. */
class ArrivalsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @Test
    void a_second_delivery_of_the_same_message_changes_nothing() {
        agency.sandbox().whatsApp().faults().on(Fault.DUPLICATE, "5");
        agency.phone(CLAIRE).writes("Bonjour");
        Message first = agency.waitForMessage(CLAIRE, "Bonjour");
        agency.settle();
        assertThat(agency.messages(CLAIRE)).containsExactly(first);
        assertThat(agency.conversation(CLAIRE).unread()).isEqualTo(1);
        assertThat(agency.look("select count(*) from contacts.contact where workspace_id = :here"))
                .containsExactly("1");
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("1");
    }

    @Test
    void a_hundred_messages_stand_in_the_order_in_which_they_were_written() {
        Phone phone = agency.phone(CLAIRE);
        List<String> written =
                IntStream.range(0, 100).mapToObj(n -> "message " + n).toList();
        written.forEach(phone::writes);
        Patience.waitFor("all of them", () -> agency.messages(CLAIRE).size(), size -> size == 100);
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactlyElementsOf(written);
    }

    @Test
    void what_is_written_next_stands_next_on_a_node_whose_clock_is_behind() {
        agency.parcel().text(CLAIRE, Parcel.newId(), "on one node").arrive();
        hub.change("update conversations.message set at = at + interval '800 ms' where workspace_id = '" + agency.id()
                + "'");
        hub.change("update conversations.conversation set last_inbound_at = last_inbound_at + interval '800 ms'"
                + " where workspace_id = '" + agency.id() + "'");
        agency.parcel()
                .message(
                        CLAIRE,
                        Parcel.newId(),
                        hub.now().plusSeconds(2),
                        "\"type\":\"text\",\"text\":{\"body\":\"on the other\"}")
                .arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("on one node", "on the other");
    }

    @Test
    void what_is_written_in_one_second_stands_in_order_whatever_the_numbers_of_another_node() {
        Instant then = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        agency.parcel()
                .message(CLAIRE, Parcel.newId(), then, text("on one node"))
                .arrive();
        hub.change("update conversations.message set id = 'ffffffff-ffff-7fff-8fff-ffffffffffff' where workspace_id = '"
                + agency.id() + "'");
        agency.parcel()
                .message(CLAIRE, Parcel.newId(), then, text("on the other"))
                .arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("on one node", "on the other");
    }

    @Test
    void a_message_that_was_overtaken_stands_where_its_time_puts_it() {
        Instant then = Instant.now().minusSeconds(90);
        agency.parcel()
                .message(CLAIRE, Parcel.newId(), then.plusSeconds(60), text("zweite"))
                .arrive();
        agency.parcel().message(CLAIRE, Parcel.newId(), then, text("erste")).arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("erste", "zweite");
        assertThat(agency.conversation(CLAIRE).lastInboundAt().orElseThrow()).isAfter(then.plusSeconds(59));
    }

    @Test
    void one_post_for_two_workspaces_reaches_both_and_only_what_is_theirs() {
        ConnectedWorkspace other = hub.newWorkspace();
        String secret = agency.account().appSecret();
        other.run(() -> {
            var saved = hub.part(Connections.class)
                    .update(
                            other.connection(),
                            "WhatsApp",
                            java.util.Map.of(
                                    "appSecret", secret,
                                    "phoneId", other.account().phoneNumberId(),
                                    "businessId", other.account().accountId(),
                                    "apiUrl", other.sandbox().whatsAppAddress().toString()));
            assertThat(saved).isInstanceOf(com.digiflowhub.connections.Saved.Kept.class);
        });
        int status = agency.parcel()
                .text(CLAIRE, "wamid.shared", "für uns")
                .with(other.parcel().text(MOUNIR, "wamid.shared", "für sie"))
                .raw("{\"field\":\"messages\",\"value\":7}")
                .with(agency.parcel().text(INES, "wamid.third", "auch für uns"))
                .post();
        assertThat(status).isEqualTo(200);
        agency.settle();
        other.settle();
        assertThat(texts(agency)).containsExactlyInAnyOrder("für uns", "auch für uns");
        assertThat(texts(other)).containsExactly("für sie");
    }

    @Test
    void a_part_that_makes_no_sense_is_listed_and_its_neighbours_are_read() {
        agency.parcel()
                .text(CLAIRE, "wamid.a", "davor")
                .raw("{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\""
                        + agency.account().phoneNumberId() + "\"},\"messages\":[7,{\"type\":\"text\"},null]}}")
                .text(CLAIRE, "wamid.b", "dahinter")
                .arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("davor", "dahinter");
        assertThat(agency.look("select reason from connections.unreadable where workspace_id = :here"))
                .containsExactly("no-sender");
    }

    @Test
    void what_came_before_the_account_was_connected_is_claimed_and_read() {
        ConnectedWorkspace late = hub.newWorkspace();
        late.run(() -> hub.part(Connections.class).remove(late.connection()));
        String secret = agency.account().appSecret();
        byte[] body = late.parcel().text(CLAIRE, "wamid.early", "Allô ?").body();
        assertThat(hub.caller()
                        .with("X-Hub-Signature-256", Parcel.sign(secret, body))
                        .postBytes("/api/webhooks/whatsapp/messages", body)
                        .status())
                .isEqualTo(200);
        assertThat(late.look("select text from conversations.message where workspace_id = :here"))
                .isEmpty();
        late.run(() -> {
            var settings = new java.util.HashMap<>(ConnectedWorkspace.settings(late.sandbox()));
            settings.put("appSecret", secret);
            var saved = hub.part(Connections.class).create("whatsapp", "WhatsApp", settings);
            assertThat(saved).isInstanceOf(com.digiflowhub.connections.Saved.Kept.class);
        });
        assertThat(late.waitForMessage(CLAIRE, "Allô ?").sender())
                .isEqualTo(com.digiflowhub.conversations.Author.CONTACT);
    }

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "Brazil, 5511987654321, 551187654321",
        "Mexico, 5215512345678, 525512345678",
        "Argentina, 5491123456789, 541123456789"
    })
    void the_two_ways_to_write_a_number_are_one_person(String country, String one, String other) {
        agency.parcel()
                .text(new Cast.Person("Ana", one), Parcel.newId(), "eins")
                .arrive();
        agency.parcel()
                .text(new Cast.Person("Ana", other), Parcel.newId(), "zwei")
                .arrive();
        assertThat(agency.look("select count(*) from contacts.contact where workspace_id = :here"))
                .as(country)
                .containsExactly("1");
        assertThat(agency.look("select count(*) from conversations.conversation where workspace_id = :here"))
                .containsExactly("1");
        // Answers go to the number that the provider told last, not to the one form that we compare by.
        assertThat(agency.look("select number from conversations.conversation where workspace_id = :here"))
                .containsExactly("+" + other);
    }

    @Test
    void who_hides_the_number_is_the_person_known_by_number_and_id() {
        agency.parcel()
                .messages(person("33639980001", "FR.1001", "wamid.1", "mit Nummer"))
                .arrive();
        agency.parcel()
                .messages(person("", "FR.1001", "wamid.2", "ohne Nummer"))
                .arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("mit Nummer", "ohne Nummer");
        assertThat(agency.look(
                        "select kind || ' ' || value from contacts.address where workspace_id = :here order by 1"))
                .containsExactly("phone +33639980001", "provider-user whatsapp:FR.1001");
    }

    @Test
    void who_was_only_known_by_an_id_is_found_by_number_once_it_is_told() {
        agency.parcel().messages(person("", "FR.1002", "wamid.1", "ohne")).arrive();
        assertThat(
                        agency.look(
                                "select coalesce(number, '-') || ' ' || provider_user from conversations.conversation where workspace_id = :here"))
                .containsExactly("- FR.1002");
        agency.parcel()
                .messages(person("33639980002", "FR.1002", "wamid.2", "mit"))
                .arrive();
        assertThat(agency.messages(MOUNIR)).hasSize(2);
        assertThat(
                        agency.look(
                                "select number || ' ' || provider_user from conversations.conversation where workspace_id = :here"))
                .containsExactly("+33639980002 FR.1002");
    }

    @Test
    void a_changed_number_stays_the_same_person_and_answers_go_to_the_new_one() {
        agency.phone(CLAIRE).writes("Bonjour");
        agency.waitForMessage(CLAIRE, "Bonjour");
        agency.parcel()
                .messages(
                        "\"messages\":[{\"from\":\"" + CLAIRE.number() + "\",\"id\":\"wamid.s\",\"timestamp\":\""
                                + Instant.now().getEpochSecond()
                                + "\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"33639980077\"}}]")
                .arrive();
        assertThat(agency.look(
                        "select value from contacts.address where workspace_id = :here and kind = 'phone' order by 1"))
                .containsExactly(CLAIRE.phone(), "+33639980077");
        Conversation conversation = agency.conversation(CLAIRE);
        var written = agency.in(() -> hub.part(Conversations.class)
                .write(conversation.id(), agency.owner(), "c1", "Nous avons noté votre nouveau numéro."));
        assertThat(written).isInstanceOf(Conversations.Written.Queued.class);
        Phone newPhone = agency.sandbox().phone("33639980077", CLAIRE.name());
        Patience.waitUntil(
                "the answer on the new phone", () -> newPhone.received().size() == 1);
    }

    @Test
    void a_reaction_is_a_sign_on_a_message_and_an_empty_one_takes_it_back() {
        String reacted = "select emoji from conversations.reaction where workspace_id = :here";
        agency.parcel().text(CLAIRE, "wamid.t", "Bonjour").arrive();
        agency.parcel().message(CLAIRE, "wamid.r1", reaction("wamid.t", "👍")).arrive();
        assertThat(agency.look(reacted)).containsExactly("👍");
        agency.parcel().message(CLAIRE, "wamid.r2", reaction("wamid.t", "🎉")).arrive();
        assertThat(agency.look(reacted)).containsExactly("🎉");
        agency.parcel().message(CLAIRE, "wamid.r3", reaction("wamid.t", "")).arrive();
        assertThat(agency.look(reacted)).isEmpty();
        assertThat(agency.messages(CLAIRE)).hasSize(1);
    }

    @Test
    void an_older_reaction_that_comes_late_does_not_replace_the_newer_one() {
        Instant now = Instant.now();
        agency.parcel()
                .message(CLAIRE, "wamid.r1", now, reaction("wamid.t", "🎉"))
                .arrive();
        agency.parcel()
                .message(CLAIRE, "wamid.r2", now.minusSeconds(60), reaction("wamid.t", "👎"))
                .arrive();
        assertThat(agency.look("select emoji from conversations.reaction where workspace_id = :here"))
                .containsExactly("🎉");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "request_welcome| \"type\":\"request_welcome\"| {\"of\": \"request_welcome\", \"type\": \"unshown\"}",
                "unsupported| \"type\":\"unsupported\",\"errors\":[{\"code\":131051}]| {\"of\": \"unsupported\", \"code\": \"131051\", \"type\": \"unshown\"}",
                "poll| \"type\":\"poll\",\"poll\":{\"name\":\"x\"}| {\"of\": \"poll\", \"type\": \"unshown\"}",
                "edit| \"type\":\"edit\",\"edit\":{\"message\":{}}| {\"of\": \"edit\", \"type\": \"unshown\"}",
                "revoke| \"type\":\"revoke\",\"revoke\":{}| {\"of\": \"revoke\", \"type\": \"unshown\"}",
                "order| \"type\":\"order\",\"order\":{\"product_items\":[{},{}]}| {\"type\": \"order\", \"items\": 2}",
                "contacts| \"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Camille\"}}]| {\"type\": \"contacts\", \"names\": [\"Camille\"]}",
                "flow| \"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"{\"}}| {\"id\": \"flow\", \"type\": \"choice\"}"
            })
    void what_we_cannot_show_yet_is_shown_as_what_it_is(String name, String members, String content) {
        agency.parcel().message(CLAIRE, "wamid.u", members).arrive();
        assertThat(agency.look("select content::text from conversations.message where workspace_id = :here"))
                .as(name)
                .containsExactly(content);
        assertThat(agency.conversation(CLAIRE).last().text()).isNotBlank();
    }

    @Test
    void a_message_opens_the_window_for_a_day_less_the_margin() {
        Instant at = Instant.now().minus(Duration.ofHours(2)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        agency.parcel().message(CLAIRE, "wamid.w", at, text("alt")).arrive();
        assertThat(agency.conversation(CLAIRE).windowUntil())
                .contains(at.plus(Duration.ofHours(24)).minusSeconds(60));
    }

    @Test
    void a_message_from_the_future_opens_no_longer_window() {
        agency.parcel()
                .message(CLAIRE, "wamid.f", Instant.now().plus(Duration.ofHours(20)), text("morgen"))
                .arrive();
        Conversation conversation = agency.conversation(CLAIRE);
        assertThat(conversation.windowUntil().orElseThrow())
                .isBefore(Instant.now().plus(Duration.ofHours(24)));
        assertThat(agency.messages(CLAIRE).getFirst().at())
                .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
    }

    @Test
    void a_message_of_yesterday_that_comes_today_leaves_the_window_closed() {
        agency.parcel()
                .message(CLAIRE, "wamid.o", Instant.now().minus(Duration.ofHours(30)), text("gestern"))
                .arrive();
        assertThat(agency.conversation(CLAIRE).windowUntil().orElseThrow()).isBefore(Instant.now());
    }

    @Test
    void who_wants_no_marketing_and_wants_it_again_is_remembered() {
        String consent = "select state || ' ' || source from contacts.consent where workspace_id = :here";
        agency.parcel().text(CLAIRE, "wamid.1", "Bonjour").arrive();
        agency.parcel().change("user_preferences", preference("stop")).arrive();
        assertThat(agency.look(consent)).containsExactly("no-marketing provider-preference");
        agency.parcel().change("user_preferences", preference("resume")).arrive();
        assertThat(agency.look(consent)).containsExactly("open provider-preference");
    }

    @Test
    void a_wish_about_marketing_takes_no_stop_back() {
        agency.parcel().text(CLAIRE, "wamid.1", "STOP").arrive();
        agency.parcel().change("user_preferences", preference("resume")).arrive();
        assertThat(agency.look("select state from contacts.consent where workspace_id = :here"))
                .containsExactly("stopped");
    }

    @Test
    void an_account_that_meta_closed_is_broken_and_says_why() {
        agency.parcel()
                .change("account_update", "\"event\":\"DISABLED_UPDATE\",\"ban_info\":{}")
                .arrive();
        assertThat(agency.in(() -> hub.part(Connections.class)
                        .standing(agency.connection())
                        .orElseThrow()
                        .brokenBecause()))
                .contains("DISABLED_UPDATE");
        assertThat(agency.look("select topic || ': ' || detail from connections.news where workspace_id = :here"))
                .containsExactly("account_update: DISABLED_UPDATE");
    }

    @Test
    void news_of_the_account_that_harms_nobody_is_shown_with_the_connection() {
        agency.parcel()
                .change(
                        "phone_number_quality_update",
                        "\"event\":\"THROUGHPUT_UPGRADE\",\"display_phone_number\":\"1\"")
                .change("a_field_of_next_year", "\"x\":1")
                .arrive();
        assertThat(agency.look("select topic from connections.news where workspace_id = :here order by 1"))
                .containsExactly("a_field_of_next_year", "phone_number_quality_update");
        assertThat(agency.in(() -> hub.part(Connections.class).working(agency.connection())))
                .isTrue();
    }

    @Test
    void everybody_who_writes_for_the_first_time_becomes_a_lead_with_name_number_and_source() {
        agency.phone(CLAIRE).writes("Bonjour");
        agency.waitForMessage(CLAIRE, "Bonjour");
        agency.settle();
        assertThat(agency.rows("""
                        select p.name, p.phone, l.source, l.stage, l.status
                          from crm.lead l
                          join contacts.person p on p.workspace_id = l.workspace_id and p.contact_id = l.contact_id
                         where l.workspace_id = :here
                        """))
                .containsExactly(List.of("Claire Fontaine", CLAIRE.phone(), "whatsapp", "new", "open"));
        agency.phone(CLAIRE).writes("Encore moi");
        agency.waitForMessage(CLAIRE, "Encore moi");
        agency.settle();
        assertThat(agency.look("select count(*) from crm.lead where workspace_id = :here"))
                .containsExactly("1");
    }

    @Test
    void a_name_that_is_told_later_is_given_to_who_had_none() {
        agency.parcel()
                .text(new Cast.Person("", CLAIRE.number()), "wamid.1", "eins")
                .arrive();
        assertThat(agency.look("select name from contacts.contact where workspace_id = :here"))
                .containsExactly("");
        agency.parcel().text(CLAIRE, "wamid.2", "zwei").arrive();
        agency.parcel()
                .text(new Cast.Person("Klara", CLAIRE.number()), "wamid.3", "drei")
                .arrive();
        assertThat(agency.look("select name from contacts.contact where workspace_id = :here"))
                .containsExactly("Claire Fontaine");
    }

    @Test
    void a_closed_conversation_opens_again_when_they_write() {
        agency.parcel().text(CLAIRE, "wamid.1", "eins").arrive();
        Conversation before = agency.conversation(CLAIRE);
        agency.run(() -> hub.part(Conversations.class).close(before.id(), agency.owner()));
        agency.parcel().text(CLAIRE, "wamid.2", "zwei").arrive();
        assertThat(agency.conversation(CLAIRE).status()).isEqualTo(Conversation.Status.ACTIVE);
        assertThat(agency.conversation(CLAIRE).id()).isEqualTo(before.id());
    }

    private static List<String> texts(ConnectedWorkspace workspace) {
        return new ArrayList<>(workspace.look("select text from conversations.message where workspace_id = :here"));
    }

    private static String text(String text) {
        return "\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}";
    }

    private static String reaction(String of, String emoji) {
        return "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"" + of + "\",\"emoji\":\"" + emoji + "\"}";
    }

    private static String preference(String value) {
        return "\"user_preferences\":[{\"wa_id\":\"" + CLAIRE.number()
                + "\",\"category\":\"marketing_messages\",\"value\":\"" + value + "\",\"timestamp\":"
                + Instant.now().getEpochSecond() + "}],\"metadata\":{}";
    }

    private static String person(String number, String userId, String id, String text) {
        String from = number.isEmpty() ? "" : "\"from\":\"" + number + "\",";
        String contact = number.isEmpty() ? "" : "\"wa_id\":\"" + number + "\",";
        return "\"contacts\":[{\"profile\":{\"name\":\"Léa\"}," + contact + "\"user_id\":\"" + userId
                + "\"}],\"messages\":[{" + from + "\"from_user_id\":\"" + userId + "\",\"id\":\"" + id
                + "\",\"timestamp\":\"" + Instant.now().getEpochSecond() + "\"," + text(text) + "}]";
    }
}
