package com.digiflowhub.chaos;

import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;

/**
 * Who is struck when, by a seed: nodes are killed and frozen for longer than their lease, PostgreSQL is stopped at once. A strike counts
 * only when a request was open or an item was at work; what was at work then is written down.
 */
final class Strikes {
    /** What is done to whom, and how often of a hundred. */
    enum Strike {
        KILL_NODE(52),
        FREEZE_NODE(18),
        KILL_POSTGRESQL(12),
        STOP_POSTGRESQL(10),
        KILL_EVERYTHING(8);

        private final int share;

        Strike(int share) {
            this.share = share;
        }
    }

    private static final String AT_WORK = """
            select i.kind, count(*) from work.item i where i.due_at <= clock_timestamp() group by 1
             union all
            select 'attempt open', count(*) from conversations.attempt a where a.ended_at is null
             union all
            select 'reservation open', count(*) from ledger.reservation r where r.state = 'open'
            """;

    private final Rig rig;
    private final Load load;
    private final Random random;
    private final Map<Strike, Integer> counts = new EnumMap<>(Strike.class);
    private final Map<String, Integer> rooms = new TreeMap<>();

    Strikes(Rig rig, Load load, long seed) {
        this.rig = rig;
        this.load = load;
        this.random = new Random(seed);
    }

    void strike(int kills) {
        while (count() < kills) {
            Patience.pause(Duration.ofMillis(200 + random.nextInt(1_300)));
            Strike strike = drawn();
            HubProcess victim = rig.nodes().get(random.nextInt(rig.nodes().size()));
            victim.awaitAnswers(Rig.STARTS_WITHIN);
            Map<String, Integer> atWork = atWork();
            if (atWork.isEmpty()) {
                continue;
            }
            atWork.keySet().forEach(room -> rooms.merge(room, 1, Integer::sum));
            counts.merge(strike, 1, Integer::sum);
            strike(strike, victim);
            if (count() % 10 == 0) {
                System.out.printf(
                        "%4d kills, %d acknowledged, %d asked again%n", count(), load.acknowledged(), load.refused());
            }
        }
        rig.nodes().forEach(node -> node.awaitAnswers(Rig.STARTS_WITHIN));
    }

    int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** In hundredths of all. */
    int share(Strike... some) {
        int these = List.of(some).stream()
                .mapToInt(strike -> counts.getOrDefault(strike, 0))
                .sum();
        return 100 * these / Math.max(1, count());
    }

    String lines() {
        StringBuilder lines = new StringBuilder("  kills that hit something at work  %d%n".formatted(count()));
        counts.forEach((strike, times) ->
                lines.append("    %-31s %d%n".formatted(strike.name().toLowerCase(Locale.ROOT), times)));
        lines.append("  at work when they hit%n".formatted());
        rooms.forEach((room, times) -> lines.append("    %-31s %d%n".formatted(room, times)));
        return lines.toString();
    }

    private Strike drawn() {
        int drawn = random.nextInt(100);
        for (Strike strike : Strike.values()) {
            drawn -= strike.share;
            if (drawn < 0) {
                return strike;
            }
        }
        return Strike.KILL_NODE;
    }

    private void strike(Strike strike, HubProcess victim) {
        switch (strike) {
            case KILL_NODE -> {
                victim.killHub();
                victim.startAgain();
            }
            case FREEZE_NODE -> {
                Signals.send("STOP", victim.process().id());
                Patience.pause(Rig.LEASE.plusMillis(500 + random.nextInt(1_500)));
                Signals.send("CONT", victim.process().id());
            }
            case KILL_POSTGRESQL -> rig.stopPostgres(false);
            case STOP_POSTGRESQL -> rig.stopPostgres(true);
            case KILL_EVERYTHING -> {
                rig.stopPostgres(false);
                rig.nodes().forEach(HubProcess::killHub);
                Patience.waitUntil("PostgreSQL is back", rig::postgresAnswers);
                rig.nodes().forEach(HubProcess::startAgain);
            }
        }
    }

    /** Empty when nobody would notice. */
    private Map<String, Integer> atWork() {
        Map<String, Integer> found = new TreeMap<>();
        try {
            rig.owner().sql(AT_WORK).query(row -> {
                if (row.getInt(2) > 0) {
                    found.put(row.getString(1), row.getInt(2));
                }
            });
        } catch (DataAccessException away) {
            return Map.of();
        }
        if (load.open() > 0) {
            found.put("request open", load.open());
        }
        return found;
    }
}
