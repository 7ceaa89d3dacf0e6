package com.digiflowhub.platform.work;

import java.util.Set;
import java.util.UUID;

/** Which of some ids are named by work that waits, and which by work that was given up. */
public record Named(Set<UUID> waiting, Set<UUID> dead) {
    public Named {
        waiting = Set.copyOf(waiting);
        dead = Set.copyOf(dead);
    }
}
