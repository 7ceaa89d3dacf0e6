package com.digiflowhub.sandbox.line;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** The faults of one provider: switched on until further notice, for the next few times, or by a seeded chance. */
public final class Faults {

    private static final String EVERYBODY = "";
    private static final Set<Fault> OF_CALLS = EnumSet.range(Fault.REFUSE, Fault.HANG);

    /**
     * How one fault stands now; {@code remaining} below zero means until it is switched off, and {@code whose} is empty when it is for
     * everybody's calls.
     */
    public record State(boolean on, String parameter, String whose, int remaining, double probability, long hits) {}

    private final Map<Fault, Plan> plans = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> hits = new EnumMap<>(Fault.class);

    public void on(Fault fault) {
        on(fault, "");
    }

    public void on(Fault fault, String parameter) {
        plan(fault, new Plan(parameter, EVERYBODY, -1, 1, new Random(0)));
    }

    /** For the calls of one account alone, as {@link Provider#whose} tells them apart; everybody else's go on. */
    public void onFor(String whose, Fault fault, String parameter) {
        if (!OF_CALLS.contains(fault)) {
            throw new IllegalArgumentException(fault + " strikes no calls, so it cannot be for those of one account");
        }
        plan(fault, new Plan(parameter, whose, -1, 1, new Random(0)));
    }

    public void next(Fault fault, int times) {
        next(fault, times, "");
    }

    public void next(Fault fault, int times, String parameter) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault strikes at least once, not " + times + " times");
        }
        plan(fault, new Plan(parameter, EVERYBODY, times, 1, new Random(0)));
    }

    /** The same seed strikes the same calls again, as long as they come one after the other. */
    public void randomly(Fault fault, double probability, long seed, String parameter) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability lies between 0 and 1, not at " + probability);
        }
        plan(fault, new Plan(parameter, EVERYBODY, -1, probability, new Random(seed)));
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
                            ? new State(false, "", EVERYBODY, 0, 0, hits(fault))
                            : new State(
                                    true, plan.parameter, plan.whose, plan.remaining, plan.probability, hits(fault)));
        }
        return states;
    }

    /** Asks whether this fault strikes now, and uses it up; the parameter when it does. */
    public Optional<String> strike(Fault fault) {
        return strike(fault, EVERYBODY);
    }

    /** The same for a call of this account. */
    public synchronized Optional<String> strike(Fault fault, String account) {
        var plan = plans.get(fault);
        if (plan == null || !plan.isFor(account) || plan.chance.nextDouble() >= plan.probability) {
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
        final String whose;
        final double probability;
        final Random chance;
        int remaining;

        Plan(String parameter, String whose, int remaining, double probability, Random chance) {
            this.parameter = parameter;
            this.whose = whose;
            this.remaining = remaining;
            this.probability = probability;
            this.chance = chance;
        }

        boolean isFor(String account) {
            return whose.equals(EVERYBODY) || whose.equals(account);
        }
    }
}
