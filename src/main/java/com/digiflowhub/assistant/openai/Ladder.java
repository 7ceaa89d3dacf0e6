package com.digiflowhub.assistant.openai;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was learned of each server and model. It is forgotten after a day, since servers are upgraded; sooner where nothing worked. */
final class Ladder {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration KEPT_IN_DOUBT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Learned> learned = new ConcurrentHashMap<>();

    Ladder(InstantSource clock) {
        this.clock = clock;
    }

    private record Learned(Manners manners, Instant until) {}

    Manners of(OpenAiSettings settings, String model) {
        return Optional.ofNullable(learned.get(place(settings, model)))
                .filter(known -> known.until().isAfter(clock.instant()))
                .map(Learned::manners)
                .orElse(Manners.BEST);
    }

    void learn(OpenAiSettings settings, String model, Manners manners) {
        if (!of(settings, model).equals(manners)) {
            keep(settings, model, manners, KEPT);
        }
    }

    /** No rung gave an answer that can be read: for a while only the last is tried, which costs one call instead of four. */
    void doubt(OpenAiSettings settings, String model, Manners manners) {
        keep(settings, model, manners, KEPT_IN_DOUBT);
    }

    private void keep(OpenAiSettings settings, String model, Manners manners, Duration howLong) {
        learned.put(place(settings, model), new Learned(manners, clock.instant().plus(howLong)));
    }

    private static String place(OpenAiSettings settings, String model) {
        return settings.baseUrl() + " " + model;
    }
}
