package com.digiflowhub.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What PostgreSQL does by itself on this machine, in the same run: the limits beside which the door's figure stands. */
final class DatabaseLimits {
    private static final Duration LASTS = Duration.ofSeconds(5);
    private static final String ROW =
            "insert into connections.envelope (workspace_id, id, connection_id, headers, body) values (?, ?, ?, '{}', ?)";
    /** As the door writes it. */
    private static final String DOOR = """
            with part as materialized (
                select * from unnest(?::uuid[], ?::uuid[], ?::bytea[]) as p (workspace_id, id, body)),
            kept as (
                insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                select workspace_id, id, workspace_id, '{}', body from part)
            insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
            select workspace_id, 'limit', now() + interval '1 year', workspace_id, 'limit', jsonb_build_object('envelopes', jsonb_agg(id order by id))
              from part group by workspace_id
            """;

    private final BenchRig rig;
    private final byte[] body;

    DatabaseLimits(BenchRig rig, byte[] body) {
        this.rig = rig;
        this.body = body;
    }

    /** Rows a second, each in a commit of its own. */
    double singleRows(int connections) {
        UUID nowhere = UUID.randomUUID();
        return during(connections, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ROW)) {
                insert.setObject(1, nowhere);
                insert.setObject(2, UUID.randomUUID());
                insert.setObject(3, nowhere);
                insert.setBytes(4, body);
                return insert.executeUpdate();
            }
        });
    }

    /** Rows a second with the door's own statement, so many a commit. */
    double doorStatement(int connections, int rows) {
        UUID[] workspaces = new UUID[rows];
        byte[][] bodies = new byte[rows][];
        for (int n = 0; n < rows; n++) {
            workspaces[n] = new UUID(9, n % 50);
            bodies[n] = body;
        }
        return during(connections, connection -> {
            UUID[] ids = new UUID[rows];
            for (int n = 0; n < rows; n++) {
                ids[n] = UUID.randomUUID();
            }
            try (PreparedStatement insert = connection.prepareStatement(DOOR)) {
                insert.setArray(1, connection.createArrayOf("uuid", workspaces));
                insert.setArray(2, connection.createArrayOf("uuid", ids));
                insert.setArray(3, connection.createArrayOf("bytea", bodies));
                insert.executeUpdate();
                return rows;
            }
        });
    }

    private interface Write {
        int on(Connection connection) throws SQLException;
    }

    private double during(int connections, Write write) {
        AtomicLong rows = new AtomicLong();
        long end = System.nanoTime() + LASTS.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (Connection connection = rig.postgres().connect()) {
                    while (System.nanoTime() < end) {
                        rows.addAndGet(write.on(connection));
                    }
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        return rows.get() / (LASTS.toNanos() / 1e9);
    }
}
