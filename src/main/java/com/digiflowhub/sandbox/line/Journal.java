package com.digiflowhub.sandbox.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sandbox accepted and did, one line each: the witness that a checker compares with the hub's own story. With a
 * file, a line is on disk before the call is answered, so that no kill can lose what a client was told.
 */
public final class Journal implements AutoCloseable {

    private static final int MAX_KEPT = 200_000;
    private static final String ACCEPTED = "accepted";

    /** What the caller was told of what was done. */
    public enum Told {
        TRUTH,
        /** That it failed, although it was accepted. */
        ERROR,
        GARBAGE,
        NOTHING
    }

    public record Entry(Instant at, String provider, String correlation, String bodyHash, String outcome, Told told) {
        public boolean accepted() {
            return outcome.equals(ACCEPTED);
        }

        /** Whether the caller got an answer that it could understand as the truth of {@code outcome}. */
        public boolean answered() {
            return told == Told.TRUTH;
        }
    }

    private final JsonMapper json = JsonMapper.shared();
    private final Deque<Entry> kept = new ArrayDeque<>();
    private final Optional<FileChannel> file;
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

    public Journal(Optional<Path> path) {
        this.file = path.map(Journal::open);
    }

    public void write(String provider, String correlation, byte[] body, String outcome, Told told) {
        var entry = new Entry(Instant.now(), provider, correlation, hash(body), outcome, told);
        synchronized (this) {
            file.ifPresent(channel -> append(channel, entry));
            kept.addLast(entry);
            if (kept.size() > MAX_KEPT) {
                kept.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(entry));
    }

    /** Called after each line from now on, on the thread that wrote it; what takes long is done elsewhere. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    public synchronized List<Entry> newest(int most) {
        var newest = new ArrayList<Entry>();
        for (var at = kept.descendingIterator(); at.hasNext() && newest.size() < most; ) {
            newest.add(at.next());
        }
        return List.copyOf(newest);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(kept);
    }

    public List<Entry> accepted() {
        return entries().stream().filter(Entry::accepted).toList();
    }

    public long accepted(String correlation) {
        return accepted().stream()
                .filter(entry -> entry.correlation().equals(correlation))
                .count();
    }

    @Override
    public synchronized void close() {
        file.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("The journal's file cannot be closed", e);
            }
        });
    }

    private void append(FileChannel channel, Entry entry) {
        try {
            var line = ByteBuffer.wrap((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal's file cannot be written; nothing is answered without it", e);
        }
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be opened at " + path, e);
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
