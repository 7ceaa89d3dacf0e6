package com.digiflowhub.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Content;
import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.channels.Failure;
import com.digiflowhub.channels.UnreadableEnvelope;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Opened;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
    private static final String NUMBER = "106540000222";
    private static final Instant CAME = Instant.parse("2026-11-24T03:00:00Z");
    private static final Instant SENT = Instant.ofEpochSecond(1767225600);
    private static final Address LEA = new Address(Optional.of("+33612345678"), Optional.empty());

    static Stream<Arguments> samples() {
        return Stream.of(
                sample("wa-audio-voice.json", Content.Media.class),
                sample("wa-button-reply.json", Content.Choice.class),
                sample("wa-document.json", Content.Media.class),
                sample("wa-image-with-url.json", Content.Media.class),
                sample("wa-image.json", Content.Media.class),
                sample("wa-list-reply.json", Content.Choice.class),
                sample("wa-location.json", Content.Location.class),
                sample("wa-reaction.json", Content.Reaction.class),
                sample("wa-status-delivered.json", ChannelEvent.StatusChanged.class),
                sample("wa-status-failed-131047.json", ChannelEvent.StatusChanged.class),
                sample("wa-status-read.json", ChannelEvent.StatusChanged.class),
                sample("wa-status-sent.json", ChannelEvent.StatusChanged.class),
                sample("wa-sticker.json", Content.Media.class),
                sample("wa-template-approved.json", ChannelEvent.AccountTold.class),
                sample("wa-template-category.json", ChannelEvent.AccountTold.class),
                sample("wa-template-quick-reply-button.json", Content.Choice.class),
                sample("wa-template-rejected.json", ChannelEvent.AccountTold.class),
                sample("wa-text-forwarded.json", Content.Text.class),
                sample("wa-text-referral-ctwa.json", Content.Text.class),
                sample("wa-text-reply-context.json", Content.Text.class),
                sample("wa-text.json", Content.Text.class),
                sample("wa-video.json", Content.Media.class));
    }

    @Test
    void every_sample_there_is_is_named_here() {
        assertThat(samples().map(sample -> sample.get()[0])).containsExactlyElementsOf(List.copyOf(Meta.samples()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_sample_is_cut_from_its_post_and_read(String name, Class<?> expected) {
        Opened opened = Parcels.open(Meta.sample(name));
        assertThat(opened).isInstanceOf(Opened.Parcel.class);
        Opened.Part part = ((Opened.Parcel) opened).parts().getFirst();
        assertThat(part.account()).isIn(NUMBER, "215589000111");
        ChannelEvent event =
                read(new String(part.body(), StandardCharsets.UTF_8)).getFirst();
        assertThat(event.account()).isEqualTo(part.account());
        Object what = event instanceof ChannelEvent.Arrived arrived ? arrived.content() : event;
        assertThat(what).isInstanceOf(expected);
    }

    @Test
    void a_text_tells_who_wrote_what_and_when() {
        assertThat(message("\"type\":\"text\",\"text\":{\"body\":\"Bonjour, c'est combien ?\"}"))
                .isEqualTo(new ChannelEvent.Arrived(
                        NUMBER,
                        "wamid.1",
                        SENT,
                        LEA,
                        Optional.of("Léa Durand"),
                        new Content.Text("Bonjour, c'est combien ?"),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void the_advertisement_is_kept_whole() {
        ChannelEvent.Arrived arrived = (ChannelEvent.Arrived)
                read(new String(Meta.sample("wa-text-referral-ctwa.json"), StandardCharsets.UTF_8))
                        .getFirst();
        assertThat(arrived.referral()).hasValueSatisfying(referral -> {
            assertThat(referral.headline()).contains("Devis gratuit");
            assertThat(referral.sourceId()).contains("120226000000000001");
            assertThat(referral.clickId()).contains("ARAkExempleDeClickId0123456789");
            assertThat(referral.all())
                    .containsEntry("welcome_message.text", "Comment pouvons-nous aider ?")
                    .containsKey("image_url");
        });
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                content(
                        "\"type\":\"image\",\"image\":{\"id\":\"m1\",\"mime_type\":\"image/jpeg\",\"caption\":\"Voilà\"}",
                        new Content.Media(
                                Content.Kind.IMAGE, "m1", "image/jpeg", Optional.of("Voilà"), Optional.empty(), false)),
                content(
                        "\"type\":\"audio\",\"audio\":{\"id\":7,\"mime_type\":\"audio/ogg; codecs=opus\",\"voice\":true}",
                        new Content.Media(
                                Content.Kind.AUDIO,
                                "7",
                                "audio/ogg; codecs=opus",
                                Optional.empty(),
                                Optional.empty(),
                                true)),
                content(
                        "\"type\":\"document\",\"document\":{\"id\":\"m2\",\"filename\":\"../devis.pdf\"}",
                        new Content.Media(
                                Content.Kind.DOCUMENT,
                                "m2",
                                "application/octet-stream",
                                Optional.empty(),
                                Optional.of("../devis.pdf"),
                                false)),
                content("\"type\":\"video\",\"video\":{}", new Content.Unshown("video", Optional.empty())),
                content(
                        "\"type\":\"location\",\"location\":{\"latitude\":\"48.5\",\"longitude\":2}",
                        new Content.Location(48.5, 2, Optional.empty(), Optional.empty())),
                content(
                        "\"type\":\"location\",\"location\":{\"latitude\":\"north\"}",
                        new Content.Unshown("location", Optional.empty())),
                content(
                        "\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Camille Martin\"}},{}]",
                        new Content.ContactCards(List.of("Camille Martin", "?"))),
                content(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"a\",\"title\":\"Oui\"}}",
                        new Content.Choice("a", "Oui")),
                content(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"not json\"}}",
                        new Content.Choice("flow", "Sent")),
                content(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"call_permission_reply\"}",
                        new Content.Unshown("call_permission_reply", Optional.empty())),
                content(
                        "\"type\":\"interactive\",\"interactive\":7",
                        new Content.Unshown("interactive", Optional.empty())),
                content(
                        "\"type\":\"button\",\"button\":{\"payload\":\"STOP_PROMO\",\"text\":\"Ne plus recevoir\"}",
                        new Content.Choice("STOP_PROMO", "Ne plus recevoir")),
                content(
                        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.S\",\"emoji\":\"👍\"}",
                        new Content.Reaction("wamid.S", "👍")),
                content(
                        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.S\"}",
                        new Content.Reaction("wamid.S", "")),
                content(
                        "\"type\":\"order\",\"order\":{\"text\":\"vite\",\"product_items\":[{},{}]}",
                        new Content.Order(2, Optional.of("vite"))),
                content("\"type\":\"request_welcome\"", new Content.Unshown("request_welcome", Optional.empty())),
                content(
                        "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}]",
                        new Content.Unshown("unsupported", Optional.of("131051"))),
                content("\"type\":\"hologram\",\"hologram\":[1]", new Content.Unshown("hologram", Optional.empty())),
                content("\"type\":\"text\",\"text\":\"body\"", new Content.Unshown("text", Optional.empty())),
                content("\"type\":{}", new Content.Unshown("unknown", Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_type_is_read_leniently(String members, Content expected) {
        assertThat(((ChannelEvent.Arrived) message(members)).content()).isEqualTo(expected);
    }

    @Test
    void a_person_without_a_number_is_known_by_their_id() {
        ChannelEvent.Arrived arrived = (ChannelEvent.Arrived) value("""
                "contacts":[{"profile":{"name":"Léa"},"user_id":"FR.481516234200"}],
                "messages":[{"from_user_id":"FR.481516234200","id":"wamid.1","timestamp":1767225600,"type":"text","text":{"body":"x"}}]
                """).getFirst();
        assertThat(arrived.from()).isEqualTo(new Address(Optional.empty(), Optional.of("FR.481516234200")));
        assertThat(arrived.profileName()).contains("Léa");
        assertThat(arrived.at()).isEqualTo(SENT);
    }

    @Test
    void a_message_of_nobody_is_told_and_loses_no_neighbour() {
        assertThat(
                        value(
                                "\"messages\":[{\"id\":\"wamid.1\",\"type\":\"text\"},7,{\"from\":\"33612345678\",\"id\":\"wamid.2\",\"timestamp\":\"soon\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]"))
                .hasSize(3)
                .last()
                .isInstanceOfSatisfying(
                        ChannelEvent.Arrived.class,
                        arrived -> assertThat(arrived.at()).isEqualTo(CAME));
    }

    @Test
    void a_changed_number_and_a_changed_id_are_the_same_person() {
        assertThat(message(
                        "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"33699999999\"}"))
                .isEqualTo(new ChannelEvent.AddressChanged(
                        NUMBER, LEA, new Address(Optional.of("+33699999999"), Optional.empty()), SENT));
        assertThat(
                        message(
                                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\",\"previous_user_id\":\"FR.1\",\"user_id\":\"FR.2\"}"))
                .isEqualTo(new ChannelEvent.AddressChanged(
                        NUMBER,
                        new Address(Optional.empty(), Optional.of("FR.1")),
                        new Address(Optional.empty(), Optional.of("FR.2")),
                        SENT));
        assertThat(message("\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\"}"))
                .isInstanceOf(ChannelEvent.AccountTold.class);
    }

    @Test
    void a_status_brings_our_id_back() {
        UUID ours = UUID.randomUUID();
        assertThat(status("\"status\":\"read\",\"biz_opaque_callback_data\":\"" + ours + "\""))
                .isEqualTo(new ChannelEvent.StatusChanged(
                        NUMBER, "wamid.S", Optional.of(ours), DeliveryStatus.READ, SENT, Optional.empty()));
        assertThat(status("\"status\":\"played\",\"biz_opaque_callback_data\":\"msg:01JB2Z\""))
                .isInstanceOfSatisfying(
                        ChannelEvent.StatusChanged.class,
                        changed -> assertThat(changed.ourId()).isEmpty());
        assertThat(status("\"status\":\"teleported\"")).isInstanceOf(ChannelEvent.AccountTold.class);
    }

    @Test
    void a_failed_status_says_what_follows() {
        assertThat(
                        status(
                                "\"status\":\"failed\",\"errors\":[{\"code\":131047,\"title\":\"x\",\"error_data\":{\"details\":\"24 hours\"}}]"))
                .isInstanceOfSatisfying(
                        ChannelEvent.StatusChanged.class,
                        changed -> assertThat(changed.failure())
                                .contains(Failure.of("131047", Failure.Consequence.USE_TEMPLATE, "24 hours")));
    }

    @Test
    void who_wants_no_marketing_is_heard() {
        assertThat(
                        change(
                                "user_preferences",
                                "\"user_preferences\":[{\"wa_id\":\"33612345678\",\"value\":\"stop\",\"timestamp\":1767225600},{\"wa_id\":\"33612345678\",\"value\":\"resume\",\"timestamp\":\"1767225600\"},{}]"))
                .containsExactly(
                        new ChannelEvent.PreferenceChanged(NUMBER, LEA, false, SENT),
                        new ChannelEvent.PreferenceChanged(NUMBER, LEA, true, SENT));
    }

    @Test
    void an_account_that_was_closed_stops_the_channel() {
        assertThat(change("account_update", "\"event\":\"DISABLED_UPDATE\"").getFirst())
                .isInstanceOfSatisfying(
                        ChannelEvent.AccountTold.class,
                        told -> assertThat(told.failure())
                                .hasValueSatisfying(failure ->
                                        assertThat(failure.consequence()).isEqualTo(Failure.Consequence.STOP_CHANNEL)));
        assertThat(change("a_field_of_next_year", "\"x\":1").getFirst()).isInstanceOf(ChannelEvent.AccountTold.class);
    }

    @Test
    void what_cannot_be_stored_is_replaced_the_same_way_each_time() {
        String hostile = "a\\u0000b\\ud800c\u202E<script>" + "👍".repeat(3);
        ChannelEvent.Arrived arrived =
                (ChannelEvent.Arrived) message("\"type\":\"text\",\"text\":{\"body\":\"" + hostile + "\"}");
        assertThat(arrived.content()).isEqualTo(new Content.Text("a\uFFFDb\uFFFDc\u202E<script>👍👍👍"));
    }

    @Test
    void bytes_that_are_no_text_become_replacement_characters() {
        byte[] body =
                post("\"messages\":[{\"from\":\"33612345678\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"@@\"}}]")
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '@' ? (byte) 0xFF : body[i];
        }
        assertThat(((ChannelEvent.Arrived) Reader.read(envelope(body)).getFirst()).content())
                .isEqualTo(new Content.Text("\uFFFD\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{}", "{\"entry\":7}"})
    void what_makes_no_sense_is_set_aside(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableEnvelope.class);
    }

    @Test
    void a_change_that_makes_no_sense_is_told_as_unreadable_and_loses_no_neighbour() {
        assertThat(read("{\"entry\":[{\"changes\":[{\"value\":7}]}]}"))
                .singleElement()
                .isInstanceOf(ChannelEvent.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "statuses", "errors"})
    void something_else_where_a_list_belongs_is_said_and_not_passed_over(String member) {
        assertThat(value("\"" + member + "\":{\"id\":\"wamid.1\"}"))
                .singleElement()
                .isInstanceOf(ChannelEvent.Unreadable.class);
        assertThat(value("\"" + member + "\":null")).isEmpty();
    }

    @Test
    void nesting_without_end_is_set_aside_and_not_an_overflow() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> value("\"messages\":" + deep)).isInstanceOf(UnreadableEnvelope.class);
        assertThatThrownBy(() -> value("\"messages\":[" + "9".repeat(1_000_000) + "]"))
                .isInstanceOf(UnreadableEnvelope.class);
    }

    private static Arguments sample(String name, Class<?> expected) {
        return Arguments.of(name, expected);
    }

    private static Arguments content(String members, Content expected) {
        return Arguments.of(members, expected);
    }

    private static ChannelEvent message(String members) {
        return value(
                        "\"contacts\":[{\"profile\":{\"name\":\"Léa Durand\"},\"wa_id\":\"33612345678\"}],\"messages\":[{\"from\":\"33612345678\",\"id\":\"wamid.1\",\"timestamp\":\"1767225600\","
                                + members + "}]")
                .getFirst();
    }

    private static ChannelEvent status(String members) {
        return value("\"statuses\":[{\"id\":\"wamid.S\",\"timestamp\":\"1767225600\"," + members + "}]")
                .getFirst();
    }

    private static List<ChannelEvent> value(String members) {
        return read(post(members));
    }

    private static List<ChannelEvent> change(String field, String members) {
        return read(post(members).replace("\"messages\",\"value\"", "\"" + field + "\",\"value\""));
    }

    private static String post(String members) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\""
                + NUMBER + "\"}," + members + "}}]}]}";
    }

    private static List<ChannelEvent> read(String body) {
        return Reader.read(envelope(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Envelope envelope(byte[] body) {
        return new Envelope(UUID.randomUUID(), new ConnectionId(UUID.randomUUID()), Map.of(), body, CAME);
    }
}
