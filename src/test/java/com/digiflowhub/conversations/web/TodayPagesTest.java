package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.INES;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inbox brings to Today is there while it is so, and gone when it is not. */
class TodayPagesTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());
    private final Conversations conversations = hub.part(Conversations.class);

    /** The first steps have a test of their own. */
    @BeforeEach
    void put_the_first_steps_aside() {
        browser.open("/today");
        assertThat(browser.submit("/settings/first-steps/put-aside", Map.of()).location())
                .isEqualTo("/today");
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void the_bare_address_and_whoever_signed_in_land_here() {
        assertThat(browser.open("/").location()).isEqualTo("/today");
        assertThat(browser.open("/today").text())
                .contains("<title>Aujourd’hui · DigiFlow Hub</title>")
                .contains("href=\"/today\" aria-current=\"page\"");
    }

    @Test
    void whoever_waits_stands_there_with_time_reason_score_and_last_words_until_somebody_takes_over() {
        Conversation tom = asks(TOM, "Je veux <parler> à quelqu’un");
        agency.run(() -> {
            var ignored = hub.part(Contacts.class).judged(tom.contact(), 66, "neutral");
        });
        waitedFor(tom, "42 minutes");

        String page = browser.open("/today").text();

        assertThat(page)
                .contains("Une personne attend une réponse.", "<bdi>Tom Baker</bdi>", "a demandé une personne")
                .contains("score 66", "Je veux &lt;parler&gt; à quelqu’un", "<b>42</b><span>minutes</span>")
                .contains("href=\"/inbox/" + tom.id() + "\"", "Répondre")
                .doesNotContain("<parler>");
        assertThat(rail(page)).isEqualTo("1");

        agency.run(() -> conversations.takeOver(tom.id(), agency.owner()));

        String after = browser.open("/today").text();
        assertThat(after).contains("Rien ne vous attend.", "Personne n’attend.").doesNotContain("waiter-" + tom.id());
        assertThat(rail(after)).isEqualTo("0");
    }

    @Test
    void the_longest_wait_is_on_top_and_has_the_one_strong_button() {
        Conversation tom = asks(TOM, "Quelqu’un ?");
        Conversation claire = asks(CLAIRE, "Une personne, svp");
        waitedFor(tom, "18 minutes");
        waitedFor(claire, "3 hours");

        String page = browser.open("/today").text();

        assertThat(page).contains("Deux personnes attendent une réponse.", "<b>3</b><span>heures</span>");
        assertThat(page.indexOf("waiter-" + claire.id())).isLessThan(page.indexOf("waiter-" + tom.id()));
        assertThat(page.split("button primary", -1)).hasSize(2);
        assertThat(page.indexOf("button primary")).isLessThan(page.indexOf("waiter-" + tom.id()));
    }

    @Test
    void in_english_it_speaks_english_and_no_key_is_shown() {
        Conversation tom = asks(TOM, "A person please");
        waitedFor(tom, "1 minute");
        unknown("Hello there", CLAIRE);
        browser.speaking("en");

        String page = browser.open("/today").text();

        assertThat(page)
                .contains("<html lang=\"en\"", "One person is waiting for an answer.", "asked for a person")
                .contains("<b>1</b><span>minute</span>", "Sends to decide", "It arrived", "in Paris")
                .doesNotContain("Répondre", "Envois");
        assertThat(page.replaceAll("<[^>]*>", " "))
                .doesNotContainPattern("\\b(today|steps?|inbox|connections?|credits|frame)\\.[a-z]");
    }

    @Test
    void only_eight_are_shown_and_the_others_are_counted() {
        for (int n = 1; n <= 10; n++) {
            asks(Cast.somebody(n), "Moi aussi " + n);
        }
        String page = browser.open("/today").text();
        assertThat(page).contains("10 personnes attendent une réponse.", "2 autres dans Conversations");
        assertThat(page.split("class=\"waiter\"", -1)).hasSize(9);
        assertThat(rail(page)).isEqualTo("10");
    }

    @Test
    void an_unknown_outcome_is_decided_from_here() {
        UUID message = unknown("Votre place est réservée.", CLAIRE);

        String page = browser.open("/today").text();
        assertThat(page)
                .contains("Un envoi attend votre décision.", "Envois à décider", "Claire Fontaine", "Il est arrivé")
                .contains("Renvoyer quand même", "Votre place est réservée.", "la réponse à cet envoi s’est perdue");
        assertThat(rail(page)).isEqualTo("1");

        String act = "/inbox/" + agency.conversation(CLAIRE).id() + "/messages/" + message + "/arrived";
        assertThat(page).contains("action=\"" + act + "\"", "hx-post=\"" + act + "\"");
        assertThat(browser.submit(act, Map.of()).status()).isEqualTo(303);

        assertThat(browser.open("/today").text())
                .contains("Rien ne vous attend.")
                .doesNotContain("Envois à décider", "Il est arrivé");
    }

    @Test
    void an_unknown_outcome_that_is_sent_again_is_decided_too() {
        UUID message = unknown("Encore une fois.", CLAIRE);
        String with = "/inbox/" + agency.conversation(CLAIRE).id();
        browser.open("/today");
        assertThat(browser.submit(with + "/messages/" + message + "/again", Map.of())
                        .location())
                .isEqualTo(with);
        agency.settle();
        assertThat(browser.open("/today").text()).doesNotContain("Envois à décider");
    }

    @Test
    void a_failure_stays_until_something_else_is_said_there() {
        Conversation claire = writes(CLAIRE, "Bonjour");
        team(claire, "Voici le plan.");
        becomes("Voici le plan.", "failed", "131026");

        String page = browser.open("/today").text();
        assertThat(page).contains("Envois à décider", "Pas remis.", "Voici le plan.", ">Ouvrir<");
        assertThat(page).doesNotContain("Il est arrivé");
        assertThat(rail(page)).isEqualTo("1");

        team(claire, "Le plan, par un autre chemin.");
        assertThat(browser.open("/today").text()).doesNotContain("Envois à décider");
    }

    @Test
    void an_old_failure_and_one_in_a_closed_conversation_need_nobody() {
        Conversation claire = writes(CLAIRE, "Bonjour");
        team(claire, "Trop vieux.");
        becomes("Trop vieux.", "failed", "131026");
        hub.change("update conversations.message set state_at = state_at - interval '15 days' where workspace_id = '"
                + agency.id() + "' and state = 'failed'");
        Conversation tom = writes(TOM, "Hello");
        team(tom, "Clos.");
        becomes("Clos.", "failed", "131026");
        assertThat(browser.open("/today").text()).contains("Clos.").doesNotContain("Trop vieux.");

        agency.run(() -> conversations.close(tom.id(), agency.owner()));

        assertThat(browser.open("/today").text()).doesNotContain("Envois à décider");
    }

    @Test
    void a_failure_for_which_the_person_waits_is_there_once() {
        Conversation claire = writes(CLAIRE, "Bonjour");
        agency.answers("La formation coûte 490 €.");
        agency.phone(CLAIRE).writes("C’est combien ?");
        agency.waitForMessage(CLAIRE, "La formation coûte 490 €.");
        agency.settle();
        becomes("La formation coûte 490 €.", "failed", "131026");
        hub.change(
                "update conversations.conversation set waiting_since = now(), waiting_reason = 'not-delivered' where id = '"
                        + claire.id() + "'");
        String page = browser.open("/today").text();
        assertThat(page).contains("la réponse n’a pas pu être remise").doesNotContain("Envois à décider");
        assertThat(rail(page)).isEqualTo("1");
    }

    @Test
    void an_unsent_answer_is_told_with_what_no_entry_says_once() {
        Conversation claire = writes(CLAIRE, "Combien coûte une séance ?");
        hold(claire, "La séance coûte 60 €.");
        agency.run(() -> hub.part(Talks.class).handOver(claire.id(), claire.epoch(), "claim"));

        String waiting = browser.open("/today").text();
        assertThat(waiting)
                .contains("réponse rédigée, pas envoyée : aucune entrée ne dit <b dir=\"auto\">60 €</b>", "Relire")
                .doesNotContain("Envois à décider");
        assertThat(rail(waiting)).isEqualTo("1");

        agency.run(() -> conversations.takeOver(claire.id(), agency.owner()));
        String taken = browser.open("/today").text();
        assertThat(taken)
                .contains("Envois à décider", "La séance coûte 60 €.", "<b dir=\"auto\">60 €</b>")
                .doesNotContain("waiter-" + claire.id());
        assertThat(rail(taken)).isEqualTo("1");

        agency.run(() -> hub.part(Drafts.class).drop(claire.id()));
        assertThat(browser.open("/today").text()).doesNotContain("Envois à décider");
    }

    @Test
    void the_conversations_that_the_assistant_leads_are_those_where_nobody_is_wanted() {
        writes(CLAIRE, "Un");
        Conversation mine = writes(MOUNIR, "Deux");
        asks(TOM, "Quelqu’un ?");
        assertThat(browser.open("/today").text()).contains("L’assistant mène 2 autres conversations sans vous.");
        agency.run(() -> conversations.takeOver(mine.id(), agency.owner()));
        assertThat(browser.open("/today").text()).contains("L’assistant mène une autre conversation sans vous.");
    }

    @Test
    void before_the_first_conversation_nobody_is_said_to_wait() {
        assertThat(browser.open("/today").text())
                .contains("id=\"today-waiting\"")
                .doesNotContain("Personne n’attend.", "L’assistant mène");
    }

    @Test
    void each_part_is_renewed_by_itself_and_the_rail_counts_anew() {
        browser.scripted();
        assertThat(browser.open("/today/cards/waiting").text())
                .contains("<section class=\"today-card\" id=\"today-waiting\"")
                .doesNotContain("<html");
        Conversation tom = asks(TOM, "Quelqu’un ?");
        assertThat(browser.open("/today/cards/waiting").text()).contains("waiter-" + tom.id());
        assertThat(browser.open("/today/headline").text()).contains("Une personne attend une réponse.");
        assertThat(browser.open("/rail").text())
                .contains("id=\"count-today-title\" hx-swap-oob=\"true\"")
                .contains(">1</b>");
        assertThat(browser.open("/today/cards/nothing-of-the-kind").status()).isEqualTo(404);
    }

    @Test
    void a_neighbour_sees_nothing_of_it_and_a_stranger_is_sent_to_sign_in() {
        asks(TOM, "Je veux parler à quelqu’un");
        unknown("Ceci ne vous regarde pas", INES);
        ConnectedWorkspace neighbour = hub.newWorkspace();
        PlainBrowser elsewhere = PlainBrowser.signedIn(hub, neighbour.owner());

        String page = elsewhere.open("/today").text();

        assertThat(page).doesNotContain("Tom Baker", "Ceci ne vous regarde pas", "attend une réponse");
        assertThat(rail(page)).isEqualTo("0");
        assertThat(elsewhere.open("/today/cards/waiting").text()).doesNotContain("Tom Baker");
        assertThat(new PlainBrowser(hub.address()).open("/today").location()).startsWith("/sign-in");
        neighbour.close();
    }

    private static String rail(String page) {
        return page.replaceFirst("(?s).*id=\"count-today-title\"[^>]*>([^<]*)<.*", "$1");
    }

    private Conversation writes(Cast.Person person, String words) {
        agency.answers(seen -> new Verdict.Silence());
        return said(person, words);
    }

    private Conversation asks(Cast.Person person, String words) {
        agency.answers(seen -> new Verdict.HandOver("asked"));
        return said(person, words);
    }

    private Conversation said(Cast.Person person, String words) {
        agency.phone(person).writes(words);
        agency.waitForMessage(person, words);
        agency.settle();
        return agency.conversation(person);
    }

    private void team(Conversation conversation, String words) {
        var ignored = agency.in(() -> conversations.write(
                conversation.id(), agency.owner(), UUID.randomUUID().toString(), words));
        agency.settle();
    }

    private UUID unknown(String words, Cast.Person person) {
        team(writes(person, "Bonjour"), words);
        becomes(words, "unknown", "answer-lost");
        return agency.waitForMessage(person, words).id().value();
    }

    private void becomes(String words, String state, String reason) {
        hub.change("""
                update conversations.message set state = '%s', reason = '%s', state_at = state_at - interval '3 minutes' where workspace_id = '%s' and text = '%s'
                """.formatted(state, reason, agency.id(), words.replace("'", "''")));
    }

    private void waitedFor(Conversation conversation, String interval) {
        hub.change("update conversations.conversation set waiting_since = waiting_since - interval '" + interval
                + "' where id = '" + conversation.id() + "'");
    }

    private void hold(Conversation conversation, String text) {
        Reply reply = new Reply(
                text,
                new Reply.Grounds("model", Optional.of("m"), "price", List.of(new Reply.Source("1", "Les <prix>"))));
        ConversationId id = conversation.id();
        agency.run(() -> hub.part(Drafts.class).keep(id, conversation.epoch(), reply, List.of("60 €")));
    }
}
