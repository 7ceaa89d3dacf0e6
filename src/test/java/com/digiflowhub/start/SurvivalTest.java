package com.digiflowhub.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One hub in a process of its own, as whoever runs the tests (root too), with what kills hubs at night. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalTest {
    private HubProcess hub;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path empty) {
        folder = empty;
        hub = HubProcess.start(folder, Map.of());
        hub.awaitAnswers();
    }

    @AfterAll
    void stop() {
        long postgres = hub.postgresId();
        hub.close();
        assertThat(ProcessHandle.of(postgres).map(ProcessHandle::isAlive).orElse(false))
                .as("a hub that stops takes its PostgreSQL along")
                .isFalse();
    }

    @Test
    void a_second_hub_on_the_same_folder_is_refused_in_one_clear_sentence() {
        HubProcess second =
                HubProcess.start(folder, Map.of("HUB_DATA_DIR", hub.data().toString()));
        assertThat(second.process().exitCode()).isEqualTo(1);
        assertThat(second.process().words())
                .contains("HUB_DATA_DIR names the folder " + hub.data())
                .contains("on which another hub is running")
                .doesNotContain("\tat ");
        assertThat(hub.answers()).isTrue();
    }

    @Test
    void a_killed_postgresql_is_started_again_on_its_port_and_the_hub_goes_on() {
        long before = hub.postgresId();
        hub.killPostgres();
        Patience.waitUntil(
                "the old server is gone",
                () -> ProcessHandle.of(before)
                        .map(ProcessHandle::isAlive)
                        .orElse(false)
                        .equals(false));
        hub.awaitAnswers();
        assertThat(hub.postgresId()).isNotEqualTo(before);
        assertThat(hub.process().alive()).isTrue();
    }

    @Test
    void a_killed_hub_leaves_an_orphan_that_the_next_start_stops_first() {
        long orphan = hub.postgresId();
        hub.killHub();
        assertThat(ProcessHandle.of(orphan)).as("the orphan").isPresent();
        hub.startAgain();
        hub.awaitAnswers();
        assertThat(hub.postgresId()).isNotEqualTo(orphan);
        assertThat(ProcessHandle.of(orphan)).isEmpty();
    }

    @Test
    void hub_and_postgresql_killed_together_start_again_without_any_repair() {
        hub.killPostgres();
        hub.killHub();
        hub.startAgain();
        hub.awaitAnswers();
        assertThat(hub.answers()).isTrue();
    }
}
