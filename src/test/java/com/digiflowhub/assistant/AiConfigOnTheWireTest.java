package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfiguration.BrandMemory;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each field of the configuration has the effect that its page states, seen in what the model server is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AiConfigOnTheWireTest {
    private static final String QUESTION = "c'est combien la formation ?";
    private static final BrandMemory NO_BRAND = new BrandMemory("", List.of(), List.of());

    private final AnsweringHub hub = new AnsweringHub();
    private final ListeningModel model = new ListeningModel();
    private WorkspaceId centre = AnsweringHub.newWorkspace();

    @BeforeEach
    void open() {
        centre = AnsweringHub.newWorkspace();
        Tenancy.run(centre, () -> hub.part(QaEntries.class).replace(Seed.entries()));
        hub.connect(
                centre,
                "openai",
                Map.of("apiKey", "sk", "model", "m", "baseUrl", model.address().toString()));
        model.asked().clear();
        model.says("La formation coûte 1 490 € TTC.");
    }

    @AfterAll
    void close() {
        model.close();
        hub.close();
    }

    @Test
    void company_name_is_told_and_introduces_the_first_answer() {
        assertThat(company(with("Canari SARL", "", "", "")).path("name").asString())
                .isEqualTo("Canari SARL");
        assertThat(Lead.of(hub, centre).says(QUESTION).answer())
                .startsWith("Bonjour, je suis l'assistant automatique de Canari SARL.");
    }

    @Test
    void industry_is_told() {
        assertThat(company(with("", "canari-trade", "", "")).path("industry").asString())
                .isEqualTo("canari-trade");
    }

    @Test
    void target_audience_is_told_as_who_writes() {
        assertThat(company(with("", "", "canari-people", "")).path("audience").asString())
                .isEqualTo("canari-people");
        assertThat(rules()).contains("\"audience\" is who writes to you");
    }

    @Test
    void main_product_is_told() {
        assertThat(company(with("", "", "", "canari-product")).path("product").asString())
                .isEqualTo("canari-product");
    }

    @Test
    void pain_points_are_told_as_what_to_reassure_about() {
        assertThat(company(with(List.of("canari-worry"), "", "", List.of(), List.of(), NO_BRAND))
                        .at("/worriesOfTheAudience/0")
                        .asString())
                .isEqualTo("canari-worry");
        assertThat(rules()).contains("\"worriesOfTheAudience\" what to reassure them about");
    }

    @Test
    void unique_value_is_told_as_what_to_put_forward_and_its_figures_may_be_said() {
        model.says("Un suivi de 97 jours, et la formation coûte 1 490 € TTC.");
        assertThat(company(with(List.of(), "suivi de 97 jours", "", List.of(), List.of(), NO_BRAND))
                        .path("difference")
                        .asString())
                .isEqualTo("suivi de 97 jours");
        assertThat(rules()).contains("\"difference\" is what to put\nforward");
        assertThat(Lead.of(hub, centre).says(QUESTION).answer()).contains("97 jours");
    }

    @Test
    void competitors_are_told_as_never_to_be_named() {
        assertThat(company(with(List.of(), "", "canari-rival", List.of(), List.of(), NO_BRAND))
                        .path("competitors")
                        .asString())
                .isEqualTo("canari-rival");
        assertThat(rules()).contains("\"competitors\" is ever named");
    }

    @Test
    void objectives_are_told_as_where_to_lead() {
        assertThat(company(with(List.of(), "", "", List.of("canari-aim"), List.of(), NO_BRAND))
                        .at("/aims/0")
                        .asString())
                .isEqualTo("canari-aim");
        assertThat(rules()).contains("\"aims\" is where to lead");
    }

    @Test
    void no_go_topics_are_told_and_held_on_both_sides() {
        AiConfiguration forbidden = with(List.of(), "", "", List.of(), List.of("voyance"), NO_BRAND);
        Lead lead = publish(forbidden).says(QUESTION);
        assertThat(ListeningModel.instructions(model.last())).contains("NEVER:\n[\"voyance\"]");
        assertThat(lead.waitsBecause()).isEmpty();
        model.asked().clear();
        Lead asks = Lead.of(hub, centre).says("vous faites de la voyance ?");
        assertThat(asks.waitsBecause()).contains("no-go");
        assertThat(model.asked()).as("the model never hears of it").isEmpty();
        model.says("La voyance dit que la formation coûte 1 490 € TTC.");
        Lead told = Lead.of(hub, centre).says(QUESTION);
        assertThat(told.waitsBecause()).contains("no-go");
        assertThat(told.answers()).noneMatch(message -> message.text().contains("oyance"));
    }

    @Test
    void tone_is_told() {
        assertThat(company(brand("canari-tone", List.of(), List.of()))
                        .path("tone")
                        .asString())
                .isEqualTo("canari-tone");
        assertThat(rules()).contains("in the tone described under COMPANY");
    }

    @Test
    void keywords_are_told_as_words_to_use() {
        assertThat(company(brand("", List.of("canari-word"), List.of()))
                        .at("/keywords/0")
                        .asString())
                .isEqualTo("canari-word");
        assertThat(rules()).contains("use \"keywords\" where they fit");
    }

    @Test
    void values_are_told_as_what_to_stay_true_to() {
        assertThat(company(brand("", List.of(), List.of("canari-value")))
                        .at("/values/0")
                        .asString())
                .isEqualTo("canari-value");
        assertThat(rules()).contains("stay true to \"values\"");
    }

    @Test
    void a_draft_changes_nothing_on_the_wire_until_it_is_published() {
        AiConfigurations configurations = hub.part(AiConfigurations.class);
        publish(with("Avant", "", "", ""));
        Tenancy.run(centre, () -> configurations.write(with("Après", "", "", ""), new UserId(UUID.randomUUID())));
        Lead.of(hub, centre).says(QUESTION);
        assertThat(ListeningModel.instructions(model.last())).contains("Avant").doesNotContain("Après");
        Tenancy.run(centre, () -> {
            assertThat(hub.part(Rehearsal.class).answer(List.of(), QUESTION, true))
                    .isInstanceOf(Rehearsal.Answer.Said.class);
        });
        assertThat(ListeningModel.instructions(model.last())).contains("Après");
    }

    @Test
    void a_configuration_that_forbids_everything_ends_with_a_person() {
        Lead lead = publish(with(List.of(), "", "", List.of(), List.of("formation", "prix", "combien"), NO_BRAND))
                .says(QUESTION);
        assertThat(lead.waitsBecause()).contains("no-go");
        assertThat(lead.answer()).contains("une personne de l'équipe");
    }

    private static AiConfiguration with(String company, String industry, String audience, String product) {
        return new AiConfiguration(
                company, industry, audience, product, List.of(), "", "", List.of(), List.of(), NO_BRAND);
    }

    private static AiConfiguration with(
            List<String> worries,
            String difference,
            String competitors,
            List<String> aims,
            List<String> never,
            BrandMemory brand) {
        return new AiConfiguration("", "", "", "", worries, difference, competitors, aims, never, brand);
    }

    private static AiConfiguration brand(String tone, List<String> keywords, List<String> values) {
        return with(List.of(), "", "", List.of(), List.of(), new BrandMemory(tone, keywords, values));
    }

    private Lead publish(AiConfiguration configuration) {
        Tenancy.run(centre, () -> hub.part(AiConfigurations.class).save(configuration));
        return Lead.of(hub, centre);
    }

    /** What the model is told of the company once the configuration is in force. */
    private JsonNode company(AiConfiguration configuration) {
        publish(configuration).says(QUESTION);
        String told = ListeningModel.instructions(model.last());
        int begins = told.indexOf("\nCOMPANY:\n") + "\nCOMPANY:\n".length();
        return JsonMapper.shared().readTree(told.substring(begins, told.indexOf("\n\nNEVER:")));
    }

    private String rules() {
        return ListeningModel.instructions(model.last()).replaceAll("\n +", "\n");
    }
}
