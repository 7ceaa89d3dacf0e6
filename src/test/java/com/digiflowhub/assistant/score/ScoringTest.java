package com.digiflowhub.assistant.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.contacts.Judgement;
import com.digiflowhub.contacts.Judgements;
import com.digiflowhub.credits.Credits;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lead writes, their words are weighed, and what that costs is paid once. */
class ScoringTest {
    private static final String HOT = "C'est combien ? Je voudrais m'inscrire pour lundi prochain";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @Test
    void without_a_model_the_score_is_by_rule_and_costs_nothing() {
        agency.phone(Cast.INES).writes(HOT);
        Judgement judgement = judged(Cast.INES, 1).getFirst();
        assertThat(judgement.byModel()).isFalse();
        assertThat(judgement.score()).isGreaterThanOrEqualTo(70);
        assertThat(judgement.reasons())
                .extracting(Judgement.Reason::sign)
                .contains("asked-price", "wants-to-book", "has-date");
        assertThat(left()).isEqualTo(Credits.START);
        assertThat(agency.look("select score || ' ' || sentiment from contacts.contact where workspace_id = :here"))
                .containsExactly(judgement.score() + " positive");
    }

    @Test
    void a_burst_of_messages_is_weighed_by_the_model_and_paid_once() {
        connectModel();
        var phone = agency.phone(Cast.INES);
        phone.writes("Bonjour");
        phone.writes("c'est combien ?");
        phone.writes("je veux réserver");
        judged(Cast.INES, 1);
        agency.settle();
        List<Judgement> history = history(Cast.INES);
        assertThat(history.getFirst().byModel()).isTrue();
        assertThat(history.getFirst().reasons())
                .extracting(Judgement.Reason::quote)
                .contains("je veux réserver");
        assertThat(left()).isEqualTo(Credits.START - Credits.ANALYSIS * history.size());
        assertThat(history).as("analyses of one burst").hasSizeLessThanOrEqualTo(2);
        assertThat(open()).isEqualTo("0");
    }

    @Test
    void at_zero_the_score_is_by_rule_says_so_and_the_balance_stays() {
        connectModel();
        spendAll();
        agency.phone(Cast.INES).writes(HOT);
        Judgement judgement = judged(Cast.INES, 1).getFirst();
        assertThat(judgement.byModel()).isFalse();
        assertThat(judgement.note()).contains("no-credits");
        assertThat(left()).isZero();
        PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
        String talk =
                browser.open("/inbox/" + agency.conversation(Cast.INES).id()).text();
        assertThat(talk).contains("plus de crédits");
    }

    @Test
    void when_the_model_fails_nothing_is_paid_and_the_rule_decides() {
        connectModel();
        agency.sandbox().model().faults().next(Fault.ERROR_BEFORE, 1_000, "");
        agency.phone(Cast.INES).writes(HOT);
        Judgement judgement = judged(Cast.INES, 1).getFirst();
        assertThat(judgement.note()).contains("model-failed");
        assertThat(left()).isEqualTo(Credits.START);
        assertThat(open()).isEqualTo("0");
    }

    @Test
    void an_unlimited_workspace_is_weighed_by_the_model_and_pays_nothing() {
        connectModel();
        agency.run(() -> hub.part(Credits.class).setUnlimited(true));
        agency.phone(Cast.INES).writes(HOT);
        assertThat(judged(Cast.INES, 1).getFirst().byModel()).isTrue();
        assertThat(left()).isEqualTo(Credits.START);
    }

    @Test
    void what_was_weighed_is_not_weighed_again() {
        connectModel();
        agency.phone(Cast.INES).writes(HOT);
        judged(Cast.INES, 1);
        agency.settle();
        long before = left();
        var conversation = agency.conversation(Cast.INES);
        var again =
                WordsHeardTest.alarm(conversation.contact(), conversation.id().value(), hub.now());
        Boolean put = agency.transaction(() -> {
            hub.part(com.digiflowhub.platform.work.Work.class).put(again);
            return true;
        });
        assertThat(put).isTrue();
        agency.settle();
        assertThat(history(Cast.INES)).hasSize(1);
        assertThat(left()).isEqualTo(before);
    }

    @Test
    void inbox_contact_page_and_api_show_the_score_with_its_reasons() {
        agency.phone(Cast.INES).writes(HOT);
        int score = judged(Cast.INES, 1).getFirst().score();
        agency.phone(Cast.INES).writes("Finalement c'est trop cher, laissez-moi tranquille");
        int later = judged(Cast.INES, 2).getFirst().score();
        assertThat(later).isLessThan(score);
        var conversation = agency.conversation(Cast.INES);
        PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
        String talk = browser.open("/inbox/" + conversation.id()).text();
        assertThat(talk)
                .contains("trop cher, laissez-moi tranquille")
                .contains("Départ")
                .contains("row-score");
        String page = browser.open("/contacts/" + conversation.contact()).text();
        assertThat(page)
                .contains("De " + score + " à " + later + " en 2 analyses")
                .contains("<polyline");
        ApiCaller api = agency.api();
        assertThat(api.get("/api/conversations/" + conversation.id())
                        .json()
                        .path("score")
                        .asInt())
                .isEqualTo(later);
        assertThat(api.get("/api/hubcrm/leads").json().at("/items/0/score").asInt())
                .isEqualTo(later);
        assertThat(api.get("/api/contacts/" + conversation.contact())
                        .json()
                        .path("sentiment")
                        .asString())
                .isEqualTo("negative");
    }

    @Test
    void the_owner_sets_the_levels_and_wrong_ones_are_refused_with_words() {
        PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
        assertThat(browser.open("/settings/scores").text()).contains("Chaud à partir de");
        var wrong = browser.submit("/settings/scores", Map.of("warm", "80", "hot", "60"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("tiède au-dessous de chaud");
        var saved = browser.submit("/settings/scores", Map.of("warm", "30", "hot", "60"));
        assertThat(saved.status()).isIn(200, 302, 303);
        assertThat(agency.in(() -> hub.part(Thresholds.class).levels())).isEqualTo(new Thresholds.Levels(30, 60));
    }

    private void connectModel() {
        Saved saved = agency.in(() -> hub.part(Connections.class)
                .create(
                        "openai",
                        "Modèle",
                        Map.of(
                                "apiKey",
                                "sk-sandbox",
                                "baseUrl",
                                agency.sandbox().modelAddress().toString())));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
    }

    private void spendAll() {
        agency.run(() -> {
            Credits credits = hub.part(Credits.class);
            for (long n = 0; n < Credits.START / Credits.ANALYSIS; n++) {
                credits.settle(credits.hold(java.util.UUID.randomUUID(), "spent " + n));
            }
        });
    }

    private List<Judgement> judged(Cast.Person person, int howMany) {
        return Patience.waitFor("scores", () -> history(person), found -> found.size() >= howMany);
    }

    private List<Judgement> history(Cast.Person person) {
        return agency.findConversation(person)
                .map(conversation -> agency.in(() -> hub.part(Judgements.class).of(conversation.contact(), 50)))
                .orElse(List.of());
    }

    private long left() {
        return agency.in(() -> hub.part(Credits.class).standing()).left();
    }

    private String open() {
        return agency.look("select count(*) from ledger.reservation where workspace_id = :here and state = 'open'")
                .getFirst();
    }
}
