package com.digiflowhub.connections;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection as its page shows it: no secret in it. {@code secrets} tells which are set, by their last four characters. */
public record Standing(
        ConnectionId id,
        String provider,
        String name,
        String path,
        boolean fromEnvironment,
        Map<String, String> settings,
        Map<String, String> secrets,
        Optional<String> brokenBecause,
        List<Finding> findings,
        Optional<Instant> checkedAt,
        Optional<Instant> lastWebhookAt,
        Optional<Instant> lastSentAt,
        List<News> news) {
    /** The reason of a connection that a person paused. */
    public static final String PAUSED = "paused";

    public Standing {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        findings = List.copyOf(findings);
        news = List.copyOf(news);
    }

    /** What the provider last said on a topic (a quality, a limit, a template). */
    public record News(String topic, String detail, Instant at) {}

    public boolean paused() {
        return brokenBecause.equals(Optional.of(PAUSED));
    }

    public boolean broken() {
        return brokenBecause.isPresent() && !paused();
    }
}
