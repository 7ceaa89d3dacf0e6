package com.digiflowhub.chaos;

import java.time.Duration;
import java.util.List;

/** What a run was asked for, as {@code bin/chaos} passes it on. */
record Order(int kills, long seed, int nodes, int webhooks, int workspaces, boolean everyDesk, List<String> points) {
    /** How often each named crash point ends a node. */
    static final int TIMES_EACH_POINT = 3;

    static Order read() {
        String points = System.getProperty("chaos.points", "");
        return new Order(
                Integer.getInteger("chaos.kills", 20),
                Long.getLong("chaos.seed", System.nanoTime()),
                Integer.getInteger("chaos.nodes", 2),
                Integer.getInteger("chaos.webhooks", 500),
                Integer.getInteger("chaos.workspaces", 6),
                Boolean.getBoolean("chaos.every-desk"),
                points.isBlank() ? List.of() : points.equals("all") ? CrashPoints.ALL : List.of(points.split(",")));
    }

    /** How long everything may take to come to rest once nobody is killed any more. */
    Duration settlesWithin() {
        return Duration.ofMinutes(8).plusSeconds(webhooks / 20);
    }

    String line() {
        return "%d kills asked for, %d nodes%s, %d workspaces, seed %d"
                .formatted(kills, nodes, everyDesk ? " that both believe to hold every desk" : "", workspaces, seed);
    }
}
