package com.digiflowhub.assistant.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.score.Thresholds;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who became hot lately stands on Today while they are. */
class AssistantTodayTest {
    private static final String CARD = "/today/cards/hot";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
    private final UuidV7 ids = new UuidV7();
    private final Conversation claire = started();

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void whoever_crossed_the_threshold_is_named_with_the_words_that_counted_most() {
        assertThat(browser.open(CARD).text()).doesNotContain("Devenus chauds");
        scored(55, Duration.ofHours(3));
        assertThat(browser.open(CARD).text()).as("warm only").doesNotContain("Devenus chauds");
        scored(82, Duration.ofMinutes(10));

        assertThat(browser.open(CARD).text())
                .contains("Devenus chauds", "Claire Fontaine", ">82</b>", "on commence &lt;lundi&gt;")
                .contains("href=\"/inbox/" + claire.id() + "\"");
        assertThat(browser.speaking("en").open(CARD).text()).contains("Became hot", "in the last 24 hours");
    }

    @Test
    void whoever_cooled_down_is_no_longer_there() {
        scored(82, Duration.ofMinutes(30));
        scored(40, Duration.ofMinutes(5));
        assertThat(browser.open(CARD).text()).doesNotContain("Claire Fontaine");
    }

    @Test
    void whoever_has_been_hot_for_longer_is_no_news() {
        scored(82, Duration.ofHours(30));
        scored(85, Duration.ofMinutes(5));
        assertThat(browser.open(CARD).text()).doesNotContain("Claire Fontaine");
    }

    @Test
    void the_owner_s_own_threshold_counts() {
        scored(82, Duration.ofMinutes(5));
        agency.run(() -> hub.part(Thresholds.class).set(new Thresholds.Levels(50, 90)));
        assertThat(browser.open(CARD).text()).doesNotContain("Claire Fontaine");
        agency.run(() -> hub.part(Thresholds.class).set(new Thresholds.Levels(50, 80)));
        assertThat(browser.open(CARD).text()).contains("Claire Fontaine");
    }

    @Test
    void a_neighbour_s_hot_lead_is_not_there() {
        scored(82, Duration.ofMinutes(5));
        ConnectedWorkspace neighbour = hub.newWorkspace();
        assertThat(PlainBrowser.signedIn(hub, neighbour.owner()).open(CARD).text())
                .doesNotContain("Claire Fontaine");
        neighbour.close();
    }

    private Conversation started() {
        agency.answers(seen -> new Verdict.Silence());
        agency.phone(CLAIRE).writes("Bonjour");
        agency.waitForMessage(CLAIRE, "Bonjour");
        agency.settle();
        return agency.conversation(CLAIRE);
    }

    private void scored(int score, Duration ago) {
        Instant at = hub.now().minus(ago);
        hub.change(
                """
                insert into assistant.assessment (workspace_id, id, contact_id, conversation_id, last_message, score, base, sentiment,
                                                  confidence, made_by, reasons, mood, made_at)
                values ('%s', '%s', '%s', '%s', '%s', %d, 30, 'positive', 80, 'rule', '[{"sign": "", "text": "prix", "points": 10, "quote":
                        "c’est combien"}, {"sign": "", "text": "date", "points": 30, "quote": "on commence <lundi>"}]', '[]', '%s')
                """.formatted(agency.id(), ids.next(at), claire.contact(), claire.id(), UUID.randomUUID(), score, at));
        agency.run(() -> {
            var ignored = hub.part(Contacts.class).judged(claire.contact(), score, "positive");
        });
    }
}
