package com.digiflowhub.platform.web;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.settings.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * How often a caller may ask. A caller may use the whole quota at once and gets it back evenly; all that is kept of one is the instant at
 * which the quota would be whole again, in this node's memory.
 */
@Component
public class RateLimits {
    private static final int DEFAULT_REQUESTS = 100;
    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(15);
    private static final int REQUESTS_OF_A_PERSON = 2_000;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final int REMEMBERED = 50_000;

    private final Quota programs;
    private final Quota people;
    private final HubClock clock;
    private final Map<String, Instant> wholeAgain = new ConcurrentHashMap<>();

    RateLimits(Environment environment, HubClock clock) {
        Duration window = window(environment.getProperty("RATE_LIMIT_WINDOW", ""));
        int requests = requests(environment.getProperty("RATE_LIMIT_REQUESTS", ""));
        this.programs = new Quota("api", requests, window);
        this.people = new Quota("person", Math.max(REQUESTS_OF_A_PERSON, requests), window);
        this.clock = clock;
    }

    /** So many requests in so much time. */
    public record Quota(String name, int requests, Duration window) {
        Duration each() {
            return window.dividedBy(requests);
        }

        /** As the draft of the IETF writes it. */
        public String policy() {
            return "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
        }
    }

    /** What came of asking: whether it may go on, how many more may follow at once, and when there will be one more. */
    public record Asked(Quota quota, boolean granted, int remaining, Duration reset) {
        public String state() {
            return "\"%s\";r=%d;t=%d"
                    .formatted(quota.name(), remaining, reset.plusMillis(999).toSeconds());
        }
    }

    int remembered() {
        return wholeAgain.size();
    }

    public Quota ofPrograms() {
        return programs;
    }

    public Quota ofPeople() {
        return people;
    }

    /** Counts one request of this caller. */
    public Asked ask(Quota quota, String caller) {
        Instant now = clock.now();
        if (wholeAgain.size() >= REMEMBERED) {
            wholeAgain.values().removeIf(instant -> !instant.isAfter(now));
        }
        Asked[] asked = new Asked[1];
        wholeAgain.compute(quota.name() + " " + caller, (key, known) -> {
            Instant before = known == null || known.isBefore(now) ? now : known;
            Instant after = before.plus(quota.each());
            boolean granted = !after.isAfter(now.plus(quota.window()));
            asked[0] = asked(quota, granted, now, granted ? after : before);
            return granted ? after : before;
        });
        return asked[0];
    }

    private static Asked asked(Quota quota, boolean granted, Instant now, Instant whole) {
        Duration used = Duration.between(now, whole);
        long free = quota.window().minus(used).dividedBy(quota.each());
        Duration reset = free > 0 ? used : used.plus(quota.each()).minus(quota.window());
        return new Asked(quota, granted, (int) free, reset);
    }

    private static int requests(String given) {
        if (given.isBlank()) {
            return DEFAULT_REQUESTS;
        }
        try {
            int requests = Integer.parseInt(given.strip());
            if (requests >= 1 && requests <= MOST_REQUESTS) {
                return requests;
            }
        } catch (NumberFormatException notANumber) {
            throw new InvalidSetting("RATE_LIMIT_REQUESTS", "must be a whole number such as 100", notANumber);
        }
        throw new InvalidSetting("RATE_LIMIT_REQUESTS", "must be between 1 and " + MOST_REQUESTS);
    }

    private static Duration window(String given) {
        if (given.isBlank()) {
            return DEFAULT_WINDOW;
        }
        return Spans.parse(given)
                .filter(span -> span.compareTo(Duration.ofSeconds(1)) >= 0)
                .orElseThrow(() ->
                        new InvalidSetting("RATE_LIMIT_WINDOW", "must be a length of time such as 15min or PT15M"));
    }
}
