package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.Moments;
import com.digiflowhub.platform.web.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A provider that nobody wrote words for, and codes that are newer than the words. */
class ConnectionWordsTest {
    private final ConnectionWords english = in(Locale.ENGLISH);
    private final ConnectionWords french = in(Locale.FRENCH);

    @Test
    void a_provider_without_words_is_named_by_its_key() {
        assertThat(english.provider("google-ads")).isEqualTo("Google ads");
        assertThat(english.icon("google-ads")).isEqualTo("plug");
        assertThat(english.purpose("google-ads")).isEmpty();
        assertThat(english.steps("google-ads")).isEmpty();
        assertThat(english.label("google-ads", "loginCustomerId")).isEqualTo("Login customer id");
        assertThat(english.hint("google-ads", "loginCustomerId")).isEmpty();
        assertThat(english.action("google-ads", "sign-in")).isEqualTo("Do: sign-in");
    }

    @Test
    void an_unknown_code_is_told_with_all_that_is_known() {
        Finding unknown = finding("carrier.feathers-lost", Verdict.BROKEN, "3", "left wing");
        assertThat(english.finding(unknown)).isEqualTo("The check says: carrier.feathers-lost 3 left wing");
        assertThat(english.remedy(unknown)).startsWith("The hub has no words for this yet.");
        assertThat(french.finding(unknown)).isEqualTo("La vérification dit : carrier.feathers-lost 3 left wing");
    }

    @Test
    void what_is_fine_needs_no_remedy() {
        assertThat(english.remedy(finding("whatsapp.fine", Verdict.FINE, "+33 1")))
                .isEmpty();
        assertThat(english.remedy(finding("carrier.unknown", Verdict.FINE))).isEmpty();
    }

    @Test
    void a_provider_s_dates_are_told_as_people_write_them() {
        Finding ends = finding("whatsapp.version-ends", Verdict.WARNING, "v21.0", "2027-01-21");
        assertThat(english.finding(ends)).endsWith("on 21 January 2027.");
        assertThat(french.finding(ends)).endsWith("le 21 janvier 2027.");
        assertThat(english.finding(finding("whatsapp.token-expires", Verdict.WARNING, "2027-01-01T00:00:00Z")))
                .contains("1 January 2027");
        assertThat(english.finding(finding("x", Verdict.WARNING, "2027-99-01"))).endsWith("2027-99-01");
    }

    @Test
    void every_finding_of_whatsapp_has_its_sentence_and_its_remedy_in_both_languages() {
        for (String code : List.of(
                "token-refused",
                "token-expires",
                "permission-missing",
                "number-not-registered",
                "number-wrong",
                "app-not-subscribed",
                "subscribe-refused",
                "no-webhook-yet",
                "signature-refused",
                "app-secret-missing",
                "verify-token-missing",
                "business-id-missing",
                "business-id-wrong",
                "unreachable",
                "version-ends",
                "version-over")) {
            Finding finding = finding("whatsapp." + code, Verdict.BROKEN, "one", "two");
            for (ConnectionWords words : List.of(english, french)) {
                assertThat(words.finding(finding)).as(code).doesNotContain(code, "{");
                assertThat(words.remedy(finding)).as(code).isNotEmpty().doesNotContain("{");
            }
            assertThat(english.remedy(finding)).as(code).isNotEqualTo(french.remedy(finding));
        }
    }

    @Test
    void why_a_send_was_refused_falls_back_to_the_reason_itself() {
        assertThat(english.refused("carrier", "42")).isEqualTo("Carrier refused our last send (reason 42).");
        assertThat(english.refused("whatsapp", "whatsapp.token-refused")).isEqualTo("Meta refuses the access token.");
    }

    @Test
    void the_worst_condition_counts() {
        Finding warning = finding("a", Verdict.WARNING);
        Finding fine = finding("b", Verdict.FINE);
        assertThat(view(Optional.of("broke"), List.of(warning)).condition()).isEqualTo(ConnectionView.Condition.BROKEN);
        assertThat(view(Optional.empty(), List.of(warning, fine)).condition())
                .isEqualTo(ConnectionView.Condition.WARNED);
        assertThat(view(Optional.of("paused"), List.of(warning)).condition())
                .isEqualTo(ConnectionView.Condition.PAUSED);
        assertThat(view(Optional.empty(), List.of(fine)).condition()).isEqualTo(ConnectionView.Condition.WORKING);
        assertThat(view(Optional.of("broke"), List.of()).refusedBecause()).contains("broke");
        assertThat(view(Optional.of("a"), List.of(warning)).refusedBecause())
                .as("the check told it already")
                .isEmpty();
    }

    private static ConnectionView view(Optional<String> brokenBecause, List<Finding> findings) {
        Standing standing = new Standing(
                new ConnectionId(UUID.randomUUID()),
                "carrier",
                "Carrier",
                "path",
                false,
                Map.of(),
                Map.of(),
                brokenBecause,
                findings,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new ConnectionView(standing, List.of(), List.of(), Optional.empty());
    }

    private static Finding finding(String code, Verdict verdict, String... arguments) {
        return new Finding(code, verdict, List.of(arguments), Optional.empty());
    }

    private static ConnectionWords in(Locale language) {
        Words.Said words = new Words().in(language);
        return new ConnectionWords(new Frame(
                words,
                new Moments(words, ZoneOffset.UTC, Instant.EPOCH),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "/",
                "",
                "",
                ""));
    }
}
