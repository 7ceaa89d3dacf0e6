package com.digiflowhub.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks the bundled PostgreSQL once into the data folder; a half-unpacked folder is never used. */
final class PostgresBinaries {
    static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    static Path unpackInto(Path dataFolder) {
        Path target = dataFolder.resolve("postgresql-" + VERSION);
        try {
            if (!Files.isDirectory(target)) {
                Path half = Files.createTempDirectory(Files.createDirectories(dataFolder), "unpacking-");
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpack(half);
                Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException("The bundled PostgreSQL could not be unpacked into " + dataFolder, failure);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void unpack(Path folder) throws IOException {
        if (!unpackByTar(folder)) {
            unpackByOurselves(folder);
        }
    }

    /** The machine's own tar is several times faster; false where there is none, or none that knows xz. */
    static boolean unpackByTar(Path folder) throws IOException {
        try (InputStream packed = packed()) {
            Process tar = new ProcessBuilder("tar", "-xJf", "-", "-C", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream to = tar.getOutputStream()) {
                packed.transferTo(to);
            }
            return tar.waitFor() == 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was unpacked", stop);
        } catch (IOException noTar) {
            return false;
        }
    }

    static void unpackByOurselves(Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, folder);
            }
        }
    }

    private static InputStream packed() {
        String archive = "postgres-" + platform() + ".txz";
        InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (packed == null) {
            throw new IllegalStateException("No PostgreSQL is bundled for this machine (" + archive
                    + " is missing): set DATABASE_URL to a PostgreSQL 15 or newer.");
        }
        return packed;
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("an entry of the archive points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String kernel = system.contains("mac") ? "darwin" : system.contains("win") ? "windows" : "linux";
        return kernel + "-" + (machine.equals("aarch64") ? "arm_64" : "x86_64");
    }
}
