package com.digiflowhub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The load's own diary: a line is on disk before the load goes on. */
final class PromiseLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel file;

    PromiseLog(Path path) {
        try {
            this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    synchronized void write(Promise promise) {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(promise) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Promise> read(Path path) {
        try {
            return Files.readAllLines(path).stream()
                    .map(line -> JSON.readValue(line, Promise.class))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
