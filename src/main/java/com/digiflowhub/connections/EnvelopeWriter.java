package com.digiflowhub.connections;

import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Outages;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.work.Precedence;
import com.digiflowhub.platform.work.Wake;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Commits what came in: one thread takes what all waiting requests brought and writes it in one statement. A shared commit that fails is
 * repeated request by request, so that only the culprit is answered 503; when the database is away or its disk full, none is repeated.
 */
@Component
class EnvelopeWriter implements AutoCloseable {
    private static final int MAX_REQUESTS_A_COMMIT = 512;
    private static final int MAX_WAITING_REQUESTS = 8_192;
    private static final long MAX_WAITING_BYTES = 64L << 20;
    private static final long MAX_BYTES_A_COMMIT = 16L << 20;
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    private static final String CHECK_VIOLATION = "23514";
    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeWriter.class);

    private final JdbcClient door;
    private final Wake wake;
    private final HubClock clock;
    private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(MAX_WAITING_REQUESTS);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Thread thread;
    private volatile int beingWritten;
    private volatile boolean open = true;

    EnvelopeWriter(@Qualifier("doorPool") DataSource doorPool, Wake wake, Precedence precedence, HubClock clock) {
        this.door = JdbcClient.create(doorPool);
        this.wake = wake;
        this.clock = clock;
        precedence.watch(() -> waiting.size() + beingWritten);
        this.thread = Thread.ofPlatform().name("door-writer").daemon().start(this::work);
    }

    /** One part on its way to one connection; {@code headers} as JSON. */
    record Letter(UUID id, Connection connection, String reader, String headers, byte[] body) {}

    /** Completes after the commit; completes with the failure when there was none. */
    CompletableFuture<Void> write(List<Letter> letters) {
        Request request = new Request(letters);
        if (!open || waitingBytes.addAndGet(request.bytes()) > MAX_WAITING_BYTES || !waiting.offer(request)) {
            waitingBytes.addAndGet(-request.bytes());
            return CompletableFuture.failedFuture(new IllegalStateException("too much is waiting to be written"));
        }
        return request.done;
    }

    long commits() {
        return commits.get();
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join(Duration.ofSeconds(5));
    }

    private void work() {
        while (open || !waiting.isEmpty()) {
            List<Request> batch = next();
            beingWritten = batch.size();
            if (!batch.isEmpty()) {
                commit(batch);
            }
            beingWritten = 0;
        }
    }

    /** Waits for a request, then takes whatever else is there; those whose 503 is long gone are left out. */
    private List<Request> next() {
        List<Request> batch = new ArrayList<>();
        try {
            Request first = waiting.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
            long bytes = 0;
            for (Request request = first;
                    request != null;
                    request = batch.size() < MAX_REQUESTS_A_COMMIT && bytes < MAX_BYTES_A_COMMIT
                            ? waiting.poll()
                            : null) {
                waitingBytes.addAndGet(-request.bytes());
                bytes += request.bytes();
                if (request.stillWanted()) {
                    batch.add(request);
                } else {
                    request.done.completeExceptionally(new IllegalStateException("waited too long"));
                }
            }
        } catch (InterruptedException stopped) {
            open = false;
        }
        return batch;
    }

    private void commit(List<Request> batch) {
        try {
            insertInItsDay(
                    batch.stream().flatMap(request -> request.letters.stream()).toList());
            commits.incrementAndGet();
            CrashPoint.pass("in-4");
        } catch (RuntimeException failure) {
            failed(batch, failure);
            return;
        }
        batch.forEach(request -> request.done.complete(null));
        batch.stream()
                .flatMap(request -> request.letters.stream())
                .map(letter -> letter.connection.workspace())
                .distinct()
                .forEach(wake::up);
    }

    private void failed(List<Request> batch, RuntimeException failure) {
        if (batch.size() > 1 && !Outages.isOne(failure)) {
            batch.forEach(request -> commit(List.of(request)));
            return;
        }
        LOG.warn("{} webhook requests could not be committed: {}", batch.size(), failure.getMessage());
        batch.forEach(request -> request.done.completeExceptionally(failure));
    }

    /** While it waits for the table of what has no day, its day may be made: then it no longer belongs where it was going. */
    private void insertInItsDay(List<Letter> letters) {
        try {
            insert(letters);
        } catch (DataIntegrityViolationException failure) {
            if (!(failure.getRootCause() instanceof SQLException refused)
                    || !CHECK_VIOLATION.equals(refused.getSQLState())) {
                throw failure;
            }
            insert(letters);
        }
    }

    /** The database's clock decides the order, since nodes' own differ a little; far from ours it is not believed. */
    private void insert(List<Letter> letters) {
        Instant now = clock.now();
        door.sql("""
                with part as materialized (
                    select * from unnest(:workspaces::uuid[], :ids::uuid[], :connections::uuid[], :readers::text[],
                                         :headers::text[], :bodies::bytea[])
                                as p (workspace_id, id, connection_id, reader, headers, body)),
                kept as (
                    insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                    select workspace_id, id, connection_id, headers::jsonb, body from part)
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                select workspace_id, 'hub', greatest(:earliest, least(:latest, clock_timestamp())), connection_id, reader,
                       jsonb_build_object('envelopes', jsonb_agg(id order by id))
                  from part
                 group by workspace_id, connection_id, reader
                 order by (array_agg(id order by id))[1]
                """)
                .param(
                        "workspaces",
                        array(
                                "uuid",
                                letters,
                                letter -> letter.connection.workspace().value()))
                .param("ids", array("uuid", letters, Letter::id))
                .param(
                        "connections",
                        array("uuid", letters, letter -> letter.connection.id().value()))
                .param("readers", array("text", letters, Letter::reader))
                .param("headers", array("text", letters, Letter::headers))
                .param("bodies", new SqlArrayValue("bytea", (Object[])
                        letters.stream().map(Letter::body).toArray(byte[][]::new)))
                .param("earliest", Times.utc(now.minus(clock.differsFromDatabase())))
                .param("latest", Times.utc(now.plus(clock.differsFromDatabase())))
                .update();
    }

    private static SqlArrayValue array(String type, List<Letter> letters, Function<Letter, Object> column) {
        return new SqlArrayValue(type, letters.stream().map(column).toArray());
    }

    /** What one webhook brought. */
    private static final class Request {
        private final List<Letter> letters;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final long since = System.nanoTime();

        Request(List<Letter> letters) {
            this.letters = letters;
        }

        long bytes() {
            return letters.stream().mapToLong(letter -> letter.body.length).sum();
        }

        boolean stillWanted() {
            return System.nanoTime() - since < Door.PATIENCE.toNanos();
        }
    }
}
