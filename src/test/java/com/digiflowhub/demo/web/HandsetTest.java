package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.demo.Trade;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page draws of a phone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandsetTest {
    private static final Trade.Place HERE = new Trade.Place("Place des Palmistes", "Cayenne", 4.9372, -52.326);

    private static final String BUSINESS = "Maroni Formation";
    private static final WhatsAppSettings ACCOUNT = WhatsAppSettings.DEMO;

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());
    private int people;

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void a_new_phone_is_empty_and_belongs_to_its_lead() {
        Handset handset = Handset.of(sandbox.phone(Cast.CLAIRE.phone(), Cast.CLAIRE.name()), BUSINESS);
        assertThat(handset.key()).isEqualTo(Cast.CLAIRE.number());
        assertThat(handset.number()).isEqualTo(Cast.CLAIRE.phone());
        assertThat(handset.name()).isEqualTo(Cast.CLAIRE.name());
        assertThat(handset.bubbles()).isEmpty();
        assertThat(handset.choices()).isEmpty();
        assertThat(handset.typing()).isFalse();
        assertThat(handset.initial()).isEqualTo("M");
    }

    @Test
    void who_hides_the_number_is_known_by_id() {
        Handset handset = Handset.of(sandbox.whatsApp().phoneWithoutNumber("FR.481516234200", "Sam"), BUSINESS);
        assertThat(handset.key()).isEqualTo("FR.481516234200");
        assertThat(handset.number()).isEqualTo("FR.481516234200");
    }

    @Test
    void ones_own_words_are_read_once_the_business_marked_them() throws Exception {
        Phone phone = next();
        String id = phone.writes("Bonjour");
        assertThat(Handset.of(phone, BUSINESS).bubbles().getFirst().read()).isFalse();
        call("""
                {"messaging_product":"whatsapp","status":"read","message_id":"%s","typing_indicator":{"type":"text"}}""".formatted(id));
        Handset handset = Handset.of(phone, BUSINESS);
        assertThat(handset.bubbles().getFirst().read()).isTrue();
        assertThat(handset.bubbles().getFirst().mine()).isTrue();
        assertThat(handset.typing()).isTrue();
    }

    @Test
    void buttons_of_the_last_message_can_be_pressed_until_the_lead_says_something() throws Exception {
        Phone phone = next();
        call(buttons(phone));
        Handset offered = Handset.of(phone, BUSINESS);
        assertThat(offered.choices())
                .containsExactly(new Handset.Choice("yes", "Oui, gardez-la"), new Handset.Choice("no", "Pas encore"));
        assertThat(offered.bubbles().getLast().text()).isEqualTo("Je vous en garde une ?");
        phone.sends(Enclosure.pressed(offered.choices().getFirst()));
        Handset pressed = Handset.of(phone, BUSINESS);
        assertThat(pressed.choices()).isEmpty();
        assertThat(pressed.bubbles().getLast().text()).isEqualTo("Oui, gardez-la");
        assertThat(pressed.bubbles().getLast().written()).isTrue();
    }

    @Test
    void the_rows_of_a_list_are_offered_too() throws Exception {
        Phone phone = next();
        call("""
                {"messaging_product":"whatsapp","to":"%s","type":"interactive","interactive":{"type":"list","body":{"text":"Quand ?"},
                 "action":{"button":"Voir","sections":[{"title":"Matin","rows":[{"id":"9","title":"9 h"},{"id":"10","title":"10 h"}]},
                 {"title":"Soir","rows":[{"id":"18","title":"18 h"}]}]}}}""".formatted(number(phone)));
        assertThat(Handset.of(phone, BUSINESS).choices())
                .extracting(Handset.Choice::title)
                .containsExactly("9 h", "10 h", "18 h");
    }

    @Test
    void what_failed_on_its_way_is_not_seen_on_the_phone() throws Exception {
        Phone phone = next();
        sandbox.whatsApp().faults().next(Fault.FAIL_LATER, 1);
        call(text(phone, "perdu"));
        Patience.waitFor(
                "the failed message to go", () -> Handset.of(phone, BUSINESS).bubbles(), List::isEmpty);
        call(text(phone, "arrivé"));
        assertThat(Handset.of(phone, BUSINESS).bubbles())
                .extracting(Handset.Bubble::text)
                .containsExactly("arrivé");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "audio", "location"})
    void what_is_no_writing_is_shown_by_its_kind(String kind) {
        Phone phone = next();
        phone.sends(Enclosure.of(sandbox.whatsApp(), HERE, kind, "").orElseThrow());
        Handset.Bubble bubble = Handset.of(phone, BUSINESS).bubbles().getFirst();
        assertThat(bubble.kind()).isEqualTo(kind);
        assertThat(bubble.written()).isFalse();
    }

    @Test
    void a_picture_keeps_its_caption_and_its_file_can_be_fetched() throws Exception {
        JsonNode image =
                Enclosure.of(sandbox.whatsApp(), HERE, "image", "Ma pièce").orElseThrow();
        assertThat(image.at("/image/caption").asString("")).isEqualTo("Ma pièce");
        assertThat(image.at("/image/mime_type").asString("")).isEqualTo("image/png");
        byte[] file = fetch("/media/" + image.at("/image/id").asString(""));
        assertThat(file).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_voice_message_is_ogg_and_said_to_be_one() throws Exception {
        JsonNode voice =
                Enclosure.of(sandbox.whatsApp(), HERE, "audio", "ignored").orElseThrow();
        assertThat(voice.at("/audio/voice").asBoolean(false)).isTrue();
        assertThat(voice.at("/audio").has("caption")).isFalse();
        assertThat(fetch("/media/" + voice.at("/audio/id").asString(""))).startsWith('O', 'g', 'g', 'S');
    }

    @Test
    void a_phone_sends_no_more_than_phones_do() {
        assertThat(Enclosure.of(sandbox.whatsApp(), HERE, "poll", "")).isEmpty();
        assertThat(Enclosure.of(sandbox.whatsApp(), HERE, "", "")).isEmpty();
    }

    @Test
    void only_the_last_sixty_bubbles_are_drawn() {
        Phone phone = next();
        for (int n = 0; n < 75; n++) {
            phone.writes("n" + n);
        }
        List<Handset.Bubble> bubbles = Handset.of(phone, BUSINESS).bubbles();
        assertThat(bubbles).hasSize(60);
        assertThat(bubbles.getFirst().text()).isEqualTo("n15");
        assertThat(bubbles.getLast().text()).isEqualTo("n74");
    }

    @Test
    void a_company_that_begins_with_an_emoji_has_a_whole_sign() {
        assertThat(Handset.of(next(), "🌴 Palmes").initial()).isEqualTo("🌴");
        assertThat(Handset.of(next(), "").initial()).isEqualTo("?");
    }

    private Phone next() {
        Cast.Person person = Cast.somebody(people++);
        return sandbox.phone(person.phone(), person.name());
    }

    private static String number(Phone phone) {
        return phone.person().number().orElseThrow();
    }

    private static String text(Phone phone, String words) {
        return """
                {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"%s"}}""".formatted(number(phone), words);
    }

    private static String buttons(Phone phone) {
        return """
                {"messaging_product":"whatsapp","to":"%s","type":"interactive","interactive":{"type":"button",
                 "body":{"text":"Je vous en garde une ?"},"action":{"buttons":[
                 {"type":"reply","reply":{"id":"yes","title":"Oui, gardez-la"}},
                 {"type":"reply","reply":{"id":"no","title":"Pas encore"}}]}}}""".formatted(number(phone));
    }

    private void call(String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    request("/v25.0/" + ACCOUNT.phoneNumberId() + "/messages")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private byte[] fetch(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request(path).build(), BodyHandlers.ofByteArray()).body();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.whatsAppAddress() + path))
                .header("Authorization", "Bearer " + ACCOUNT.token());
    }

    @Test
    void what_a_pressed_button_sends_is_json_as_the_platform_tells_it() {
        JsonNode sent = JsonMapper.shared()
                .readTree(Enclosure.pressed(new Handset.Choice("yes", "Oui")).toString());
        assertThat(sent.at("/interactive/type").asString("")).isEqualTo("button_reply");
        assertThat(sent.at("/interactive/button_reply/id").asString("")).isEqualTo("yes");
    }
}
