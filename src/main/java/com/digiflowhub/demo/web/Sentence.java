package com.digiflowhub.demo.web;

import java.time.Instant;
import java.util.List;

/** One line of what happened: a sign, and words with their arguments, the last of which says how often. */
public record Sentence(Instant at, String sign, String tone, String key, List<Object> arguments) {
    public Sentence {
        arguments = List.copyOf(arguments);
    }
}
