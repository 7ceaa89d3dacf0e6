package com.digiflowhub.bench;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sender's lines to the doors of all nodes: what one cut goes to the next, as a provider sends again what nobody acknowledged. */
final class Doors implements AutoCloseable {
    private final List<Integer> ports;
    private final String secret;
    private final Map<Integer, Knocker> lines = new HashMap<>();
    private int turn;

    Doors(List<Integer> ports, int first, String secret) {
        this.ports = ports;
        this.turn = first;
        this.secret = secret;
    }

    /** The status of the first answer; fails when no door gives one. */
    int post(byte[] body) {
        for (int tries = 1; ; tries++) {
            int port = ports.get(turn % ports.size());
            try {
                return lines.computeIfAbsent(port, to -> new Knocker(to, BenchRig.DOOR, secret))
                        .post(body);
            } catch (UncheckedIOException cut) {
                if (tries == ports.size()) {
                    throw cut;
                }
                drop(port);
                turn++;
            }
        }
    }

    @Override
    public void close() {
        lines.values().forEach(Knocker::close);
    }

    private void drop(int port) {
        Knocker dead = lines.remove(port);
        if (dead != null) {
            dead.close();
        }
    }
}
