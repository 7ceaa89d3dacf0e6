package com.digiflowhub.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that one hub alone may hold. The lock goes with the process, so a killed hub leaves none behind. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    public static DataFolder hold(Path path) {
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath().normalize());
            FileChannel channel =
                    FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DataFolderTaken(folder);
            }
            return new DataFolder(folder, channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("The data folder " + path + " cannot be used", failure);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException taken) {
            return null;
        }
    }

    /** A second hub on the same folder. */
    public static final class DataFolderTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DataFolderTaken(Path folder) {
            super("Another hub is running on the data folder " + folder
                    + ". Stop it first, or give this one a folder of its own with HUB_DATA_DIR.");
        }
    }
}
