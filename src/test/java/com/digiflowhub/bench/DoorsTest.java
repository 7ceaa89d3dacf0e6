package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.testing.HubProcess;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender goes on when a node dies. */
class DoorsTest {
    private static final byte[] BODY = {'{', '}'};

    private final AtomicInteger came = new AtomicInteger();
    private final int dead = HubProcess.freePort();

    @SuppressWarnings("NullAway.Init")
    private HttpServer alive;

    @BeforeEach
    void open() throws IOException {
        alive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        alive.createContext("/", exchange -> {
            came.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        alive.start();
    }

    @AfterEach
    void close() {
        alive.stop(0);
    }

    @Test
    void what_finds_a_dead_door_goes_to_the_next_and_so_does_all_that_follows() {
        try (Doors doors = new Doors(List.of(dead, alive.getAddress().getPort()), 0, "secret")) {
            for (int n = 1; n <= 3; n++) {
                assertThat(doors.post(BODY)).isEqualTo(200);
                assertThat(came).hasValue(n);
            }
        }
    }

    @Test
    void when_no_door_answers_it_is_said() {
        try (Doors doors = new Doors(List.of(dead, dead), 1, "secret")) {
            assertThatThrownBy(() -> doors.post(BODY)).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(came).hasValue(0);
    }
}
