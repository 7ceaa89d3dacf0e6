package com.digiflowhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test measured: printed, and kept in {@code target/figures} for the note that quotes it. */
public final class Figures {
    private static final Path FOLDER = Path.of("target", "figures");

    private Figures() {}

    public static void write(String name, String text) {
        keep(name + ".txt", text);
        System.out.println(text.strip());
    }

    /** In a file alone. */
    public static void keep(String file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
