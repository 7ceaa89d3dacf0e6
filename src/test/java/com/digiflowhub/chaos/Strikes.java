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
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Who is struck when, by a seed: nodes are killed and frozen for longer than their lease, PostgreSQL is stopped at once. A strike counts
 * only when at what it hit a request was open or an item at work; what was at work then is written down.
 */
final class Strikes {
    /** What is done to whom, and how often of a hundred. */
    enum Strike {
        KILL_NODE(52, true),
        FREEZE_NODE(18, true),
        KILL_POSTGRESQL(12, false),
        STOP_POSTGRESQL(10, false),
        KILL_EVERYTHING(8, false);

        private final int share;
        private final boolean ofOneNode;

        Strike(int share, boolean ofOneNode) {
            this.share = share;
            this.ofOneNode = ofOneNode;
        }
    }

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
            int place = random.nextInt(rig.nodes().size());
            HubProcess victim = rig.nodes().get(place);
            victim.awaitAnswers(Rig.STARTS_WITHIN);
            Map<String, Integer> atWork = atWork(strike, place);
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

    /** Of the node that is struck alone; the database and everything at once are everybody's. Empty when nobody would notice. */
    private Map<String, Integer> atWork(Strike strike, int victim) {
        List<Integer> struck = strike.ofOneNode
                ? List.of(victim)
                : IntStream.range(0, rig.nodes().size()).boxed().toList();
        List<UUID> ids = struck.stream().map(rig.nodes()::get).map(Rig::nodeId).toList();
        Map<String, Integer> found = new TreeMap<>(AtWork.of(ids, rig.owner()));
        int open = struck.stream().mapToInt(load::open).sum();
        if (open > 0) {
            found.put("request open", open);
        }
        return found;
    }
}
