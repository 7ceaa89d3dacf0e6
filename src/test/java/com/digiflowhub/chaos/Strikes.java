package com.digiflowhub.chaos;

import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
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
        FREEZE_NODE(18, true),
        KILL_POSTGRESQL(12, false),
        STOP_POSTGRESQL(10, false),
        KILL_EVERYTHING(8, false),
        /** What the others leave. */
        KILL_NODE(0, true);

        private final int share;
        private final boolean ofOneNode;

        Strike(int share, boolean ofOneNode) {
            this.share = share;
            this.ofOneNode = ofOneNode;
        }
    }

    private static final Duration WORK_WITHIN = Duration.ofMinutes(3);

    private final Rig rig;
    private final Load load;
    private final Random random;
    private final Map<Strike, Integer> counts = Collections.synchronizedMap(new EnumMap<>(Strike.class));
    private final Map<String, Integer> rooms = new TreeMap<>();

    Strikes(Rig rig, Load load, long seed) {
        this.rig = rig;
        this.load = load;
        this.random = new Random(seed);
    }

    void strike(int kills) {
        for (Strike strike : drawn(kills)) {
            Patience.pause(Duration.ofMillis(200 + random.nextInt(1_300)));
            List<Integer> struck = struckBy(strike);
            Map<String, Integer> atWork = Patience.waitFor(
                    "something at work for " + strike, () -> atWork(struck), found -> !found.isEmpty(), WORK_WITHIN);
            atWork.keySet().forEach(room -> rooms.merge(room, 1, Integer::sum));
            strike(strike, rig.nodes().get(struck.getFirst()));
            counts.merge(strike, 1, Integer::sum);
        }
        awaitAll();
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

    /** Each kind has its share, rounded up: it is not left to luck how many there are, only when. */
    private List<Strike> drawn(int kills) {
        List<Strike> all = new ArrayList<>();
        for (Strike strike : Strike.values()) {
            all.addAll(Collections.nCopies(Math.ceilDiv(strike.share * kills, 100), strike));
        }
        all.addAll(Collections.nCopies(Math.max(0, kills - all.size()), Strike.KILL_NODE));
        Collections.shuffle(all, random);
        return all.subList(0, kills);
    }

    /**
     * Every second time the other nodes are up too and take over what the struck one had; else the next falls before the last is back. While
     * the database is away no node can start, so all must be there before.
     */
    private List<Integer> struckBy(Strike strike) {
        if (!strike.ofOneNode || random.nextBoolean()) {
            awaitAll();
        }
        return strike.ofOneNode
                ? List.of(oneThatIsUp())
                : IntStream.range(0, rig.nodes().size()).boxed().toList();
    }

    private int oneThatIsUp() {
        int nodes = rig.nodes().size();
        int first = random.nextInt(nodes);
        return Patience.waitFor(
                        "a node is up",
                        () -> IntStream.range(first, first + nodes)
                                .map(place -> place % nodes)
                                .filter(place -> rig.nodes().get(place).answers())
                                .findFirst(),
                        OptionalInt::isPresent,
                        Rig.STARTS_WITHIN)
                .orElseThrow();
    }

    private void awaitAll() {
        rig.nodes().forEach(node -> node.awaitAnswers(Rig.STARTS_WITHIN));
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
                Patience.waitFor("PostgreSQL is back", rig::postgresAnswers, Boolean.TRUE::equals, Rig.STARTS_WITHIN);
                rig.nodes().forEach(HubProcess::startAgain);
            }
        }
    }

    /** At what is struck, which is everything when the database is. Empty when nobody would notice. */
    private Map<String, Integer> atWork(List<Integer> struck) {
        List<UUID> ids = struck.stream().map(rig.nodes()::get).map(Rig::nodeId).toList();
        Map<String, Integer> found = new TreeMap<>(AtWork.of(ids, rig.owner()));
        int open = struck.stream().mapToInt(load::open).sum();
        if (open > 0) {
            found.put("request open", open);
        }
        return found;
    }
}
