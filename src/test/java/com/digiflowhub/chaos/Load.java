package com.digiflowhub.chaos;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signed webhooks without end, as WhatsApp sends them to whichever node answers: what is not acknowledged is sent again until it is, some
 * of it twice at once to two nodes, some of it once more long after. Now and then somebody new asks, says STOP and writes again; now and
 * then a body comes that nobody can read.
 */
final class Load implements AutoCloseable {
    private static final int SENDERS = 8;
    private static final int PEOPLE_A_SENDER = 12;
    private static final int STOP_EVERY = 17;
    private static final int POISON_EVERY = 97;
    private static final int FIRST_POISON = 13;
    private static final int QUESTION_EVERY = 4;
    private static final int TWICE_AT_ONCE_EVERY = 11;
    private static final int ONCE_MORE_EVERY = 23;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final List<URI> doors;
    private final WhatsAppSettings account;
    private final List<Client> clients;
    private final PromiseLog log;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<AtomicInteger> open;
    private final List<Thread> senders = new ArrayList<>();
    private volatile Duration pause;
    private volatile boolean ending;

    Load(List<URI> doors, WhatsAppSettings account, List<Client> clients, PromiseLog log, Duration pause) {
        this.doors = List.copyOf(doors);
        this.account = account;
        this.clients = List.copyOf(clients);
        this.log = log;
        this.open = doors.stream().map(door -> new AtomicInteger()).toList();
        this.pause = pause;
    }

    void begin(long seed) {
        for (int i = 0; i < SENDERS; i++) {
            Sender sender = new Sender(i, new Random(seed + i));
            senders.add(Thread.ofVirtual().start(sender::send));
        }
    }

    /** From now on each sender rests so long after each message. */
    void rest(Duration pause) {
        this.pause = pause;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** With how often somebody was told 503, or nothing at all, and asked again. */
    String line() {
        return acknowledged + " acknowledged, asked again " + refused + " times";
    }

    /** Requests that were sent to this door and not yet answered. */
    int open(int door) {
        return open.get(door).get();
    }

    /** Every sender ends with the message it has in hand. */
    @Override
    public void close() {
        ending = true;
        for (Thread sender : senders) {
            try {
                if (!sender.join(ENDS_WITHIN)) {
                    throw new IllegalStateException("nobody takes what was sent last");
                }
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        http.close();
        log.close();
    }

    /** A sender has people of its own, so that what one of them says is in order. */
    private final class Sender {
        private final int me;
        private final Random random;
        private final Map<String, Integer> places = new HashMap<>();
        private byte[] former = new byte[0];

        Sender(int me, Random random) {
            this.me = me;
            this.random = random;
        }

        void send() {
            while (!ending) {
                int n = next.getAndIncrement();
                Client client = clients.get(random.nextInt(clients.size()));
                if (n % POISON_EVERY == FIRST_POISON) {
                    poison(client, n);
                } else if (n % STOP_EVERY == 0) {
                    stop(client, "3364%02d%05d".formatted(me, n % 100_000));
                } else {
                    String person = "3363%02d%05d".formatted(me, random.nextInt(PEOPLE_A_SENDER));
                    say(client, person, n % QUESTION_EVERY == 0 ? Promise.Kind.QUESTION : Promise.Kind.TEXT, n);
                }
                Patience.pause(pause);
            }
        }

        private void stop(Client client, String person) {
            say(client, person, Promise.Kind.QUESTION, 1);
            Patience.pause(Duration.ofMillis(random.nextInt(900)));
            say(client, person, Promise.Kind.STOP, 1);
            say(client, person, Promise.Kind.TEXT, 1);
        }

        private void say(Client client, String person, Promise.Kind kind, int n) {
            int place = places.merge(client.number() + " " + person, 1, Integer::sum);
            String id = "wamid.CHAOS%s.%s.%d".formatted(client.number(), person, place);
            byte[] body = Webhook.text(account.accountId(), client.number(), person, id, words(kind, n));
            if (n % TWICE_AT_ONCE_EVERY == 0) {
                twiceAtOnce(body);
            } else {
                deliver(body, random.nextInt(doors.size()));
            }
            log.write(new Promise(id, client.workspace(), client.number(), person, kind, place));
            acknowledged.incrementAndGet();
            if (n % ONCE_MORE_EVERY == 0 && former.length > 0) {
                deliver(former, random.nextInt(doors.size()));
            }
            former = body;
        }

        private void poison(Client client, int n) {
            String sign = "POISON" + me + "." + n;
            deliver(Webhook.poison(account.accountId(), client.number(), sign), random.nextInt(doors.size()));
            log.write(new Promise(sign, client.workspace(), client.number(), "", Promise.Kind.POISON, 0));
            acknowledged.incrementAndGet();
        }
    }

    private static String words(Promise.Kind kind, int n) {
        return switch (kind) {
            case QUESTION -> Agency.QUESTION;
            case STOP -> "STOP";
            case TEXT -> "Message " + n;
            case POISON -> throw new IllegalArgumentException("poison has no words");
        };
    }

    private void twiceAtOnce(byte[] body) {
        Thread other = Thread.ofVirtual().start(() -> deliver(body, 0));
        deliver(body, doors.size() - 1);
        try {
            other.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** At the given door, and at the next one each time it is not taken. */
    private void deliver(byte[] body, int first) {
        String signature = Meta.sign(account.appSecret(), body);
        for (int tried = 0; ; tried++) {
            int door = (first + tried) % doors.size();
            HttpRequest request = HttpRequest.newBuilder(doors.get(door))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("X-Hub-Signature-256", signature)
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            if (taken(request, open.get(door))) {
                return;
            }
            refused.incrementAndGet();
            Patience.pause(Duration.ofMillis(30));
        }
    }

    private boolean taken(HttpRequest request, AtomicInteger open) {
        open.incrementAndGet();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyListens) {
            return false;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        } finally {
            open.decrementAndGet();
        }
    }
}
