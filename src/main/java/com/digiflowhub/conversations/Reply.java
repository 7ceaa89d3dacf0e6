package com.digiflowhub.conversations;

import java.util.List;
import java.util.Optional;

/** An answer the assistant wants to give, and why it says so: shown behind the message's "Why?". */
public record Reply(String text, Grounds grounds) {
    /** {@code by} is {@code model} or {@code qa}; {@code sources} are the entries used, as titles. */
    public record Grounds(String by, Optional<String> model, String intent, List<Source> sources) {
        public Grounds {
            sources = List.copyOf(sources);
        }
    }

    /** One entry of the knowledge that was used. */
    public record Source(String id, String title) {}
}
