package com.digiflowhub.conversations.inbound;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken or hostile sender can send: it is refused, or kept raw and listed; it never holds up what comes behind it. */
class HostileInputTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    /** A body that is signed and makes no sense. */
    static Stream<Arguments> nonsense() {
        String whole = "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[]}]}";
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("a truncated body", whole.substring(0, whole.length() / 2)),
                Arguments.of("no JSON", "<xml/>"),
                Arguments.of("a string", "\"hello\""),
                Arguments.of("a number", "7"),
                Arguments.of("null", "null"),
                Arguments.of("an array", "[{}]"),
                Arguments.of("another object", "{\"object\":\"page\",\"entry\":[]}"),
                Arguments.of("two documents", whole + whole),
                Arguments.of("a NUL byte in front", "\u0000" + whole),
                Arguments.of("nested 100,000 deep", "[".repeat(100_000)),
                Arguments.of("an unclosed string", "{\"object\":\"whatsapp_business_account"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void what_is_signed_and_makes_no_sense_is_kept_and_listed_and_the_next_one_is_read(String name, String body) {
        assertThat(Parcel.post(agency, body.getBytes(StandardCharsets.UTF_8)))
                .as(name)
                .isEqualTo(200);
        agency.parcel().text(CLAIRE, "wamid.behind", "dahinter").arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("dahinter");
        assertThat(unreadable()).hasSize(1);
        assertThat(
                        agency.look(
                                "select convert_from(body, 'UTF8') from connections.unreadable where workspace_id = :here and position('\\000'::bytea in body) = 0"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"field\":\"messages\",\"value\":null}",
                "{\"field\":\"messages\",\"value\":[]}",
                "{\"field\":\"messages\"}",
                "7",
                "null",
                "{\"field\":{\"a\":1},\"value\":\"x\"}"
            })
    void a_change_without_a_body_is_listed_and_the_ones_around_it_are_read(String change) {
        agency.parcel()
                .text(CLAIRE, "wamid.1", "davor")
                .change(
                        "messages",
                        "\"metadata\":{\"phone_number_id\":\""
                                + agency.account().phoneNumberId() + "\"}")
                .arrive();
        int status = Parcel.post(
                agency,
                ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\""
                                + agency.account().accountId() + "\",\"changes\":[" + change + ","
                                + innerText("wamid.2", "dahinter")
                                + "]}]}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(200);
        agency.settle();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("davor", "dahinter");
        assertThat(unreadable()).hasSize(1);
    }

    @Test
    void deep_nesting_inside_one_message_loses_that_envelope_alone() {
        String deep = "\"x\":" + "[".repeat(5_000) + "]".repeat(5_000);
        agency.parcel().messages(deep).arrive();
        agency.parcel().text(CLAIRE, "wamid.1", "danach").arrive();
        assertThat(unreadable()).hasSize(1);
        assertThat(agency.messages(CLAIRE)).hasSize(1);
    }

    @Test
    void bytes_that_are_no_utf_8_are_replaced_and_read() {
        byte[] body = agency.parcel().text(CLAIRE, "wamid.1", "vor @@ nach").body();
        for (int i = 0; i < body.length - 1; i++) {
            if (body[i] == '@' && body[i + 1] == '@') {
                body[i] = (byte) 0xFF;
                body[i + 1] = (byte) 0xC0;
            }
        }
        assertThat(Parcel.post(agency, body)).isEqualTo(200);
        agency.settle();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("vor \uFFFD\uFFFD nach");
    }

    /** Words as somebody hostile, or merely far away, writes them. */
    static Stream<String> words() {
        return Stream.of(
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "\u202Eevil\u202C \u200F\u2066x\u2069",
                "👍".repeat(4_096),
                "'; drop table conversations.message; --",
                "{{7*7}} ${jndi:ldap://x} %s %n",
                "a\nb\tc\r\nd",
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "z̸̢̛͚͇͓̼̀̀".repeat(50),
                "x".repeat(65_000));
    }

    @ParameterizedTest
    @MethodSource("words")
    void hostile_words_are_stored_as_they_were_written(String words) {
        agency.parcel().text(CLAIRE, "wamid.1", words).arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly(words);
        ApiCaller.Answered answered = agency.api()
                .get("/api/conversations/" + agency.conversation(CLAIRE).id());
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).startsWith("application/json");
        assertThat(answered.json().at("/messages/0/text").asString()).isEqualTo(words);
        assertThat(agency.conversation(CLAIRE)
                        .last()
                        .text()
                        .codePointCount(
                                0, agency.conversation(CLAIRE).last().text().length()))
                .isLessThanOrEqualTo(161);
    }

    @Test
    void a_nul_in_the_words_becomes_a_replacement_character() {
        agency.parcel()
                .message(CLAIRE, "wamid.1", "\"type\":\"text\",\"text\":{\"body\":\"a\\u0000b\\ud800c\"}")
                .arrive();
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("a\uFFFDb\uFFFDc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>Claire</b>", "\u202Eerialc", "👩‍🔧", "\\u0000"})
    void hostile_names_are_names(String name) {
        String members = "\"contacts\":[{\"profile\":{\"name\":\"" + name + "\"},\"wa_id\":\"" + CLAIRE.number()
                + "\"}],\"messages\":[" + inner("wamid.1", "Bonjour") + "]";
        agency.parcel().messages(members).arrive();
        assertThat(agency.look("select name from contacts.contact where workspace_id = :here"))
                .containsExactly(name.replace("\\u0000", "\uFFFD"));
    }

    @Test
    void a_name_of_a_thousand_emoji_is_cut_between_two_of_them() {
        agency.parcel()
                .text(new Cast.Person("👍".repeat(1_000), CLAIRE.number()), "wamid.1", "x")
                .arrive();
        assertThat(agency.look("select name from contacts.contact where workspace_id = :here"))
                .containsExactly("👍".repeat(200));
    }

    /** Ids, numbers and signs longer than any that Meta gives. */
    static Stream<Arguments> tooLong() {
        String huge = "9".repeat(9_000);
        return Stream.of(
                Arguments.of(
                        "an id",
                        "\"from\":\"33639980001\",\"id\":\"" + huge + "\",\"type\":\"text\",\"text\":{\"body\":\"x\"}"),
                Arguments.of(
                        "a number",
                        "\"from\":\"" + huge + "\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}"),
                Arguments.of(
                        "a user id",
                        "\"from_user_id\":\"" + huge + "\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}"),
                Arguments.of(
                        "a reacted id",
                        "\"from\":\"33639980001\",\"id\":\"w\",\"type\":\"reaction\",\"reaction\":{\"message_id\":\""
                                + huge + "\",\"emoji\":\"x\"}"),
                Arguments.of("a type", "\"from\":\"33639980001\",\"id\":\"w\",\"type\":\"" + huge + "\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLong")
    void what_is_longer_than_any_provider_writes_holds_up_nobody(String name, String members) {
        int status = agency.parcel()
                .messages("\"messages\":[{\"timestamp\":\"" + Instant.now().getEpochSecond() + "\"," + members + "}]")
                .post();
        assertThat(status).as(name).isEqualTo(200);
        agency.parcel().text(MOUNIR, "wamid.behind", "dahinter").arrive();
        assertThat(agency.messages(MOUNIR)).hasSize(1);
        assertThat(agency.look("select kind from work.dead where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void times_that_are_none_are_the_time_of_coming() {
        for (String time : List.of("\"soon\"", "-1", "\"99999999999999999999\"", "1e400", "null", "{}")) {
            agency.parcel()
                    .messages("\"messages\":[{\"from\":\"33639980001\",\"id\":\"" + Parcel.newId() + "\",\"timestamp\":"
                            + time + ",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]")
                    .arrive();
        }
        assertThat(agency.messages(CLAIRE))
                .hasSize(6)
                .allSatisfy(message -> assertThat(message.at())
                        .isBetween(
                                Instant.now().minus(Duration.ofMinutes(2)),
                                Instant.now().plusSeconds(1)));
    }

    @Test
    void a_thousand_updates_in_one_post_are_all_read() {
        Parcel parcel = agency.parcel();
        for (int n = 0; n < 1_000; n++) {
            parcel.text(Cast.somebody(n % 20), "wamid.many" + n, "Nr. " + n);
        }
        parcel.arrive();
        assertThat(agency.look("select count(*) from conversations.message where workspace_id = :here"))
                .containsExactly("1000");
        assertThat(agency.look("select count(*) from conversations.conversation where workspace_id = :here"))
                .containsExactly("20");
    }

    @Test
    void a_hundred_megabytes_are_refused_before_they_are_sent() throws IOException {
        Instant begun = Instant.now();
        URI address = hub.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 104857600\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void what_nobody_signed_leaves_nothing() {
        byte[] body = agency.parcel().text(CLAIRE, "wamid.1", "hinein!").body();
        List<String> signatures = List.of("", "sha256=00", Parcel.sign("another secret", body));
        assertThat(signatures)
                .allSatisfy(signature -> assertThat(hub.caller()
                                .with("X-Hub-Signature-256", signature)
                                .postBytes("/api/webhooks/whatsapp/messages", body)
                                .status())
                        .isEqualTo(403));
        byte[] changed = Arrays.copyOf(body, body.length + 1);
        changed[body.length] = ' ';
        assertThat(hub.caller()
                        .with(
                                "X-Hub-Signature-256",
                                Parcel.sign(agency.account().appSecret(), body))
                        .postBytes("/api/webhooks/whatsapp/messages", changed)
                        .status())
                .isEqualTo(403);
        assertThat(agency.look("select count(*) from conversations.message where workspace_id = :here"))
                .containsExactly("0");
    }

    @Test
    void what_was_set_aside_can_be_read_again_and_comes_off_the_list_once_it_could_be() {
        assertThat(Parcel.post(
                        agency,
                        "{\"object\":\"whatsapp_business_account\",\"entry\":[]}x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(200);
        agency.settle();
        Envelopes.Unreadable one = unreadable().getFirst();
        replay(one);
        assertThat(unreadable()).hasSize(1);
        // As after an upgrade that understands it.
        byte[] readable = agency.parcel().text(CLAIRE, "wamid.1", "doch lesbar").body();
        hub.change("update connections.unreadable set body = convert_to('"
                + new String(readable, StandardCharsets.UTF_8).replace("'", "''") + "', 'UTF8') where id = '" + one.id()
                + "'");
        replay(one);
        assertThat(agency.messages(CLAIRE)).extracting(Message::text).containsExactly("doch lesbar");
        assertThat(unreadable()).isEmpty();
    }

    @Test
    void an_envelope_whose_effect_always_fails_is_set_aside_and_the_lane_goes_on() {
        // A contact that cannot be written stands for any row that the database refuses.
        hub.change("""
                create or replace function contacts.refuse_poison() returns trigger language plpgsql as $$
                begin if new.name = 'Poison' then raise exception 'poison'; end if; return new; end $$""");
        hub.change(
                "create trigger poison before insert on contacts.contact for each row execute function contacts.refuse_poison()");
        try {
            assertThat(agency.parcel()
                            .text(new Cast.Person("Poison", MOUNIR.number()), "wamid.1", "x")
                            .post())
                    .isEqualTo(200);
            assertThat(agency.parcel().text(CLAIRE, "wamid.2", "dahinter").post())
                    .isEqualTo(200);
            Patience.waitUntil("set aside", () -> !unreadable().isEmpty());
            assertThat(agency.waitForMessage(CLAIRE, "dahinter").text()).isEqualTo("dahinter");
        } finally {
            hub.change("drop trigger poison on contacts.contact");
        }
    }

    private void replay(Envelopes.Unreadable one) {
        Boolean done = agency.transaction(() -> {
            hub.part(Envelopes.class).replay(one.id());
            return true;
        });
        assertThat(done).isTrue();
        agency.settle();
    }

    private List<Envelopes.Unreadable> unreadable() {
        return agency.transaction(() -> hub.part(Envelopes.class).unreadable());
    }

    private String innerText(String id, String text) {
        return "{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\""
                + agency.account().phoneNumberId() + "\"},\"messages\":[" + inner(id, text) + "]}}";
    }

    private static String inner(String id, String text) {
        return "{\"from\":\"" + CLAIRE.number() + "\",\"id\":\"" + id + "\",\"timestamp\":\""
                + Instant.now().getEpochSecond() + "\",\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}}";
    }
}
