package com.digiflowhub.chaos;

import com.digiflowhub.chaos.Checker.Finding;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts work whose effect only the end of its item guards, and counts how often each took effect. */
final class Probes implements AutoCloseable {
    static final String KIND = "chaos-probe";
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final JdbcClient database;
    private final List<Client> clients;
    private final Random random;
    private final Thread putting;
    private volatile boolean ending;

    private Probes(JdbcClient database, List<Client> clients, long seed) {
        this.database = database;
        this.clients = clients;
        this.random = new Random(seed);
        this.putting = Thread.ofVirtual().unstarted(this::put);
    }

    static Probes begin(JdbcClient database, List<Client> clients, long seed) {
        database.sql("create schema chaos").update();
        database.sql("create table chaos.put (n bigint generated always as identity)")
                .update();
        database.sql("create table chaos.written (workspace_id uuid not null, n bigint not null)")
                .update();
        database.sql("grant usage on schema chaos to hub_app").update();
        database.sql("grant insert on chaos.written to hub_app").update();
        Probes probes = new Probes(database, clients, seed);
        probes.putting.start();
        return probes;
    }

    /** How many rows each of them wrote, by its number. */
    static Map<Long, Integer> effects(JdbcClient database) {
        Map<Long, Integer> found = new HashMap<>();
        database.sql("select n, count(w.workspace_id) from chaos.put left join chaos.written w using (n) group by n")
                .query(row -> {
                    found.put(row.getLong(1), row.getInt(2));
                });
        return found;
    }

    static Finding once(Evidence evidence) {
        List<String> broken = new ArrayList<>();
        evidence.effects().forEach((item, times) -> {
            if (times != 1) {
                broken.add("item " + item + " took effect " + times + " times");
            }
        });
        return new Finding(
                "INV13",
                "each item of work takes effect exactly once",
                evidence.effects().size(),
                broken);
    }

    @Override
    public void close() {
        ending = true;
        try {
            putting.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private void put() {
        while (!ending) {
            try {
                put(clients.get(random.nextInt(clients.size())));
            } catch (DataAccessException away) {
                // Put or not: the item and the note of it are one statement.
            }
            Patience.pause(PAUSE);
        }
    }

    private void put(Client client) {
        database.sql("""
                with noted as (insert into chaos.put default values returning n)
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                select :workspace, 'chaos', clock_timestamp(), gen_random_uuid(), :kind, jsonb_build_object('n', n) from noted
                """)
                .param("workspace", client.workspace())
                .param("kind", KIND)
                .update();
    }
}
