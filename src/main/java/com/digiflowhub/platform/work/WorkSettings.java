package com.digiflowhub.platform.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine runs. {@code lease} is how long a silent node keeps its desks; {@code permits} how many items run at once, each of which
 * may hold one connection of the app's pool.
 */
@ConfigurationProperties("hub.work")
record WorkSettings(
        @DefaultValue("2s") Duration beat,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration sweep,
        @DefaultValue("12") int permits,
        @DefaultValue("8") int attemptsAtMost,
        @DefaultValue("true") boolean running) {}
