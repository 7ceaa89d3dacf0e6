package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfiguration.BrandMemory;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions are counted without a gap, and a draft belongs to the workspace and to nobody in it. */
class AiConfigVersionsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final AiConfigurations configurations = hub.part(AiConfigurations.class);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void without_any_the_draft_and_the_one_in_force_are_empty() {
        assertThat(agency.in(configurations::current)).isEqualTo(AiConfiguration.NONE);
        assertThat(agency.in(configurations::draft)).isEqualTo(AiConfiguration.NONE);
        assertThat(agency.in(configurations::versions)).isEmpty();
        agency.run(configurations::forget);
        assertThat(agency.in(() -> configurations.version(1))).isEmpty();
    }

    @Test
    void an_empty_one_can_be_published_and_counts() {
        publish("");
        assertThat(agency.in(configurations::versions)).hasSize(1);
        publish("");
        assertThat(agency.in(configurations::versions)).hasSize(1);
    }

    @Test
    void a_return_to_the_one_in_force_adds_none_and_ends_the_draft() {
        publish("Un");
        agency.run(() -> configurations.write(named("Brouillon"), agency.owner()));
        publish("Un");
        assertThat(agency.in(configurations::versions)).hasSize(1);
        assertThat(agency.in(configurations::draft)).isEqualTo(named("Un"));
    }

    @Test
    void each_version_keeps_who_published_it_and_the_newest_comes_first() {
        publish("Un");
        agency.run(() -> configurations.save(named("Deux")));
        List<AiConfigurations.Version> versions = agency.in(configurations::versions);
        assertThat(versions).extracting(AiConfigurations.Version::n).containsExactly(2, 1);
        assertThat(versions)
                .extracting(AiConfigurations.Version::publishedBy)
                .containsExactly(Optional.<UserId>empty(), Optional.of(agency.owner()));
        assertThat(agency.in(() -> configurations.version(1)).orElseThrow().configuration())
                .isEqualTo(named("Un"));
    }

    @Test
    void many_who_publish_at_once_make_as_many_versions_and_no_gap() throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            String name = "De " + n;
            all.add(() -> {
                publish(name);
                return true;
            });
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : people.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        List<AiConfigurations.Version> versions = agency.in(configurations::versions);
        assertThat(versions).extracting(AiConfigurations.Version::n).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(versions.getFirst().configuration()).isEqualTo(agency.in(configurations::current));
    }

    @Test
    void the_last_who_writes_a_draft_is_the_one_whose_words_stand() {
        agency.run(() -> configurations.write(named("La première"), agency.owner()));
        agency.run(() -> configurations.write(named("La seconde"), agency.owner()));
        assertThat(agency.in(configurations::draft)).isEqualTo(named("La seconde"));
        assertThat(agency.in(configurations::current)).isEqualTo(AiConfiguration.NONE);
    }

    @Test
    void drafts_and_versions_of_another_workspace_are_not_there() {
        publish("Ici");
        agency.run(() -> configurations.write(named("Brouillon d’ici"), agency.owner()));
        ConnectedWorkspace elsewhere = hub.newWorkspace();
        elsewhere.run(configurations::forget);
        assertThat(elsewhere.in(configurations::draft)).isEqualTo(AiConfiguration.NONE);
        assertThat(elsewhere.in(() -> configurations.version(1))).isEmpty();
        assertThat(elsewhere
                        .api()
                        .post("/api/ai-config/versions/1/return", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(agency.in(configurations::draft)).isEqualTo(named("Brouillon d’ici"));
    }

    @Test
    void a_list_with_a_null_in_it_is_refused_and_not_a_fault_of_the_hub() {
        ApiCaller api = agency.api();
        List<String> holed = Arrays.asList("un", null);
        assertThat(api.put("/api/ai-config", Map.of("objectives", holed)).status())
                .isEqualTo(400);
        assertThat(api.put("/api/qa-training/synonyms", Map.of("groups", List.of(holed)))
                        .status())
                .isEqualTo(400);
        assertThat(api.put("/api/qa-training/synonyms", Map.of("groups", Arrays.asList(List.of("a", "b"), null)))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/qa-training", Map.of("question", "A ?", "response", "Oui.", "tags", holed))
                        .status())
                .isEqualTo(400);
    }

    private void publish(String name) {
        agency.run(() -> configurations.publish(named(name), Optional.of(agency.owner())));
    }

    private static AiConfiguration named(String name) {
        return new AiConfiguration(
                name, "", "", "", List.of(), "", "", List.of(), List.of(), new BrandMemory("", List.of(), List.of()));
    }
}
