package com.digiflowhub.channels;

import java.time.Duration;
import java.util.Optional;

/** What a channel can do, so that nobody upstream asks which channel it is. */
public record Capabilities(int maxTextCharacters, Optional<Duration> replyWindow) {}
