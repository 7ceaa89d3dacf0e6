package com.digiflowhub.platform.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine runs. {@code lease} is how long a silent node keeps its desks; {@code permits} how many items write at once, each with one
 * connection of the app's pool; {@code atOnce} how many run, most of which wait for a provider and hold none;
 * {@code outage} how long to wait before the database is asked again after it did not answer.
 */
@ConfigurationProperties("hub.work")
record WorkSettings(
        @DefaultValue("2s") Duration beat,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration sweep,
        @DefaultValue("500ms") Duration outage,
        @DefaultValue("12") int permits,
        @DefaultValue("256") int atOnce,
        @DefaultValue("8") int attemptsAtMost,
        @DefaultValue("true") boolean running) {}
