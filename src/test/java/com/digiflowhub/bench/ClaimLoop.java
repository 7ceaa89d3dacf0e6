package com.digiflowhub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What somebody would write by hand for this one purpose: claim 200 that are due, write 200 rows, commit; one thread, no lanes, no walls. */
final class ClaimLoop {
    private static final String CLAIM = """
            with claimed as (
                select id, due_at from bench.by_hand where due_at <= now() order by due_at, id limit 200 for update skip locked),
            gone as (
                delete from bench.by_hand b using claimed c where b.due_at = c.due_at and b.id = c.id returning b.id, b.lane)
            insert into bench.by_hand_written (n, lane) select id, lane from gone
            """;

    private final BenchRig rig;

    ClaimLoop(BenchRig rig) {
        this.rig = rig;
    }

    double rowsASecond(int due, int waiting) throws SQLException {
        rig.patientOwner().sql("""
                create table bench.by_hand (due_at timestamptz not null, id bigint generated always as identity, lane uuid not null,
                                            payload jsonb not null, primary key (due_at, id))
                """).update();
        rig.owner().sql("""
                create table bench.by_hand_written (n bigint not null, lane uuid not null, at timestamptz not null default clock_timestamp())
                """).update();
        fill(waiting, "now() + interval '1 year'");
        fill(due, "now() - interval '1 minute'");
        rig.patientOwner().sql("vacuum (analyze) bench.by_hand").update();
        long rows = 0;
        long began = System.nanoTime();
        try (Connection connection = rig.postgres().connect();
                Statement claim = connection.createStatement()) {
            for (int claimed = -1; claimed != 0; ) {
                claimed = claim.executeUpdate(CLAIM);
                rows += claimed;
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (rows != due) {
            throw new IllegalStateException(rows + " rows for " + due + " items");
        }
        return rows / seconds;
    }

    private void fill(int items, String due) {
        rig.patientOwner().sql("""
                insert into bench.by_hand (due_at, lane, payload)
                select %s, md5(n::text)::uuid, jsonb_build_object('n', n) from generate_series(1, %d) n
                """.formatted(due, items)).update();
    }
}
