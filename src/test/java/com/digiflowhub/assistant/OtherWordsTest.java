package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.embeddings.Embedder;
import com.digiflowhub.assistant.embeddings.Embeddings;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A question that shares no word with the entry that answers it: found where the model server gives embeddings, and never waited for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherWordsTest {
    private static final String GERMAN_FOR_PRICE = "wie teuer ist das ganze";
    private static final float[] PRICE = {1, 0, 0};
    private static final float[] ABOUT_PRICE = {0.9f, 0.4f, 0};
    private static final float[] SOMEWHAT = {0.5f, 0, 0.8f};
    private static final float[] OTHER = {0, 0, 1};
    private static final float[] NONE = {};
    /** More rounds of work than the training centre's entries need. */
    private static final int ROUNDS = 4;

    private final AnsweringHub hub = new AnsweringHub();
    private ListeningModel model = new ListeningModel();
    private final QaEntries entries = hub.part(QaEntries.class);
    private final Embedder embedder = new Embedder(hub.part("embedding"));
    private WorkspaceId centre = hub.trainingCentre();

    /** What a server has is remembered for a while, so each test has a server of its own. */
    @BeforeEach
    void a_new_workspace_and_server() {
        model.close();
        model = new ListeningModel().means(OtherWordsTest::direction);
        centre = hub.trainingCentre();
    }

    @AfterAll
    void close() {
        model.close();
        hub.close();
    }

    private static float[] direction(String text) {
        if (text.equals(GERMAN_FOR_PRICE)) {
            return ABOUT_PRICE;
        }
        return text.startsWith("Quel est le prix") ? PRICE : OTHER;
    }

    @Test
    void the_entry_is_shown_to_the_model_and_its_price_may_be_said() {
        connect(centre);
        embed(centre);
        model.says("Die Ausbildung kostet 1 490 €.");
        Lead lead = Lead.of(hub, centre).says(GERMAN_FOR_PRICE);
        assertThat(shown()).anySatisfy(question -> assertThat(question).startsWith("Quel est le prix"));
        assertThat(lead.waitsBecause()).isEmpty();
        assertThat(lead.answer()).contains("1 490 €");
    }

    @Test
    void what_is_nearest_comes_first_where_no_word_fits_and_right_after_the_best_where_one_does() {
        connect(centre);
        model.means(text -> text.startsWith("Où peut-on se garer") ? SOMEWHAT : direction(text));
        embed(centre);
        assertThat(found(centre)).containsExactly("Quel est le prix de la formation ?", "Où peut-on se garer ?");
        model.means(text -> text.contains("garer") ? ABOUT_PRICE : direction(text));
        Scene scene = Tenancy.in(centre, () -> widened("où se garer"));
        assertThat(scene.entries())
                .extracting(one -> one.entry().question())
                .startsWith("Où peut-on se garer ?", "Quel est le prix de la formation ?")
                .doesNotHaveDuplicates();
    }

    @Test
    void with_a_model_of_another_family_it_is_shown_and_its_price_goes_to_a_person() {
        model.embedsWith("nomic-embed-text");
        connect(centre);
        embed(centre);
        model.says("Die Ausbildung kostet 1 490 €.");
        Lead lead = Lead.of(hub, centre).says(GERMAN_FOR_PRICE);
        assertThat(shown()).anySatisfy(question -> assertThat(question).startsWith("Quel est le prix"));
        assertThat(lead.waitsBecause()).contains("unsure");
    }

    @Test
    void a_text_that_the_server_cannot_read_keeps_no_other_from_being_read() {
        connect(centre);
        model.means(text -> text.startsWith("Quand commence") ? NONE : direction(text));
        assertThat(embedder.run(centre, 0)).isInstanceOf(Outcome.Again.class);
        embed(centre, 3);
        assertThat(nearest(centre)).startsWith("Quel est le prix");
        assertThat(hub.look("select 1 from assistant.qa_entry e where workspace_id = '" + centre
                        + "' and not exists (select from assistant.qa_embedding m where m.entry_id = e.id)"))
                .isEmpty();
    }

    @Test
    void without_embeddings_no_word_leads_to_it() {
        assertThat(found(centre)).isEmpty();
        connect(centre);
        assertThat(found(centre)).isEmpty();
        assertThat(nearest(centre)).isEmpty();
    }

    @Test
    void an_entry_that_was_changed_counts_again_once_it_was_read_anew() {
        connect(centre);
        embed(centre);
        assertThat(nearest(centre)).startsWith("Quel est le prix");
        QaEntry price = price();
        change(price, "Quelle est la couleur des murs ?", Optional.empty());
        assertThat(nearest(centre)).isNotEmpty().doesNotContain("couleur", "prix");
        embed(centre);
        assertThat(found(centre)).noneMatch(question -> question.contains("prix"));
    }

    @Test
    void an_entry_that_is_out_of_date_or_removed_is_not_found() {
        connect(centre);
        QaEntry price = price();
        change(price, price.question(), Optional.of(Duration.ofHours(1)));
        embed(centre);
        assertThat(nearest(centre)).startsWith("Quel est le prix");
        hub.time().advance(Duration.ofHours(2));
        assertThat(nearest(centre)).doesNotContain("prix");
        assertThat(Tenancy.in(centre, () -> entries.remove(price.id()))).isTrue();
        assertThat(hub.look("select 1 from assistant.qa_embedding where entry_id = '" + price.id() + "'"))
                .isEmpty();
    }

    @Test
    void another_workspace_finds_nothing_of_ours() {
        connect(centre);
        embed(centre);
        WorkspaceId other = hub.trainingCentre();
        connect(other);
        embed(other);
        assertThat(near(other)).isNotEmpty().doesNotContainAnyElementsOf(near(centre));
        assertThat(Tenancy.in(other, () -> entries.find(near(other)))).hasSameSizeAs(near(other));
    }

    @Test
    void a_server_that_fails_leaves_the_search_to_the_words() {
        connect(centre);
        embed(centre);
        model.means(text -> NONE);
        assertThat(nearest(centre)).isEmpty();
        model.says("Elle coûte 1 490 €.");
        assertThat(Lead.of(hub, centre).says("c'est combien la formation ?").answer())
                .contains("1 490 €");
    }

    @Test
    void a_server_that_fails_is_asked_again_a_few_times_and_then_left_alone() {
        connect(centre);
        model.means(text -> NONE);
        assertThat(embedder.run(centre, 0)).isInstanceOf(Outcome.Again.class);
        assertThat(embedder.run(centre, 3)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void entries_that_are_taught_are_seen_to_without_anybody_asking() {
        assertThat(hub.look(
                        "select kind from work.item where workspace_id = '" + centre + "' and kind = 'embed-entries'"))
                .hasSize(1);
    }

    private List<String> shown() {
        return ListeningModel.knowledge(model.last())
                .valueStream()
                .map(entry -> entry.path("question").asString())
                .toList();
    }

    private List<String> found(WorkspaceId workspace) {
        return Tenancy.in(workspace, () -> widened(GERMAN_FOR_PRICE)).entries().stream()
                .map(one -> one.entry().question())
                .toList();
    }

    private Scene widened(String question) {
        Scene scene = hub.part(Rehearsal.class)
                .scene(List.of(), question, hub.part(AiConfigurations.class).current());
        return hub.part(Models.class)
                .inForce()
                .map(model -> hub.part(Grounding.class).widened(scene, model))
                .orElse(scene);
    }

    private Optional<Embeddings.Nearest> nearest() {
        Embeddings embeddings = hub.part(Embeddings.class);
        return hub.part(Models.class)
                .inForce()
                .flatMap(model -> embeddings.meaning(GERMAN_FOR_PRICE, model))
                .map(meaning -> embeddings.nearest(meaning, 8));
    }

    /** The question of the entry that is nearest, empty where none is found. */
    private String nearest(WorkspaceId workspace) {
        return Tenancy.in(
                workspace,
                () -> nearest().stream()
                        .flatMap(near -> near.entries().entrySet().stream())
                        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                        .flatMap(one -> entries.find(new QaEntryId(one.getKey())))
                        .map(QaEntry::question)
                        .orElse(""));
    }

    private List<QaEntryId> near(WorkspaceId workspace) {
        return Tenancy.in(
                workspace,
                () -> nearest().stream()
                        .flatMap(near -> near.entries().keySet().stream())
                        .map(QaEntryId::new)
                        .toList());
    }

    private QaEntry price() {
        return Tenancy.in(centre, () -> entries.best("prix", 1)).getFirst().entry();
    }

    private void change(QaEntry entry, String question, Optional<Duration> lasts) {
        hub.time().advance(Duration.ofSeconds(1));
        QaEntry.Draft draft = new QaEntry.Draft(
                question,
                entry.response(),
                entry.category(),
                List.of(),
                true,
                Optional.empty(),
                lasts.map(hub.time().instant()::plus));
        assertThat(Tenancy.in(centre, () -> entries.change(entry.id(), draft))).isTrue();
    }

    private void connect(WorkspaceId workspace) {
        Map<String, String> settings = Map.of(
                "apiKey", "sk-test", "model", "m", "baseUrl", model.address().toString());
        assertThat(hub.connect(workspace, "openai", settings).provider()).isEqualTo("openai");
    }

    /** Until every entry has one. */
    private void embed(WorkspaceId workspace) {
        embed(workspace, 0);
    }

    private void embed(WorkspaceId workspace, int attempts) {
        for (int round = 0; round < ROUNDS; round++) {
            Outcome outcome = embedder.run(workspace, attempts);
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(hub.transaction(workspace, () -> {
                        ((Outcome.Done) outcome).effect().write();
                        return true;
                    }))
                    .isTrue();
        }
    }
}
