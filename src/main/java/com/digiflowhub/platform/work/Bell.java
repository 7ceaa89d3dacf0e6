package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.Wordless;
import com.digiflowhub.platform.tenancy.NoTransaction;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rung when work was put here for a desk that another node holds. Never in a transaction of work, where it would take a lock that all
 * commits share; losing a call costs only the time to the other's next sweep.
 */
@Component
class Bell {
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final String CHANNEL = "hub_work";
    private static final int LISTENED_MILLIS = 1_000;
    /** What PostgreSQL takes in one call is 8,000 bytes. */
    private static final int WORKSPACES_A_CALL = 200;

    private final DataSource pool;
    private final JdbcClient sql;
    private final Wake wake;
    private final Duration outage;
    private volatile boolean open;

    Bell(
            @Qualifier("enginePool") DataSource pool,
            @Qualifier("engine") JdbcClient sql,
            Wake wake,
            WorkSettings settings) {
        this.pool = pool;
        this.sql = sql;
        this.wake = wake;
        this.outage = settings.outage();
    }

    void ring(Collection<WorkspaceId> workspaces) {
        NoTransaction.require("a call to other nodes");
        try {
            call(workspaces);
        } catch (DataAccessException away) {
            LOG.debug("other nodes were not called; they find it by themselves: {}", Wordless.describe(away));
        }
    }

    private void call(Collection<WorkspaceId> workspaces) {
        List<String> ids = workspaces.stream()
                .map(workspace -> workspace.value().toString())
                .toList();
        for (int from = 0; from < ids.size(); from += WORKSPACES_A_CALL) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + WORKSPACES_A_CALL));
            // A call takes a transaction number; nobody need wait until the disk has it.
            sql.sql("select set_config('synchronous_commit', 'off', true), pg_notify(:channel, :ids)")
                    .param("channel", CHANNEL)
                    .param("ids", String.join(",", some))
                    .query((row, n) -> "")
                    .list();
        }
    }

    /** What is put in this process, and what other nodes ring for: they are heard on a thread and a connection of its own until {@link #stop}. */
    void hear(Consumer<WorkspaceId> here, Consumer<Collection<WorkspaceId>> ear) {
        wake.calls(here);
        open = true;
        Thread.ofPlatform().name("work-bell").daemon(true).start(() -> {
            while (open) {
                listen(ear);
            }
        });
    }

    void stop() {
        open = false;
    }

    private void listen(Consumer<Collection<WorkspaceId>> ear) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection line = connection.unwrap(PGConnection.class);
            while (open) {
                PGNotification[] calls = line.getNotifications(LISTENED_MILLIS);
                if (calls != null && calls.length > 0) {
                    ear.accept(Arrays.stream(calls)
                            .flatMap(call -> Arrays.stream(call.getParameter().split(",")))
                            .flatMap(id -> workspace(id).stream())
                            .collect(Collectors.toSet()));
                }
            }
            statement.execute("unlisten *");
        } catch (SQLException away) {
            LOG.debug("calls of other nodes are not heard while the database is away: {}", Wordless.describe(away));
            pause();
        }
    }

    /** Anybody with a login may call on this channel. */
    private static Optional<WorkspaceId> workspace(String id) {
        try {
            return Optional.of(new WorkspaceId(UUID.fromString(id)));
        } catch (IllegalArgumentException stray) {
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(outage.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }
}
