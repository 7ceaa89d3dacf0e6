package com.digiflowhub.platform.work;

import java.time.Instant;

/** A queue that stands still until a time, and why. */
public record Pause(String queue, Instant until, String reason) {}
