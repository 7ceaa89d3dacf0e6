package com.digiflowhub.conversations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Several short messages are answered once: the turn waits {@code quiet} after the last of them, but no longer than {@code quietAtMost}
 * after the first. A free text may leave until {@code windowMargin} before the provider's window closes.
 */
@ConfigurationProperties("hub.conversations")
public record ConversationSettings(
        @DefaultValue("1500ms") Duration quiet,
        @DefaultValue("8s") Duration quietAtMost,
        @DefaultValue("60s") Duration windowMargin) {}
