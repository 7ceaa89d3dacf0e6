package com.digiflowhub.bench;

import java.time.Duration;

/** What {@code bin/bench} passes on, or what is measured when it passes nothing. */
final class Sizes {
    static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    static final int WORKSPACES = Integer.getInteger("bench.workspaces", 50);
    static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("bench.seconds", 12));
    static final long SEED = Long.getLong("bench.seed", 1);

    private Sizes() {}

    static int of(String name, int otherwise) {
        return Integer.getInteger("bench." + name, otherwise);
    }

    /** So many a second, which need not be whole. */
    static double rate(String name, double otherwise) {
        return Double.parseDouble(System.getProperty("bench." + name, String.valueOf(otherwise)));
    }
}
