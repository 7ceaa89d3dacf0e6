package com.digiflowhub.conversations.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.reconciliation.Nightly.Due;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each day is asked for once, after it is over, while the workspace sleeps. */
class NightlyTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Test
    void a_day_is_due_at_three_in_the_morning_of_the_next_in_the_workspace_s_own_zone() {
        assertThat(due("Europe/Paris", MONDAY, "2026-11-25T01:59:59Z")).isEmpty();
        assertThat(due("Europe/Paris", MONDAY, "2026-11-25T02:00:00Z")).containsExactly(MONDAY.plusDays(1));
        assertThat(due("America/Cayenne", MONDAY, "2026-11-25T05:59:59Z")).isEmpty();
        assertThat(due("America/Cayenne", MONDAY, "2026-11-25T06:00:00Z")).containsExactly(MONDAY.plusDays(1));
    }

    @Test
    void days_that_passed_while_no_hub_ran_are_asked_for_later_a_week_of_them_at_most() {
        assertThat(due("UTC", MONDAY, "2026-11-27T12:00:00Z"))
                .containsExactly(MONDAY.plusDays(1), MONDAY.plusDays(2), MONDAY.plusDays(3));
        assertThat(due("UTC", MONDAY.minusDays(40), "2026-11-27T12:00:00Z"))
                .hasSize(7)
                .last()
                .isEqualTo(MONDAY.plusDays(3));
    }

    @Test
    void no_day_before_the_workspace_was_there_is_asked_for() {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        Due young = new Due(new WorkspaceId(UUID.randomUUID()), "UTC", now, Optional.empty());
        assertThat(young.due(now)).isEmpty();
        assertThat(young.due(now.plusSeconds(86_400))).containsExactly(LocalDate.of(2026, 11, 27));
    }

    @Test
    void a_zone_that_nobody_knows_is_taken_as_utc() {
        assertThat(due("Atlantis", MONDAY, "2026-11-25T03:00:00Z")).containsExactly(MONDAY.plusDays(1));
    }

    @Test
    void each_round_asks_for_what_is_over_and_was_not_asked_for_yet() {
        RunningHub hub = RunningHub.shared();
        try (ConnectedWorkspace agency = hub.newWorkspace()) {
            agency.itIs(12);
            hub.change(
                    "update identity.workspace set created_at = created_at - interval '3 days' where workspace_id = '"
                            + agency.id() + "'");
            hub.part(Nightly.class).round();
            agency.settle();
            List<List<String>> asked = days(agency);
            assertThat(asked).hasSize(3).allMatch(day -> day.getLast().equals("t"));

            hub.part(Nightly.class).round();
            agency.settle();
            assertThat(days(agency)).isEqualTo(asked);
        }
    }

    private static List<LocalDate> due(String zone, LocalDate last, String now) {
        return new Due(new WorkspaceId(UUID.randomUUID()), zone, LONG_AGO, Optional.of(last)).due(Instant.parse(now));
    }

    private static List<List<String>> days(ConnectedWorkspace agency) {
        return agency.rows("""
                select day, asked_at, started_at, finished_at is not null from conversations.reconciliation
                 where workspace_id = :here order by day""");
    }
}
