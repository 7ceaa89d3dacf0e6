package com.digiflowhub.channels;

import java.util.Optional;
import java.util.UUID;

/** A message to leave: our id travels with it, so that whatever comes back finds its row. */
public record OutgoingMessage(UUID id, Address to, String text, Optional<String> repliesTo) {}
