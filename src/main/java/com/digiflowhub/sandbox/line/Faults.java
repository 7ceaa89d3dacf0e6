package com.digiflowhub.sandbox.line;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The faults of one provider: switched on until further notice, for the next few times, or by a seeded chance. */
public final class Faults {

    /** How one fault stands now; {@code remaining} below zero means until it is switched off. */
    public record State(boolean on, String parameter, int remaining, double probability, long hits) {}

    private final Map<Fault, Plan> plans = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> hits = new EnumMap<>(Fault.class);

    public void on(Fault fault) {
        on(fault, "");
    }

    public void on(Fault fault, String parameter) {
        plan(fault, new Plan(parameter, -1, 1, new Random(0)));
    }

    public void next(Fault fault, int times) {
        next(fault, times, "");
    }

    public void next(Fault fault, int times, String parameter) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault strikes at least once, not " + times + " times");
        }
        plan(fault, new Plan(parameter, times, 1, new Random(0)));
    }

    /** The same seed strikes the same calls again, as long as they come one after the other. */
    public void randomly(Fault fault, double probability, long seed, String parameter) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability lies between 0 and 1, not at " + probability);
        }
        plan(fault, new Plan(parameter, -1, probability, new Random(seed)));
    }

    public synchronized void off(Fault fault) {
        plans.remove(fault);
    }

    public synchronized void clear() {
        plans.clear();
    }

    public synchronized long hits(Fault fault) {
        return hits.getOrDefault(fault, 0L);
    }

    public synchronized Map<Fault, State> states() {
        var states = new TreeMap<Fault, State>();
        for (var fault : Fault.values()) {
            var plan = plans.get(fault);
            states.put(
                    fault,
                    plan == null
                            ? new State(false, "", 0, 0, hits(fault))
                            : new State(true, plan.parameter, plan.remaining, plan.probability, hits(fault)));
        }
        return states;
    }

    /** Asks whether this fault strikes now, and uses it up; the parameter when it does. */
    public synchronized Optional<String> strike(Fault fault) {
        var plan = plans.get(fault);
        if (plan == null || plan.chance.nextDouble() >= plan.probability) {
            return Optional.empty();
        }
        hits.merge(fault, 1L, Long::sum);
        if (plan.remaining > 0 && --plan.remaining == 0) {
            plans.remove(fault);
        }
        return Optional.of(plan.parameter);
    }

    private synchronized void plan(Fault fault, Plan plan) {
        plans.put(fault, plan);
    }

    private static final class Plan {
        final String parameter;
        final double probability;
        final Random chance;
        int remaining;

        Plan(String parameter, int remaining, double probability, Random chance) {
            this.parameter = parameter;
            this.remaining = remaining;
            this.probability = probability;
            this.chance = chance;
        }
    }
}
