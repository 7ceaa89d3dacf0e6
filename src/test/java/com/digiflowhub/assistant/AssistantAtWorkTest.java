package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a lead's phone to the answer on it: the whole hub, a simulated WhatsApp, and a simulated model or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantAtWorkTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace centre = open();

    @AfterEach
    void mend() {
        centre.sandbox().model().faults().clear();
    }

    @Test
    void a_lead_who_asks_for_the_price_reads_it_on_the_phone_without_any_model() {
        Phone phone = centre.phone(Cast.CLAIRE);
        phone.writes("Bonjour, c'est combien la formation ?");
        assertThat(lastReceived(phone, 1)).contains("assistant automatique de Maroni Formation", "1 490 €");
        assertThat(grounds(Cast.CLAIRE)).contains("\"by\":\"qa\"");
        assertThat(waits(Cast.CLAIRE)).isEmpty();
    }

    @Test
    void with_a_model_the_answer_says_which_model_and_what_it_rests_on() {
        ConnectedWorkspace modelled = open();
        connect(modelled);
        Phone phone = modelled.phone(Cast.INES);
        phone.writes("vous avez un parking ?");
        assertThat(lastReceived(phone, 1)).contains("parking gratuit");
        assertThat(grounds(modelled, Cast.INES)).contains("gpt-5-mini").contains("Où peut-on se garer");
    }

    @Test
    void a_failing_model_ends_with_a_person_and_one_sentence() {
        ConnectedWorkspace modelled = open();
        connect(modelled);
        modelled.sandbox().model().faults().on(Fault.ERROR_BEFORE);
        Phone phone = modelled.phone(Cast.TOM);
        phone.writes("How much does the course cost?");
        assertThat(lastReceived(phone, 1)).contains("someone from the team");
        assertThat(waits(modelled, Cast.TOM)).contains("model-failed");
        modelled.settle();
        assertThat(modelled.sandbox().model().faults().hits(Fault.ERROR_BEFORE))
                .as("three times for the answer, three times for the score")
                .isEqualTo(6);
    }

    @Test
    void a_model_that_is_busy_for_a_moment_answers_after_it() {
        ConnectedWorkspace modelled = open();
        connect(modelled);
        modelled.sandbox().model().faults().next(Fault.TOO_MANY, 1, "1");
        Phone phone = modelled.phone(Cast.CLAIRE);
        phone.writes("c'est combien la formation ?");
        assertThat(lastReceived(phone, 1)).contains("1 490 €");
        assertThat(waits(modelled, Cast.CLAIRE)).isEmpty();
    }

    @Test
    void several_short_messages_get_one_answer() {
        Phone phone = centre.phone(Cast.INES);
        phone.writes("Bonjour");
        phone.writes("j'ai une question");
        phone.writes("la formation c'est combien ?");
        Patience.waitUntil("an answer", () -> !said(Cast.INES).isEmpty());
        centre.settle();
        assertThat(said(Cast.INES))
                .anySatisfy(message -> assertThat(message.text()).contains("1 490 €"));
        assertThat(said(Cast.INES)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void who_asks_for_a_person_waits_for_one_and_is_not_told_twice() {
        Phone phone = centre.phone(Cast.MOUNIR);
        phone.writes("je voudrais parler à un conseiller");
        assertThat(lastReceived(phone, 1)).contains("une personne de l'équipe");
        assertThat(waits(Cast.MOUNIR)).contains("asked");
        phone.writes("vous êtes là ? je veux parler à quelqu'un");
        centre.settle();
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void after_a_person_took_over_it_is_silent_until_it_is_handed_back() {
        Phone phone = centre.phone(Cast.YUKI);
        phone.writes("vous avez un parking ?");
        assertThat(lastReceived(phone, 1)).contains("parking gratuit");
        Conversation conversation = centre.conversation(Cast.YUKI);
        Conversations conversations = hub.part(Conversations.class);
        centre.run(() -> conversations.takeOver(conversation.id(), centre.owner()));
        phone.writes("et c'est combien ?");
        Patience.waitUntil("it arrived", () -> texts(Cast.YUKI).contains("et c'est combien ?"));
        centre.settle();
        assertThat(phone.received()).hasSize(1);
        centre.run(() -> conversations.handBack(conversation.id(), centre.owner()));
        phone.writes("quel est le prix ?");
        assertThat(lastReceived(phone, 2)).contains("1 490 €").doesNotContain("assistant automatique");
    }

    @Test
    void the_check_of_the_connection_is_kept_with_it() {
        ConnectedWorkspace modelled = open();
        ConnectionId model = connect(modelled);
        List<Finding> findings = modelled.in(() -> hub.part(Connections.class).check(model));
        assertThat(findings).extracting(Finding::code).containsExactly("openai.fine");
        modelled.sandbox().model().faults().next(Fault.REFUSE, 1, "invalid_api_key");
        assertThat(modelled.in(() -> hub.part(Connections.class).check(model)))
                .extracting(Finding::code)
                .containsExactly("openai.key-refused");
        assertThat(modelled.in(() -> hub.part(Assistant.class).standing()))
                .isEqualTo(new Assistant.Standing.QaAlone(true, Seed.entries().size()));
    }

    @Test
    void the_key_is_never_stored_in_the_clear() {
        ConnectedWorkspace modelled = open();
        connect(modelled);
        assertThat(modelled.look("""
                select c.settings::text || encode(c.secrets, 'escape') from connections.connection c where c.workspace_id = :here
                """)).noneMatch(row -> row.contains("sk-sandbox"));
    }

    /** A workspace with the demo's knowledge, where nobody but the assistant answers. */
    private ConnectedWorkspace open() {
        ConnectedWorkspace workspace = hub.newWorkspace();
        workspace.answersByItself();
        workspace.run(() -> {
            hub.part(QaEntries.class).replace(Seed.entries());
            hub.part(AiConfigurations.class).save(Seed.configuration());
        });
        return workspace;
    }

    private ConnectionId connect(ConnectedWorkspace workspace) {
        Map<String, String> settings = Map.of(
                "apiKey",
                "sk-sandbox",
                "baseUrl",
                workspace.sandbox().modelAddress().toString());
        Saved saved = workspace.in(() -> hub.part(Connections.class).create("openai", "Modèle", settings));
        if (saved instanceof Saved.Kept kept) {
            return kept.connection().id();
        }
        throw new AssertionError("not kept: " + saved);
    }

    private static String lastReceived(Phone phone, int howMany) {
        return Patience.waitFor("answers", phone::received, received -> received.size() >= howMany)
                .getLast()
                .text();
    }

    private List<Message> said(Cast.Person person) {
        return said(centre, person);
    }

    private static List<Message> said(ConnectedWorkspace workspace, Cast.Person person) {
        return workspace.messages(person).stream()
                .filter(message -> message.sender() == Author.BOT)
                .toList();
    }

    private List<String> texts(Cast.Person person) {
        return centre.messages(person).stream().map(Message::text).toList();
    }

    private String grounds(Cast.Person person) {
        return grounds(centre, person);
    }

    private static String grounds(ConnectedWorkspace workspace, Cast.Person person) {
        return said(workspace, person).getLast().grounds().orElseThrow().replace("\": \"", "\":\"");
    }

    private Optional<String> waits(Cast.Person person) {
        return waits(centre, person);
    }

    private static Optional<String> waits(ConnectedWorkspace workspace, Cast.Person person) {
        return workspace.conversation(person).waiting().map(Conversation.Waiting::reason);
    }
}
