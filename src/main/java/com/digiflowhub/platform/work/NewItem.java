package com.digiflowhub.platform.work;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Work to be done in the workspace in force. {@code queue} is what it may get stuck on ({@link #HUB}, {@link #MODEL}, a connection);
 * {@code lane} is what stays in order. With a {@code key} it is an alarm: at most one waits for that key, and putting it again moves it.
 */
public record NewItem(String queue, UUID lane, String kind, Record payload, Instant dueAt, Optional<String> key) {
    public static final String HUB = "hub";
    public static final String MODEL = "model";

    public static NewItem item(String queue, UUID lane, String kind, Record payload, Instant dueAt) {
        return new NewItem(queue, lane, kind, payload, dueAt, Optional.empty());
    }

    public static NewItem alarm(String key, String queue, UUID lane, String kind, Record payload, Instant dueAt) {
        return new NewItem(queue, lane, kind, payload, dueAt, Optional.of(key));
    }
}
