package com.digiflowhub.conversations.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of Meta's webhooks, by name: posted, signed, to the whole hub; and the rows that it leaves. */
class SamplesTest {
    private static final String SAMPLE_NUMBER = "106540000222";
    private static final String SAMPLE_BUSINESS = "215589000111";
    private static final String MESSAGES = """
            select text, content::text, coalesce(replies_to, '-') from conversations.message
             where workspace_id = :here and sender = 'contact'""";
    private static final String EARLY = """
            select provider_id, status, coalesce(failure->>'code', '-') from conversations.early_status
             where workspace_id = :here""";
    private static final String NEWS = """
            select topic, detail from connections.news where workspace_id = :here""";
    private static final String REACTIONS = """
            select provider_id, emoji from conversations.reaction where workspace_id = :here""";

    private final ConnectedWorkspace agency = RunningHub.shared().newWorkspace();

    /** The sample, where to look, and the one row that must be there. */
    static Stream<Arguments> samples() {
        return Stream.of(
                message("wa-audio-voice.json", "", """
                        {"type": "voice", "mediaId": "1003383421387257", "mimeType": "audio/ogg; codecs=opus"}"""),
                reply("wa-button-reply.json", "Je confirme", """
                        {"id": "rdv:ok:77", "type": "choice"}""", "wamid.SENTBTN"),
                message("wa-document.json", "RIB", """
                        {"type": "document", "mediaId": "1003383421387259", "fileName": "rib été.pdf", "mimeType": "application/pdf"}"""),
                message("wa-image-with-url.json", "", """
                        {"type": "image", "mediaId": "1003383421387256", "mimeType": "image/jpeg"}"""),
                message("wa-image.json", "Voici la facture", """
                        {"type": "image", "mediaId": "1003383421387256", "mimeType": "image/jpeg"}"""),
                reply("wa-list-reply.json", "09:00", """
                        {"id": "s:1", "type": "choice"}""", "wamid.SENTLST"),
                message("wa-location.json", "Mairie", """
                        {"type": "location", "address": "Place de l'Exemple, Paris", "latitude": 48.8566, "longitude": 2.3522}"""),
                Arguments.of("wa-reaction.json", REACTIONS, List.of("wamid.SENT01", "👍")),
                Arguments.of("wa-status-delivered.json", EARLY, List.of("wamid.SENT01", "DELIVERED", "-")),
                Arguments.of("wa-status-failed-131047.json", EARLY, List.of("wamid.SENT01", "FAILED", "131047")),
                Arguments.of("wa-status-read.json", EARLY, List.of("wamid.SENT01", "READ", "-")),
                Arguments.of("wa-status-sent.json", EARLY, List.of("wamid.SENT01", "SENT", "-")),
                message("wa-sticker.json", "", """
                        {"type": "sticker", "mediaId": "1003383421387260", "mimeType": "image/webp"}"""),
                Arguments.of(
                        "wa-template-approved.json",
                        NEWS,
                        List.of("message_template_status_update", "APPROVED · rappel_rdv_v2 · fr · NONE")),
                Arguments.of(
                        "wa-template-category.json",
                        NEWS,
                        List.of("template_category_update", "bienvenue · fr · MARKETING · UTILITY")),
                reply("wa-template-quick-reply-button.json", "Ne plus recevoir", """
                        {"id": "STOP_PROMO", "type": "choice"}""", "wamid.SENTTPL"),
                Arguments.of(
                        "wa-template-rejected.json",
                        NEWS,
                        List.of("message_template_status_update", "REJECTED · promo_mai · fr · INVALID_FORMAT")),
                text("wa-text-forwarded.json", "Transféré"),
                text("wa-text-referral-ctwa.json", "Je viens de votre annonce"),
                reply("wa-text-reply-context.json", "Oui celui-là", """
                        {"type": "text"}""", "wamid.HBgLMzM2SENT01"),
                text("wa-text.json", "Bonjour, je voudrais un devis"),
                message("wa-video.json", "Le chantier", """
                        {"type": "video", "mediaId": "1003383421387258", "mimeType": "video/mp4"}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_sample_leaves_its_row_once_however_often_it_comes(String name, String where, List<String> row) {
        byte[] body = forThisWorkspace(name);
        assertThat(Parcel.post(agency, body)).isEqualTo(200);
        agency.settle();
        assertThat(agency.rows(where)).containsExactly(row);
        assertThat(Parcel.post(agency, body)).isEqualTo(200);
        agency.settle();
        assertThat(agency.rows(where)).containsExactly(row);
        assertThat(agency.look("select reason from connections.unreadable where workspace_id = :here"))
                .isEmpty();
        assertThat(agency.look("select kind from work.dead where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void no_sample_is_left_out() {
        assertThat(samples().map(sample -> (String) sample.get()[0])).containsExactlyElementsOf(Meta.samples());
    }

    @Test
    void all_samples_in_one_post_make_one_person_and_one_conversation() {
        byte[] all = Meta.samples().stream()
                .map(name -> new String(forThisWorkspace(name), StandardCharsets.UTF_8))
                .map(post -> ApiCaller.JSON.readTree(post).path("entry").path(0).toString())
                .collect(java.util.stream.Collectors.joining(
                        ",", "{\"object\":\"whatsapp_business_account\",\"entry\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Parcel.post(agency, all)).isEqualTo(200);
        agency.settle();
        assertThat(agency.look("select value from contacts.address where workspace_id = :here"))
                .containsExactly("+33612345678");
        assertThat(agency.look("select count(*) from conversations.conversation where workspace_id = :here"))
                .containsExactly("1");
        // The samples of messages share one id: the first counts.
        assertThat(agency.look("select count(*) from conversations.message where workspace_id = :here"))
                .containsExactly("1");
        assertThat(agency.look("select count(*) from conversations.early_status where workspace_id = :here"))
                .containsExactly("4");
        assertThat(agency.look("select name from contacts.contact where workspace_id = :here"))
                .containsExactly("Léa Durand");
    }

    @Test
    void the_advertisement_a_person_came_by_is_kept_whole_and_the_first_one_counts() {
        assertThat(Parcel.post(agency, forThisWorkspace("wa-text-referral-ctwa.json")))
                .isEqualTo(200);
        agency.settle();
        assertThat(agency.rows("""
                select referral->>'ctwa_clid', referral->>'source_id', referral->>'welcome_message.text', referral->>'headline'
                  from conversations.conversation where workspace_id = :here"""))
                .containsExactly(List.of(
                        "ARAkExempleDeClickId0123456789",
                        "120226000000000001",
                        "Comment pouvons-nous aider ?",
                        "Devis gratuit"));
        byte[] later = new String(forThisWorkspace("wa-text-referral-ctwa.json"), StandardCharsets.UTF_8)
                .replace("ARAkExempleDeClickId0123456789", "second")
                .replace("wamid.", "wamid.again")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Parcel.post(agency, later)).isEqualTo(200);
        agency.settle();
        assertThat(agency.look(
                        "select referral->>'ctwa_clid' from conversations.conversation where workspace_id = :here"))
                .containsExactly("ARAkExempleDeClickId0123456789");
    }

    private byte[] forThisWorkspace(String name) {
        return new String(Meta.sample(name), StandardCharsets.UTF_8)
                .replace(SAMPLE_NUMBER, agency.account().phoneNumberId())
                .replace(SAMPLE_BUSINESS, agency.account().accountId())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments text(String name, String text) {
        return message(name, text, "{\"type\": \"text\"}");
    }

    private static Arguments message(String name, String text, String content) {
        return reply(name, text, content, "-");
    }

    private static Arguments reply(String name, String text, String content, String repliesTo) {
        return Arguments.of(name, MESSAGES, List.of(text, content, repliesTo));
    }
}
