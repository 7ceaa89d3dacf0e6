package com.digiflowhub.chaos;

import com.digiflowhub.channels.whatsapp.Meta;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signed webhooks without end, as WhatsApp sends them: what is not acknowledged is sent again until it is, and now and then what was
 * acknowledged is sent once more. Every so often somebody new says STOP, which the hub has to confirm exactly once.
 */
final class Load implements AutoCloseable {
    private static final int SENDERS = 6;
    private static final int PEOPLE = 40;
    private static final int STOP_EVERY = 15;
    private static final int TWICE_EVERY = 20;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final URI door;
    private final String phoneId;
    private final String businessId;
    private final String secret;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean ending;

    Load(URI door, String phoneId, String businessId, String secret) {
        this.door = door;
        this.phoneId = phoneId;
        this.businessId = businessId;
        this.secret = secret;
    }

    void begin() {
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(this::send));
        }
    }

    /** The provider ids that were answered 200. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** The numbers whose STOP was answered 200. */
    Set<String> stopped() {
        return Set.copyOf(stopped);
    }

    /** How often somebody was told 503, or nothing at all, and asked again. */
    long refused() {
        return refused.get();
    }

    /** Every sender ends with the message it has in hand. */
    @Override
    public void close() {
        ending = true;
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        http.close();
    }

    private void send() {
        while (!ending) {
            int n = next.getAndIncrement();
            boolean stop = n % STOP_EVERY == 0;
            String number =
                    stop ? "3363998%04d".formatted(1_000 + n / STOP_EVERY) : "3363998%04d".formatted(n % PEOPLE);
            String id = "wamid.CHAOS" + n;
            byte[] body = body(id, number, stop ? "STOP" : "Message " + n);
            deliver(body);
            acknowledged.add(id);
            if (stop) {
                stopped.add("+" + number);
            }
            if (n % TWICE_EVERY == 0) {
                deliver(body);
            }
            pause();
        }
    }

    private void deliver(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", Meta.sign(secret, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        while (true) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException nobodyListens) {
                pause();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            refused.incrementAndGet();
            pause();
        }
    }

    private byte[] body(String id, String number, String text) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"messages","value":{
                 "messaging_product":"whatsapp","metadata":{"display_phone_number":"33536492840","phone_number_id":"%s"},
                 "contacts":[{"profile":{"name":"Lead %s"},"wa_id":"%s"}],
                 "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]}}]}]}
                """.formatted(
                        businessId,
                        phoneId,
                        number,
                        number,
                        number,
                        id,
                        Instant.now().getEpochSecond(),
                        text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
