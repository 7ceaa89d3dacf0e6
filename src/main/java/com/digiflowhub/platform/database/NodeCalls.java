package com.digiflowhub.platform.database;

import com.digiflowhub.platform.tenancy.NoTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the nodes on one database call out to each other, on channels. All that listen at that moment hear it, the caller too; whoever must
 * not miss anything looks for himself besides. Anybody with a login may call.
 */
@Component
public class NodeCalls implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCalls.class);
    private static final int LISTENED_MILLIS = 1_000;
    private static final Duration OUTAGE = Duration.ofMillis(500);
    /** What PostgreSQL takes in one call is a little more. */
    private static final int LONGEST = 7_500;

    private final DataSource pool;
    private final JdbcClient sql;
    private final Map<String, Consumer<String>> ears = new ConcurrentHashMap<>();
    private volatile boolean open;

    NodeCalls(@Qualifier("enginePool") DataSource pool, @Qualifier("engine") JdbcClient sql) {
        this.pool = pool;
        this.sql = sql;
    }

    /** Said before the start: from then on {@code ear} gets each line that is called, and refuses what it cannot read. */
    public void hear(String channel, Consumer<String> ear) {
        ears.put(channel, ear);
    }

    /** As many lines together as go into one call. Never in a transaction of work, where it would take a lock that all commits share. */
    public void call(String channel, Collection<String> lines) {
        NoTransaction.require("a call to other nodes");
        try {
            together(lines).forEach(words -> call(channel, words));
        } catch (DataAccessException away) {
            LOG.debug("other nodes were not called; they find it by themselves: {}", Wordless.describe(away));
        }
    }

    private void call(String channel, String words) {
        // A call takes a transaction number; nobody need wait until the disk has it.
        sql.sql("select set_config('synchronous_commit', 'off', true), pg_notify(:channel, :words)")
                .param("channel", channel)
                .param("words", words)
                .query((row, n) -> "")
                .list();
    }

    private static List<String> together(Collection<String> lines) {
        List<String> calls = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (String line : lines) {
            if (!words.isEmpty() && words.length() + line.length() >= LONGEST) {
                calls.add(words.toString());
                words.setLength(0);
            }
            words.append(words.isEmpty() ? "" : "\n").append(line);
        }
        if (!words.isEmpty()) {
            calls.add(words.toString());
        }
        return calls;
    }

    @Override
    public void start() {
        open = true;
        Thread.ofPlatform().name("node-calls").daemon(true).start(() -> {
            while (open) {
                listen();
            }
        });
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private void listen() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String channel : ears.keySet()) {
                statement.execute("listen " + channel);
            }
            PGConnection line = connection.unwrap(PGConnection.class);
            while (open) {
                PGNotification[] calls = line.getNotifications(LISTENED_MILLIS);
                Stream.ofNullable(calls).flatMap(Arrays::stream).forEach(this::tell);
            }
            statement.execute("unlisten *");
        } catch (SQLException away) {
            LOG.debug("calls of other nodes are not heard while the database is away: {}", Wordless.describe(away));
            pause();
        }
    }

    private void tell(PGNotification call) {
        Consumer<String> ear = ears.getOrDefault(call.getName(), nobody -> {});
        call.getParameter().lines().forEach(line -> {
            try {
                ear.accept(line);
            } catch (IllegalArgumentException stray) {
                LOG.debug("what somebody called on {} says nothing to us", call.getName());
            } catch (RuntimeException failure) {
                LOG.warn("A call on {} was heard in vain: {}", call.getName(), Wordless.describe(failure));
            }
        });
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }
}
