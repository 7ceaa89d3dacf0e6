package com.digiflowhub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** Posts bodies over many connections, as fast as they are taken or at a given rate, and keeps how long each took. */
final class Pressure {
    private static final int MOST_KEPT = 200_000;

    private final int connections;
    private final List<Integer> ports;
    private final String secret;

    Pressure(int connections, int port, String secret) {
        this(connections, List.of(port), secret);
    }

    /** Over the doors of all nodes alike. */
    Pressure(int connections, List<Integer> ports, String secret) {
        this.connections = connections;
        this.ports = ports;
        this.secret = secret;
    }

    /** What came of it; {@code micros} in order. */
    record Felt(long taken, long refused, Duration lasted, long[] micros) {
        double rate() {
            return taken / (lasted.toNanos() / 1e9);
        }

        /** In milliseconds. */
        double at(int hundredths) {
            return micros.length == 0 ? 0 : micros[Math.min(micros.length - 1, micros.length * hundredths / 100)] / 1e3;
        }
    }

    /** Until {@code most} were posted or the time is over; a rate of 0 is as fast as it goes. */
    Felt press(LongFunction<byte[]> bodies, long most, Duration atMost, double rate) {
        return press(bodies, most, atMost, rate, place -> {});
    }

    /** {@code heard} is told of each 200 as soon as it has come. */
    Felt press(LongFunction<byte[]> bodies, long most, Duration atMost, double rate, LongConsumer heard) {
        AtomicLong next = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        long began = System.nanoTime();
        long end = began + atMost.toNanos();
        List<long[]> kept = new ArrayList<>();
        Queue<RuntimeException> broken = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            long[] times = new long[MOST_KEPT / connections + 1];
            Arrays.fill(times, -1);
            kept.add(times);
            Doors doors = new Doors(ports, n, secret);
            threads.add(Thread.ofPlatform().start(() -> {
                try (doors) {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        long place = next.getAndIncrement();
                        if (place >= most) {
                            return;
                        }
                        byte[] body = bodies.apply(place);
                        long due = rate == 0 ? System.nanoTime() : await(began + (long) (place / rate * 1e9));
                        int status = doors.post(body);
                        times[i % times.length] = (System.nanoTime() - due) / 1_000;
                        if (status == 200) {
                            taken.incrementAndGet();
                            heard.accept(place);
                        } else {
                            refused.incrementAndGet();
                        }
                    }
                } catch (RuntimeException cut) {
                    broken.add(cut);
                }
            }));
        }
        threads.forEach(Pressure::join);
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken.size() + " connections broke", broken.peek());
        }
        Duration lasted = Duration.ofNanos(System.nanoTime() - began);
        long[] micros = kept.stream()
                .flatMapToLong(Arrays::stream)
                .filter(time -> time >= 0)
                .sorted()
                .toArray();
        return new Felt(taken.get(), refused.get(), lasted, micros);
    }

    /** A request that could not go out in time counts from when it should have. */
    private static long await(long due) {
        long left = due - System.nanoTime();
        if (left > 0) {
            try {
                Thread.sleep(Duration.ofNanos(left));
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        return due;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
