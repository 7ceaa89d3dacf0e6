package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.rounds.Rounds;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks for the account of each day once it is over, at an hour at which the workspace sleeps; also for those of a week that passed while no
 * hub ran. No alarm stands in between: what is asked for is written down, so several nodes may do it at once.
 */
@Component
class Nightly implements SmartLifecycle {
    private static final LocalTime QUIET = LocalTime.of(3, 0);
    private static final int LONGEST_BACK_DAYS = 7;
    private static final Duration ROUND = Duration.ofMinutes(10);

    private final JdbcClient engine;
    private final Reconciliations reconciliations;
    private final HubClock clock;
    private final Rounds rounds = new Rounds("reconciliation-rounds", ROUND, this::round);

    Nightly(@Qualifier("engine") JdbcClient engine, Reconciliations reconciliations, HubClock clock) {
        this.engine = engine;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.running();
    }

    void round() {
        Instant now = clock.now();
        workspaces()
                .forEach(workspace -> Tenancy.run(
                        workspace.id,
                        () -> workspace.due(now).forEach(day -> {
                            boolean ignored = reconciliations.ask(day);
                        })));
    }

    private List<Due> workspaces() {
        return engine.sql("select workspace_id, zone, created_at, day from conversations.last_reconciled()")
                .query((row, n) -> new Due(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getString("zone"),
                        Times.read(row, "created_at"),
                        Optional.ofNullable(row.getObject("day", LocalDate.class))))
                .list();
    }

    /** A workspace, and the last day of it that was asked for when it was over. */
    record Due(WorkspaceId id, String zone, Instant since, Optional<LocalDate> last) {
        /** The days that are over and were not asked for yet, the oldest first. */
        List<LocalDate> due(Instant now) {
            ZonedDateTime here = now.atZone(zoneOrUtc());
            LocalDate yesterday = here.minusHours(QUIET.getHour()).toLocalDate().minusDays(1);
            LocalDate first = Stream.of(
                            yesterday.minusDays(LONGEST_BACK_DAYS - 1L),
                            since.atZone(zoneOrUtc()).toLocalDate(),
                            last.map(day -> day.plusDays(1)).orElse(LocalDate.MIN))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return first.isAfter(yesterday)
                    ? List.of()
                    : first.datesUntil(yesterday.plusDays(1)).toList();
        }

        private ZoneId zoneOrUtc() {
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                return ZoneId.of("UTC");
            }
        }
    }
}
