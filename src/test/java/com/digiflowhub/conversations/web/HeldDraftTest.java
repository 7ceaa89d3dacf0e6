package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that the assistant wrote and did not send: a person sends it, changes it or throws it away. */
class HeldDraftTest {
    private static final String HELD = "La séance <dure> 45 minutes & coûte 60 €.";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser =
            PlainBrowser.signedIn(hub, agency.owner()).speaking("en");
    private final Drafts drafts = hub.part(Drafts.class);
    private final Conversation with = started();
    private String page = "";

    @BeforeEach
    void open() {
        page = "/inbox/" + with.id();
        browser.open(page);
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void it_is_shown_with_what_no_entry_holds_and_not_sent() {
        keep(HELD);
        assertThat(browser.open(page).text())
                .contains(
                        "Written, not sent",
                        "These stand in none of the entries it used:",
                        "It used:",
                        "Les &lt;prix&gt;")
                .contains(
                        "<b class=\"claim\" dir=\"auto\">60 €</b>",
                        "La séance &lt;dure&gt; 45 minutes &amp; coûte 60 €.")
                .doesNotContain("<dure>");
        assertThat(browser.speaking("fr").open(page).text()).contains("Rédigé, pas envoyé", "Envoyer tel quel");
        assertThat(ours()).isEmpty();
    }

    @Test
    void sent_as_it_is_it_leaves_once_as_the_person_s() {
        keep(HELD);

        assertThat(browser.submit(page + "/draft/send", Map.of()).location()).isEqualTo(page);

        assertThat(agency.waitForMessage(CLAIRE, HELD).sender()).isEqualTo(Author.USER);
        assertThat(agency.conversation(CLAIRE).owner()).contains(agency.owner());
        assertThat(held()).isEmpty();
        assertThat(browser.submit(page + "/draft/send", Map.of()).status()).isEqualTo(404);
        agency.settle();
        assertThat(ours()).hasSize(1);
        assertThat(browser.open(page).text()).doesNotContain("id=\"held\"");
    }

    @Test
    void changed_words_leave_instead_of_it() {
        keep(HELD);
        browser.submit(page + "/messages", Map.of("client", "changed", "text", "La séance dure 45 minutes."));
        agency.settle();
        assertThat(ours()).extracting(Message::text).containsExactly("La séance dure 45 minutes.");
        assertThat(held()).isEmpty();
    }

    @Test
    void thrown_away_it_is_gone_and_nothing_left() {
        keep(HELD);
        assertThat(browser.submit(page + "/draft/drop", Map.of()).location()).isEqualTo(page);
        assertThat(held()).isEmpty();
        assertThat(browser.submit(page + "/draft/drop", Map.of()).location())
                .as("pressed twice")
                .isEqualTo(page);
        assertThat(browser.submit(page + "/draft/send", Map.of()).status()).isEqualTo(404);
        assertThat(ours()).isEmpty();
        assertThat(agency.conversation(CLAIRE).owner()).isEmpty();
    }

    @Test
    void a_newer_one_takes_the_place_of_the_one_before() {
        keep("Le premier.");
        keep("Le second.");
        assertThat(browser.open(page).text()).contains("Le second.").doesNotContain("Le premier.");
    }

    @Test
    void what_was_being_written_when_a_person_took_over_is_not_kept() {
        long seen = with.epoch();
        agency.run(() -> hub.part(Conversations.class).takeOver(with.id(), agency.owner()));
        keep(HELD, seen);
        assertThat(held()).isEmpty();
        keep(HELD, agency.conversation(CLAIRE).epoch());
        assertThat(held()).as("a person answers now").isEmpty();
    }

    @Test
    void one_that_was_held_before_stays_readable_after_a_person_took_over() {
        keep(HELD);
        browser.submit(page + "/take-over", Map.of());
        assertThat(browser.open(page).text()).contains("id=\"held-text\"");
        browser.submit(page + "/draft/send", Map.of());
        agency.settle();
        assertThat(ours()).extracting(Message::text).containsExactly(HELD);
    }

    @Test
    void one_that_cannot_leave_stands_in_the_field_and_stays_held() {
        keep(HELD);
        hub.change("update conversations.conversation set window_until = now() - interval '1 hour' where id = '"
                + with.id() + "'");
        PlainBrowser.Shown refused = browser.submit(page + "/draft/send", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("La séance &lt;dure&gt; 45 minutes");
        assertThat(held()).isPresent();
        assertThat(ours()).isEmpty();
    }

    @Test
    void another_workspace_neither_sees_sends_nor_drops_it() {
        keep(HELD);
        ConnectedWorkspace elsewhere = hub.newWorkspace();
        PlainBrowser stranger = PlainBrowser.signedIn(hub, elsewhere.owner());
        stranger.open("/inbox");
        assertThat(stranger.submit(page + "/draft/send", Map.of()).status()).isEqualTo(404);
        PlainBrowser.Shown ignored = stranger.submit(page + "/draft/drop", Map.of());
        elsewhere.run(() -> drafts.drop(with.id()));
        assertThat(browser.submitBare(page + "/draft/drop", Map.of()).status()).isEqualTo(403);
        assertThat(held()).map(Drafts.Draft::text).contains(HELD);
        assertThat(elsewhere.in(() -> drafts.of(with.id()))).isEmpty();
    }

    private Conversation started() {
        agency.phone(CLAIRE).writes("Combien coûte une séance ?");
        agency.waitForMessage(CLAIRE, "Combien coûte une séance ?");
        agency.settle();
        return agency.conversation(CLAIRE);
    }

    private void keep(String text) {
        keep(text, with.epoch());
    }

    private void keep(String text, long epoch) {
        Reply reply = new Reply(
                text,
                new Reply.Grounds("model", Optional.of("m"), "price", List.of(new Reply.Source("1", "Les <prix>"))));
        ConversationId id = with.id();
        agency.run(() -> drafts.keep(id, epoch, reply, List.of("45 minutes", "60 €")));
    }

    private Optional<Drafts.Draft> held() {
        return agency.in(() -> drafts.of(with.id()));
    }

    private List<Message> ours() {
        return agency.messages(CLAIRE).stream()
                .filter(message -> message.sender() != Author.CONTACT)
                .toList();
    }
}
