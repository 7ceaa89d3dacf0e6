package com.digiflowhub.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A session ends {@code idle} after it was last used, and {@code absolute} after it began. */
@ConfigurationProperties("hub.session")
record SessionSettings(
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration absolute) {}
